import SeatGrid

/// Making an order of a hold (CONTRACT §5).
extension CheckoutService {
    /// The provider is asked first: the id that it gives is told to nobody before the commit, so
    /// that an order which only the provider knows is paid by nobody.
    func makeOrder(
        of hold: HoldID,
        in show: ShowID,
        _ body: OrderBody,
        mark: IdempotencyMark?,
        caller: Caller
    ) async throws(Problem) -> (order: OrderView, replayed: Bool) {
        if let mark, let known = try await recalled(mark, of: show) { return (known, true) }
        let running = mark.map { "m\($0.key.high),\($0.key.low)" }
        if let running, !attempts.begin(running, isUrgent: true) {
            throw Problem(
                .idempotencyInProgress,
                "The first request with this Idempotency-Key is still being answered."
            )
        }
        defer { if let running { attempts.finish(running) } }
        let quote = try await quote(of: hold, in: show, body)
        let total = quote.total
        let id = engine.newOrderID()
        var request = OrderRequest(
            hold: hold,
            id: id,
            ticketTypes: body.ticketTypes,
            promotion: body.promotion,
            locale: body.locale,
            provider: total == 0 ? .none : ProviderKind(provider.kind),
            providerOrder: "",
            total: total
        )
        if total > 0 { request.providerOrder = try await ask(quote, id, hold, in: show) }
        request.customer = try await seal(body.customer, of: id, in: show)
        let (outcome, replayed) = try await engine.run(
            .make(request),
            of: show,
            mark: mark,
            caller: caller
        )
        guard case .order(let order) = outcome else {
            throw Problem(.internalError, "Repeat later, or report the request id.")
        }
        return (order, replayed)
    }

    /// The order that was made under this key before; nil: none.
    func recalled(
        _ mark: IdempotencyMark,
        of show: ShowID
    ) async throws(Problem) -> OrderView? {
        let query = ShowQuery.checkout(.recall(mark))
        let request = ShowRequest(kind: .read(query), mark: nil, caller: .anonymous)
        switch await engine.ask(request, of: show) {
        case .outcome(.order(let order), _, _): return order
        case .checkout(.nothing): return nil
        case let other: throw ColdServices.problem(with: other)
        }
    }

    /// What the hold costs its owner.
    func quote(
        of hold: HoldID,
        in show: ShowID,
        _ body: OrderBody
    ) async throws(Problem) -> Quote {
        let query = CheckoutQuery.price(
            hold,
            ticketTypes: body.ticketTypes,
            promotion: body.promotion
        )
        guard case .price(let quote, _) = try await engine.ask(query, of: show) else {
            throw Problem(.internalError, "Repeat later, or report the request id.")
        }
        return quote
    }

    private func ask(
        _ quote: Quote,
        _ id: OrderID,
        _ hold: HoldID,
        in show: ShowID
    ) async throws(Problem) -> String {
        do throws(PaymentError) {
            return try await provider.createOrder(
                ProviderOrderRequest(
                    amount: quote.total,
                    currency: quote.currency,
                    receipt: id.text,
                    notes: [
                        "show": show.rawValue, "order": id.text,
                        "hold": "hd_" + Crockford.string(hold.bits), "epoch": "1",
                    ]
                )
            ).id
        } catch {
            log(error, in: "order", of: show, failures: 1)
            throw error.problem
        }
    }

    private func seal(
        _ person: [UInt8],
        of id: OrderID,
        in show: ShowID
    ) async throws(Problem) -> [UInt8] {
        let context = PersonContext(show: show, subject: .order(id))
        do throws(PeopleFailure) {
            return try await engine.people.seal(person, for: context)
        } catch {
            throw Problem(error)
        }
    }
}

extension ProviderKind {
    init(_ kind: PaymentProviderKind) {
        self =
            switch kind {
            case .razorpay: .razorpay
            case .sandbox: .sandbox
            }
    }
}
