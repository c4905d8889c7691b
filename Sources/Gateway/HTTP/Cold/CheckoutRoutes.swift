import NIOCore
import NIOHTTP1
import SeatGrid

/// CONTRACT §5: orders and their payments.
struct CheckoutRoutes: Sendable {
    let services: ColdServices
    let checkout: CheckoutService

    func add(to routes: RouteCollector) {
        let hold = "/v1/shows/:show/holds/:hold"
        let order = "/v1/shows/:show/orders/:order"
        routes.post("\(hold)/quote") { try await quote($0) }
        routes.post("\(hold)/order") { try await make($0) }
        routes.get(order) { try await read($0) }
        routes.post("\(order)/payment") { try await pay($0) }
        routes.post("/v1/webhooks/razorpay") { try await hear($0) }
        addOffers(to: routes, at: "\(order)/offer")
        addOperating(to: routes)
    }

    private func quote(_ context: ColdContext) async throws -> ColdAnswer {
        let (show, entry) = try place(context)
        let body = try OrderBody.parse(
            context.request.body.readableBytesUInt8Span,
            plan: entry.plan,
            limits: services.limits,
            isQuote: true
        )
        let quote = try await checkout.quote(of: try hold(context), in: show, body)
        var out = ByteWriter()
        OrderAnswer.write(quote, plan: entry.plan, to: &out)
        return ColdAnswer(body: out.buffer, headers: Self.noStore)
    }

    private func make(_ context: ColdContext) async throws -> ColdAnswer {
        try services.limit(context)
        let (show, entry) = try place(context)
        let body = try OrderBody.parse(
            context.request.body.readableBytesUInt8Span,
            plan: entry.plan,
            limits: services.limits,
            country: services.phoneCountry
        )
        let (order, replayed) = try await checkout.makeOrder(
            of: try hold(context),
            in: show,
            body,
            mark: try context.mark(),
            caller: context.request.principal.caller()
        )
        let place = "/v1/shows/\(show.rawValue)/orders/\(order.id.text)"
        return answer(order, show, entry, status: 201, replayed: replayed, place: place)
    }

    private func read(_ context: ColdContext) async throws -> ColdAnswer {
        let (show, entry) = try place(context)
        let order = try await checkout.view(of: try order(context), in: show)
        return answer(order, show, entry, withRefunds: true)
    }

    /// Repeats lead to the same end by themselves; under a key, to the same answer.
    private func pay(_ context: ColdContext) async throws -> ColdAnswer {
        try services.limit(context)
        let (show, entry) = try place(context)
        let id = try order(context)
        let body = try PaymentBody.parse(
            context.request.body.readableBytesUInt8Span,
            limits: services.limits
        )
        let mark = try context.mark()
        if let mark, let known = try await checkout.recalled(mark, of: show) {
            return answer(known, show, entry, replayed: true)
        }
        let paid = try await checkout.pay(id, in: show, body)
        return try await answer(paid, show, entry, under: mark, context)
    }

    /// Answered once its facts are durable, and never with what is in them.
    private func hear(_ context: ColdContext) async throws -> ColdAnswer {
        guard checkout.provider.kind == .razorpay else {
            throw Problem(.notFound, "This node takes no payments by Razorpay.")
        }
        let headers = context.request.headers
        try await checkout.hear(
            Array(context.request.body.readableBytesView),
            signature: headers.first(name: "x-razorpay-signature"),
            delivery: headers.first(name: "x-razorpay-event-id")
        )
        return ColdAnswer(status: 200, headers: Self.noStore)
    }

    // MARK: Parts

    static let noStore = [(name: "Cache-Control", value: "no-store")]

    func place(
        _ context: ColdContext,
        in part: String = "show"
    ) throws(Problem) -> (ShowID, ShowEntry) {
        let show = ShowID(try context.part(part))
        guard let entry = services.engine.entry(for: show) else { throw ColdServices.noShow }
        return (show, entry)
    }

    private func hold(_ context: ColdContext) throws(Problem) -> HoldID {
        guard let hold = HoldID(wire: try context.part("hold")) else {
            throw Problem(
                .holdNotFound,
                "There is no such hold, or it is not yours; make a new one."
            )
        }
        return hold
    }

    func order(_ context: ColdContext) throws(Problem) -> OrderID {
        guard let order = OrderID(text: try context.part("order")) else {
            throw Problem(.notFound, "There is no such order, or it is not yours.")
        }
        return order
    }

    func write(
        _ order: OrderView,
        _ show: ShowID,
        _ entry: ShowEntry,
        withRefunds: Bool,
        to out: inout ByteWriter
    ) {
        OrderAnswer.write(
            order,
            show: show,
            plan: entry.plan,
            providerKey: checkout.provider.keyID,
            withRefunds: withRefunds,
            to: &out
        )
    }

    /// Keeps what is told of the order now for repeats under the key, if there is one.
    func answer(
        _ order: OrderView,
        _ show: ShowID,
        _ entry: ShowEntry,
        under mark: IdempotencyMark?,
        _ context: ColdContext
    ) async throws(Problem) -> ColdAnswer {
        guard let mark else { return answer(order, show, entry) }
        let told = try await checkout.tell(
            order.id,
            of: show,
            under: mark,
            caller: context.request.principal.caller()
        )
        return answer(told.order, show, entry, replayed: told.replayed)
    }

    func answer(
        _ order: OrderView,
        _ show: ShowID,
        _ entry: ShowEntry,
        status: Int = 200,
        replayed: Bool = false,
        place: String? = nil,
        withRefunds: Bool = false
    ) -> ColdAnswer {
        var out = ByteWriter()
        write(order, show, entry, withRefunds: withRefunds, to: &out)
        var headers = Self.noStore
        if let place { headers.append((name: "Location", value: place)) }
        if replayed { headers.append((name: "Idempotency-Replayed", value: "true")) }
        return ColdAnswer(status: status, body: out.buffer, headers: headers)
    }
}
