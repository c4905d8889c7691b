import SeatGrid

/// The sandbox's checkout page.
enum SandboxPage {
    /// - Parameters:
    ///   - query: what links and forms carry on, `?…` or nothing.
    ///   - back: where the shop is.
    static func html(
        _ order: ProviderOrder,
        _ payments: [(report: PaymentReport, signature: String?)],
        query: String,
        back: String?
    ) -> ColdAnswer {
        let here = "/sandbox/checkout/\(order.id)"
        let forms = SandboxChoice.allCases.map { choice in
            PlainPage.button(choice.label, to: "\(here)/\(choice.rawValue)\(query)")
        }
        let buttons =
            order.status == .paid
            ? "<p>This order is paid.</p>" : forms.joined(separator: "\n")
        let shop =
            back.map { "<p><a href=\"\(PlainPage.escaped($0))\">Back to the shop</a></p>" } ?? ""
        let body = """
            <p>No money moves here. To pay: <strong>\(amount(order))</strong>
            for order <code>\(PlainPage.escaped(order.receipt))</code></p>
            \(buttons)
            <h2>Payments so far</h2>
            \(table(payments))
            <p><a href="\(PlainPage.escaped(here + query))">Look again</a></p>
            \(shop)
            """
        return PlainPage.html(title: "Test payment", body: body)
    }

    private static func table(
        _ payments: [(report: PaymentReport, signature: String?)]
    ) -> String {
        if payments.isEmpty { return "<p>None.</p>" }
        let rows = payments.map { payment in
            "<tr><td><code>\(PlainPage.escaped(payment.report.payment))</code></td>"
                + "<td>\(name(of: payment.report.status))</td>"
                + "<td><code>\(payment.signature ?? "")</code></td></tr>"
        }
        return "<table><tr><th>Payment</th><th>Status</th><th>Signature</th></tr>\n"
            + rows.joined(separator: "\n") + "</table>"
    }

    /// `250.00 INR`
    private static func amount(_ order: ProviderOrder) -> String {
        let cents = order.amount % 100
        let currency = PlainPage.escaped(order.currency)
        return "\(order.amount / 100).\(cents < 10 ? "0" : "")\(cents) \(currency)"
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
}
