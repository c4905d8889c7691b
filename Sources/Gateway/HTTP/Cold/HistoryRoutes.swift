import NIOCore
import SeatGrid

/// CONTRACT §7: every event of a show, with its cause, and those about one seat.
struct HistoryRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        routes.get("/v1/admin/shows/:id/log") { context in
            try await page(context, seat: nil)
        }
        routes.get("/v1/admin/shows/:id/seats/:seat/history") { context in
            let label = try context.part("seat")
            let show = ShowID(try context.part("id"))
            try context.need(.operate, for: "The log")
            guard let entry = services.engine.entry(for: show) else { throw ColdServices.noShow }
            guard let seat = entry.plan.index(ofLabel: label) else {
                throw Problem(.seatNotFound, "The layout has no such seat.")
            }
            return try await page(context, seat: seat)
        }
    }

    private func page(_ context: ColdContext, seat: SeatIndex?) async throws -> ColdAnswer {
        try context.need(.operate, for: "The log")
        let show = ShowID(try context.part("id"))
        let request = try context.page()
        guard let after = UInt64(request.after ?? "0") else {
            throw Problem.invalid("", "after is no cursor of this list")
        }
        guard
            let page = try await services.engine.history(
                of: show,
                after: ShowVersion(rawValue: after),
                limit: request.limit,
                seat: seat
            ),
            let entry = services.engine.entry(for: show)
        else { throw ColdServices.noShow }
        var body = ByteWriter()
        body.writeStaticString("{\"data\":[")
        for (index, event) in page.events.enumerated() {
            if index > 0 { body.writeStaticString(",") }
            EventBody.write(event, plan: entry.plan, to: &body)
        }
        body.writeString("],\"has_more\":\(page.next != nil),\"next\":")
        body.writeString(page.next.map { "\"\($0.rawValue)\"" } ?? "null")
        if page.isTrimmed { body.writeStaticString(",\"trimmed\":true") }
        body.writeStaticString("}")
        return ColdAnswer(body: body.buffer, headers: [("Cache-Control", "no-store")])
    }
}
