import NIOCore
import SeatGrid
import Synchronization

/// `/readyz` and `/metrics`; `/livez` is hot.
struct HealthRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        routes.get("/readyz") { try readiness($0) }
        routes.get("/metrics") { _ in
            let text = await MetricsText.make(services)
            return ColdAnswer(
                type: "text/plain; version=0.0.4; charset=utf-8",
                body: ByteBuffer(string: text),
                headers: [("Cache-Control", "no-store")]
            )
        }
    }

    private func readiness(_ context: ColdContext) throws -> ColdAnswer {
        let engine = services.engine
        let checks = [
            (name: "accepting", ok: !engine.isDraining, detail: "not shutting down"),
            (name: "log", ok: services.logHasRoom(), detail: "room for new holds"),
        ]
        let isReady = checks.allSatisfy(\.ok)
        if !isReady, !(try context.query().has("verbose")) {
            throw Problem(.unavailable, "Not ready; see /readyz?verbose.")
        }
        var body = ByteWriter()
        body.writeString("{\"status\":\"\(isReady ? "ready" : "not_ready")\"")
        if try context.query().has("verbose") {
            body.writeStaticString(",\"checks\":[")
            for (index, check) in checks.enumerated() {
                if index > 0 { body.writeStaticString(",") }
                body.writeString("{\"name\":\"\(check.name)\",\"ok\":\(check.ok)")
                body.writeString(",\"detail\":\"\(check.detail)\"}")
            }
            body.writeStaticString("]")
        }
        body.writeStaticString("}")
        var headers = [(name: "Cache-Control", value: "no-store")]
        if !isReady { headers.append(("Retry-After", "1")) }
        return ColdAnswer(status: isReady ? 200 : 503, body: body.buffer, headers: headers)
    }
}

/// The loops of a server, for those who were made before it.
final class LoopRegistry: Sendable {
    private let loops = Mutex<[GatewayLoop]>([])

    func set(_ all: [GatewayLoop]) { loops.withLock { $0 = all } }
    var all: [GatewayLoop] { loops.withLock { $0 } }

    /// The counts of all loops.
    func metrics() async -> (sum: LoopMetrics, connections: Int) {
        var sum = LoopMetrics()
        var connections = 0
        for loop in all {
            let one = try? await loop.eventLoop.submit { (loop.metrics, loop.connections) }.get()
            guard let one else { continue }
            sum.add(one.0)
            connections += one.1
        }
        return (sum, connections)
    }
}
