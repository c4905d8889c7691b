import SeatGrid

/// The sandbox's checkout page: plain forms, nothing inline, nothing from elsewhere.
enum SandboxPage {
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'"

    static let stylesheet = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
        form{margin:.5rem 0}
        button{font:inherit;padding:.5rem 1rem;width:100%;text-align:left}
        code{overflow-wrap:anywhere}
        table{border-collapse:collapse}
        td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}

        """

    /// - Parameters:
    ///   - query: what links and forms carry on, `?…` or nothing.
    ///   - back: where the shop is.
    static func html(
        _ order: ProviderOrder,
        _ payments: [(report: PaymentReport, signature: String?)],
        query: String,
        back: String?
    ) -> String {
        let here = "/sandbox/checkout/\(escaped(order.id))"
        let query = escaped(query)
        let forms = SandboxChoice.allCases.map { choice in
            "<form method=\"post\" action=\"\(here)/\(choice.rawValue)\(query)\">"
                + "<button>\(choice.label)</button></form>"
        }
        let buttons =
            order.status == .paid
            ? "<p>This order is paid.</p>" : forms.joined(separator: "\n")
        let shop = back.map { "<p><a href=\"\(escaped($0))\">Back to the shop</a></p>" } ?? ""
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>Test payment</title><link rel="stylesheet" href="/sandbox/checkout.css"></head>
            <body><main><h1>Test payment</h1>
            <p>No money moves here. To pay: <strong>\(amount(order))</strong>
            for order <code>\(escaped(order.receipt))</code></p>
            \(buttons)
            <h2>Payments so far</h2>
            \(table(payments))
            <p><a href="\(here)\(query)">Look again</a></p>
            \(shop)</main></body></html>

            """
    }

    private static func table(
        _ payments: [(report: PaymentReport, signature: String?)]
    ) -> String {
        if payments.isEmpty { return "<p>None.</p>" }
        let rows = payments.map { payment in
            "<tr><td><code>\(escaped(payment.report.payment))</code></td>"
                + "<td>\(name(of: payment.report.status))</td>"
                + "<td><code>\(payment.signature ?? "")</code></td></tr>"
        }
        return "<table><tr><th>Payment</th><th>Status</th><th>Signature</th></tr>\n"
            + rows.joined(separator: "\n") + "</table>"
    }

    /// `250.00 INR`
    private static func amount(_ order: ProviderOrder) -> String {
        let cents = order.amount % 100
        return "\(order.amount / 100).\(cents < 10 ? "0" : "")\(cents) \(escaped(order.currency))"
    }

    /// As Razorpay calls it.
    static func name(of status: PaymentReport.Status) -> String {
        switch status {
        case .created: "created"
        case .authorized: "authorized"
        case .captured: "captured"
        case .refunded: "refunded"
        case .failed: "failed"
        }
    }

    /// Text as it may stand in an element or in a quoted attribute.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
