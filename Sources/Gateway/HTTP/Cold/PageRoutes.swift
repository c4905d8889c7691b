import NIOCore
import SeatGrid

/// The descriptions of the interface, and pages about it.
struct PageRoutes: Sendable {
    let asyncAPI: String

    func add(to routes: RouteCollector) {
        let asyncAPI = asyncAPI
        routes.get(PlainPage.stylesheetPath) { _ in
            ColdAnswer(
                type: "text/css; charset=utf-8",
                body: ByteBuffer(string: PlainPage.stylesheet),
                headers: [
                    ("Content-Security-Policy", PlainPage.contentSecurityPolicy),
                    ("X-Content-Type-Options", "nosniff"),
                ]
            )
        }
        routes.get("/docs") { _ in Self.html(DocsPage.text) }
        routes.get("/openapi.json") { _ in
            ColdAnswer(body: ByteBuffer(string: OpenAPI.text))
        }
        routes.get("/asyncapi.json") { _ in ColdAnswer(body: ByteBuffer(string: asyncAPI)) }
        routes.get("/problems/:code") { context in
            guard let code = ProblemCode(rawValue: try context.part("code")) else {
                throw Problem(.notFound, "There is no problem of this name.")
            }
            return Self.html(DocsPage.problem(code))
        }
    }

    private static func html(_ text: String) -> ColdAnswer {
        ColdAnswer(
            type: "text/html; charset=utf-8",
            body: ByteBuffer(string: text),
            headers: [("X-Content-Type-Options", "nosniff")]
        )
    }
}
