import NIOCore
import SeatGrid

/// Pages for people, and the descriptions of the interface.
struct PageRoutes: Sendable {
    let asyncAPI: String
    let homePage: String

    func add(to routes: RouteCollector) {
        let (asyncAPI, homePage) = (asyncAPI, homePage)
        routes.get("/") { _ in Self.html(homePage) }
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
            type: "text/html; charset=utf-8", body: ByteBuffer(string: text),
            headers: [("X-Content-Type-Options", "nosniff")])
    }
}
