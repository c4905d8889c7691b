import NIOCore
import SeatGrid

/// CONTRACT §7: blocking, opening, closing, cancelling and the report of a show.
struct OperateRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        let limits = services.limits
        command("block", routes) { context, plan throws(Problem) in
            let body = try BlockBody.parse(
                context.request.body.readableBytesUInt8Span,
                plan: plan,
                limits: limits,
                unblock: false
            )
            return .block(seats: body.seats, reason: body.reason, until: body.until)
        }
        command("unblock", routes) { context, plan throws(Problem) in
            let body = try BlockBody.parse(
                context.request.body.readableBytesUInt8Span,
                plan: plan,
                limits: limits,
                unblock: true
            )
            return .unblock(seats: body.seats)
        }
        plain("open", .open, routes)
        plain("close", .close, routes)
        plain("cancel", .cancel, routes)
        routes.get("/v1/admin/shows/:id/report") { try await report($0) }
    }

    private func plain(_ name: String, _ command: Command, _ routes: RouteCollector) {
        self.command(name, routes) { context, _ throws(Problem) in
            try Self.checkEmpty(context.request.body)
            return command
        }
    }

    /// No body, or `{}`.
    static func checkEmpty(_ body: ByteBuffer) throws(Problem) {
        guard body.readableBytes > 0 else { return }
        let bytes = body.readableBytesUInt8Span
        var scanner = JSONScanner(maximumDepth: 1)
        try scanner.object(bytes, at: "") { _, _, name throws(Problem) in
            throw Fields.unknown(name)
        }
        try scanner.end(bytes)
    }

    private func command(
        _ name: String,
        _ routes: RouteCollector,
        _ parse: @escaping @Sendable (ColdContext, SeatPlan) throws(Problem) -> Command
    ) {
        routes.post("/v1/admin/shows/:id/\(name)") { context in
            try context.need(.operate, for: "Operating a show")
            let show = ShowID(try context.part("id"))
            guard let entry = services.engine.entry(for: show) else { throw ColdServices.noShow }
            let command = try parse(context, entry.plan)
            let request = ShowRequest(
                kind: .command(command, plan: entry.plan),
                mark: try context.mark(),
                caller: context.request.principal.caller(operating: true)
            )
            switch await services.engine.ask(request, of: show) {
            case .outcome(.changed(let version), let replayed, _):
                var body = ByteWriter()
                ColdBodies.write(changed: version, show: show, to: &body)
                let headers = replayed ? [(name: "Idempotency-Replayed", value: "true")] : []
                return ColdAnswer(body: body.buffer, headers: headers)
            case let other: throw ColdServices.problem(with: other)
            }
        }
    }

    private func report(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.operate, for: "The report")
        let report = try await services.report(of: ShowID(try context.part("id")))
        var body = ByteWriter()
        ColdBodies.write(report, to: &body)
        return ColdAnswer(body: body.buffer, headers: [("Cache-Control", "no-store")])
    }
}
