import NIOCore
import NIOHTTP1

/// The web app: one page for every address a movie-goer or an operator can have, and its files.
struct WebRoutes: Sendable {
    private static let pages = [
        "/", "/city/:city", "/city/:city/movie/:movie", "/s/:show", "/s/:show/:step",
        "/s/:show/:step/:id", "/my", "/find", "/operate", "/operate/:a", "/operate/:a/:b",
        "/operate/:a/:b/:c",
    ]
    private static let folders = ["/:a", "/:a/:b", "/:a/:b/:c"]
    private static let year = "public, max-age=31536000, immutable"

    let app: WebApp
    let contentSecurityPolicy: String

    func add(to routes: RouteCollector) {
        for page in Self.pages { routes.get(page) { answerPage(to: $0.request) } }
        for name in WebApp.rootFiles where name != "index.html" {
            routes.get("/\(name)") { answer(app.root[name], to: $0.request, headers: []) }
        }
        for folder in Self.folders {
            routes.get("/assets/:hash\(folder)") { try asset($0) }
        }
    }

    /// The app's page. It knows from the address what to show, also that there is nothing.
    func answerPage(to request: ColdRequest, status: Int = 200) -> ColdAnswer {
        let headers =
            [("Content-Security-Policy", contentSecurityPolicy)] + WebSecurity.headers
        return answer(app.root["index.html"], to: request, headers: headers, status: status)
    }

    /// Whether a browser asks for a page at an address that is not one.
    static func isLost(_ request: ColdRequest, path: String) -> Bool {
        let isPage = ["/v1", "/assets/", "/sandbox/"].allSatisfy { !path.hasPrefix($0) }
        let accepted = request.headers["accept"].joined(separator: ",")
        return request.method == .GET && isPage && accepted.contains("text/html")
    }

    /// A file of another version is not there: a page that asks for it is older than the node.
    private func asset(_ context: ColdContext) throws -> ColdAnswer {
        let path = String(context.request.uri.prefix { $0 != "?" })
        guard path.hasPrefix("\(app.prefix)/"),
            let file = app.assets[String(path.dropFirst(app.prefix.count + 1))]
        else { throw Problem(.notFound, "There is no such file; load the page again.") }
        return answer(file, to: context.request, headers: [], caching: Self.year)
    }

    private func answer(
        _ file: WebFile?,
        to request: ColdRequest,
        headers: [(String, String)],
        caching: String = "no-cache",
        status: Int = 200
    ) -> ColdAnswer {
        guard let file else {
            return ColdAnswer(problem: Problem(.notFound, "There is nothing at this address."))
        }
        let common =
            headers + [
                ("Cache-Control", caching), ("Vary", "Accept-Encoding"),
                ("X-Content-Type-Options", "nosniff"),
            ]
        let (bytes, isPacked) = file.body(accepting: request.headers["accept-encoding"])
        // Two forms are two representations, and want a tag each.
        let tag = isPacked ? "\(file.tag.dropLast())-gzip\"" : file.tag
        if status == 200, request.headers["if-none-match"].contains(tag) {
            return ColdAnswer(status: 304, headers: common + [("ETag", tag)])
        }
        return ColdAnswer(
            status: status,
            type: file.type,
            body: bytes,
            headers: common + [("ETag", tag)]
                + (isPacked ? [("Content-Encoding", "gzip")] : [])
        )
    }
}
