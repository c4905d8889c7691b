import NIOCore
import SeatGrid

/// Orders that wait for a person, and what that person decides.
extension CheckoutRoutes {
    func addOperating(to routes: RouteCollector) {
        routes.get("/v1/admin/orders") { try await stuck($0) }
        routes.post("/v1/admin/shows/:id/orders/:order/resolve") { try await resolve($0) }
    }

    private struct Found {
        let order: OrderView
        let show: ShowID
        let entry: ShowEntry
        var cursor: StuckCursor { StuckCursor(show: show.rawValue, order: order.id.text) }
    }

    /// `GET /v1/admin/orders?state=stuck`: by show, then by id.
    private func stuck(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.operate, for: "The list of orders")
        guard try context.query()["state"] == "stuck" else {
            throw Problem.invalid("", "state must be \"stuck\"")
        }
        let page = try context.page()
        let found = try await stuck(after: StuckCursor.read(page.after), limit: page.limit + 1)
        let shown = found.prefix(page.limit)
        var out = ByteWriter()
        out.writeStaticString("{\"data\":[")
        for (place, found) in shown.enumerated() {
            if place > 0 { out.writeStaticString(",") }
            write(found.order, found.show, found.entry, withRefunds: true, to: &out)
        }
        let next = found.count > shown.count ? shown.last?.cursor.text : nil
        out.writeString("],\"has_more\":\(next != nil),\"next\":")
        if let next { out.writeJSON(next) } else { out.writeStaticString("null") }
        out.writeStaticString("}")
        return ColdAnswer(body: out.buffer, headers: Self.noStore)
    }

    /// At most `limit` of those that come after a place in the list; nil: from its start.
    private func stuck(after: StuckCursor?, limit: Int) async throws(Problem) -> [Found] {
        var all: [Found] = []
        for show in await services.engine.showsWithCheckoutWork() where all.count < limit {
            if let after, show.rawValue < after.show { continue }
            guard let entry = services.engine.entry(for: show),
                case .orders(let orders) = try await services.engine.ask(.stuck, of: show)
            else { continue }
            let found = orders.map { Found(order: $0, show: show, entry: entry) }
                .filter { found in after.map { $0 < found.cursor } ?? true }
                .sorted { $0.cursor < $1.cursor }
            all += found.prefix(limit - all.count)
        }
        return all
    }

    private func resolve(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.operate, for: "Resolving an order")
        let (show, entry) = try place(context, in: "id")
        let resolution = try ResolveBody.parse(
            context.request.body.readableBytesUInt8Span,
            limits: services.limits
        )
        let (outcome, replayed) = try await services.engine.run(
            .resolve(try order(context), resolution),
            of: show,
            mark: try context.mark(),
            caller: context.request.principal.caller(operating: true)
        )
        guard case .order(let order) = outcome else { throw ColdServices.noShow }
        return answer(order, show, entry, replayed: replayed)
    }
}

/// A place in the list of stuck orders. It holds though the order there is stuck no more.
private struct StuckCursor: Comparable {
    let show: String
    let order: String

    var text: String { "\(show).\(order)" }

    /// nil for nil.
    static func read(_ text: String?) throws(Problem) -> StuckCursor? {
        guard let text else { return nil }
        guard let dot = text.lastIndex(of: "."),
            OrderID(text: String(text[text.index(after: dot)...])) != nil
        else { throw .invalid("", "after is no cursor of this list") }
        return StuckCursor(
            show: String(text[..<dot]),
            order: String(text[text.index(after: dot)...])
        )
    }

    static func < (one: StuckCursor, other: StuckCursor) -> Bool {
        (one.show, one.order) < (other.show, other.order)
    }
}
