/// `/docs` and the pages of the problems: plain HTML without anything from elsewhere.
enum DocsPage {
    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
        code{background:#8882;padding:.1em .3em;border-radius:.2em}
        table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0}
        """

    private static func page(_ title: String, _ body: String) -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>\(title)</title><style>\(style)</style></head>
        <body><main>\(body)</main></body></html>

        """
    }

    /// The page `/problems/<code>`.
    static func problem(_ code: ProblemCode) -> String {
        page(
            "\(code.title): SeatGrid",
            """
            <h1>\(code.title)</h1>
            <p>HTTP status <strong>\(code.status)</strong>, code <code>\(code.rawValue)</code></p>
            <h2>Cause</h2><p>\(code.cause)</p>
            <h2>Remedy</h2><p>\(code.remedy)</p>
            <p><a href="/docs">All problems and routes</a></p>
            """
        )
    }

    /// The page `/docs`.
    static let text: String = {
        let problems = ProblemCode.allCases.map { code in
            "<tr><td>\(code.status)</td><td><a href=\"/problems/\(code.rawValue)\">"
                + "<code>\(code.rawValue)</code></a></td><td>\(code.title)</td></tr>"
        }
        return page(
            "SeatGrid's interface",
            """
            <h1>SeatGrid's interface</h1>
            <p>JSON over HTTP under <code>/v1</code>:
            <a href="/openapi.json">openapi.json</a> describes every route (OpenAPI 3.1),
            <a href="/asyncapi.json">asyncapi.json</a> the live messages.</p>
            <h2>In short</h2>
            <ul>
            <li><code>GET /v1/cities</code>, <code>/v1/cities/{city}/movies</code>,
            <code>/v1/movies/{movie}/shows</code>, <code>/v1/shows/{show}</code>,
            <code>/v1/layouts/{layout}</code>: what is on, and where its seats are</li>
            <li><code>GET /v1/shows/{show}/seats</code>: the map; <code>/live</code>: its changes</li>
            <li><code>POST /v1/shows/{show}/holds</code> with <code>{"seats": ["A-1"]}</code>: holds
            seats; the id of the answer is the only key to them</li>
            <li><code>POST …/holds/{hold}/extend</code>, <code>PATCH</code>, <code>DELETE</code> and
            <code>POST …/book</code>: what becomes of it</li>
            </ul>
            <p>Send an <code>Idempotency-Key</code> with every write: a repeat gets the first
            answer, also after a crash.</p>
            <h2>Problems</h2>
            <table><tr><th>Status</th><th>Code</th><th>Title</th></tr>
            \(problems.joined(separator: "\n"))
            </table>
            """
        )
    }()
}
