import NIOCore
import NIOHTTP1

/// Pages of plain forms for people who came by a link: nothing inline, nothing from elsewhere, and
/// no script.
enum PlainPage {
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'"

    /// What each answer of their routes carries: addresses have capabilities in them.
    static let headers: [(name: String, value: String)] = [
        ("Content-Security-Policy", contentSecurityPolicy),
        ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"),
        ("Referrer-Policy", "no-referrer"),
    ]

    /// The path of `stylesheet`.
    static let stylesheetPath = "/plain.css"

    static let stylesheet = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
        form{margin:.5rem 0}
        button{font:inherit;padding:.5rem 1rem;width:100%;text-align:left}
        code{overflow-wrap:anywhere}
        table{border-collapse:collapse}
        td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}

        """

    /// - Parameters:
    ///   - title: plain text.
    ///   - body: markup, with everything of others' escaped.
    static func html(language: String = "en", title: String, body: String) -> ColdAnswer {
        let page = """
            <!doctype html>
            <html lang="\(language)"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>\(escaped(title))</title><link rel="stylesheet" href="\(stylesheetPath)"></head>
            <body><main><h1>\(escaped(title))</h1>
            \(body)
            </main></body></html>

            """
        return ColdAnswer(type: "text/html; charset=utf-8", body: ByteBuffer(string: page))
    }

    /// A button that posts to `action`, which is on this server.
    static func button(_ label: String, to action: String) -> String {
        "<form method=\"post\" action=\"\(escaped(action))\">"
            + "<button>\(escaped(label))</button></form>"
    }

    /// The handler, with `headers` on whatever it answers, refusals too.
    static func guarding(
        _ handler: @escaping RouteCollector.Handler
    ) -> RouteCollector.Handler {
        { context in
            do {
                var answer = try await handler(context)
                for header in headers where !answer.has(header.name) {
                    answer.headers.append(header)
                }
                return answer
            } catch let problem as Problem {
                // A problem is never kept anyway, and says so by itself.
                throw headers.filter { $0.name != "Cache-Control" }
                    .reduce(problem) { $0.with($1.name, $1.value) }
            }
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

extension ColdAnswer {
    fileprivate func has(_ name: String) -> Bool { headers.contains { $0.name == name } }
}

extension ColdContext {
    /// Whether the caller is somebody's browser rather than a program.
    var wantsPage: Bool {
        let accepted = request.headers["accept"].joined(separator: ",").lowercased()
        return accepted.contains("text/html")
    }
}
