import Hummingbird
import NIOHTTP1

/// Which methods each path knows, for `Allow`: Hummingbird's router only says "not found".
struct RouteTable: Sendable {
    private var routes: [(pieces: [Substring], methods: [String])] = []

    mutating func add(_ method: String, _ path: String) {
        let pieces = Self.pieces(of: path)
        let methods = method == "GET" ? ["GET", "HEAD"] : [method]
        if let index = routes.firstIndex(where: { $0.pieces == pieces }) {
            routes[index].methods += methods
        } else {
            routes.append((pieces, methods))
        }
    }

    /// The methods of the route that `path` is one of; empty if there is none. Literal pieces win.
    func methods(of path: String) -> [String] {
        let pieces = Self.pieces(of: path)
        return routes.first { route in
            route.pieces.count == pieces.count
                && zip(route.pieces, pieces).allSatisfy { pattern, piece in
                    pattern.hasPrefix(":") ? !piece.isEmpty : pattern == piece
                }
        }?.methods ?? []
    }

    private static func pieces(of path: String) -> [Substring] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    }
}

/// Adds routes to Hummingbird's router and to the table at once. Used while starting only.
final class RouteCollector {
    typealias Handler = @Sendable (ColdContext) async throws -> ColdAnswer

    let router: Router<ColdContext>
    private(set) var table = RouteTable()

    init(router: Router<ColdContext>) { self.router = router }

    func get(_ path: String, _ handler: @escaping Handler) { add(.get, path, handler) }
    func post(_ path: String, _ handler: @escaping Handler) { add(.post, path, handler) }
    func put(_ path: String, _ handler: @escaping Handler) { add(.put, path, handler) }

    private func add(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ handler: @escaping Handler
    ) {
        table.add(method.rawValue, path)
        router.on(RouterPath(path), method: method) { _, context in
            try await handler(context)
        }
    }
}
