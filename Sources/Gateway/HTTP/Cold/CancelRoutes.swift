import NIOCore
import SeatGrid

/// CONTRACT §5: what is given back of a booking.
struct CancelRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        let booking = "/v1/shows/:show/bookings/:booking"
        routes.post("\(booking)/refund_quote") { try await quote($0) }
        routes.post("\(booking)/cancel") { try await cancel($0) }
    }

    private func quote(_ context: ColdContext) async throws -> ColdAnswer {
        let (show, entry) = try place(context)
        let request = try request(context, entry)
        guard
            case .cancellation(let quote) = try await services.engine.ask(
                .cancellation(request),
                of: show
            )
        else { throw ColdServices.noBooking }
        var out = ByteWriter()
        OrderAnswer.write(quote, of: request.booking, plan: entry.plan, to: &out)
        return ColdAnswer(body: out.buffer, headers: CheckoutRoutes.noStore)
    }

    /// The seats are free, and the money on its way, when this is answered.
    private func cancel(_ context: ColdContext) async throws -> ColdAnswer {
        try services.limit(context)
        let (show, entry) = try place(context)
        let (outcome, replayed) = try await services.engine.run(
            .cancel(try request(context, entry)),
            of: show,
            mark: try context.mark(),
            caller: context.request.principal.caller()
        )
        guard case .cancelled(let view) = outcome else { throw ColdServices.noBooking }
        var out = ByteWriter()
        OrderAnswer.write(view, plan: entry.plan, to: &out)
        var headers = CheckoutRoutes.noStore
        if replayed { headers.append((name: "Idempotency-Replayed", value: "true")) }
        return ColdAnswer(body: out.buffer, headers: headers)
    }

    /// Who has the key to operate cancels as the operator: all goes back, whatever the policy says.
    private func request(
        _ context: ColdContext,
        _ entry: ShowEntry
    ) throws(Problem) -> CancelRequest {
        let seats = try CancelBody.parse(
            context.request.body.readableBytesUInt8Span,
            plan: entry.plan,
            limits: services.limits
        )
        let operates = context.request.principal.lacks(.operate, for: "") == nil
        return CancelRequest(
            booking: try booking(context),
            seats: seats,
            reason: operates ? .operatorCancelled : .buyerCancelled
        )
    }

    private func place(_ context: ColdContext) throws(Problem) -> (ShowID, ShowEntry) {
        let show = ShowID(try context.part("show"))
        guard let entry = services.engine.entry(for: show) else { throw ColdServices.noShow }
        return (show, entry)
    }

    private func booking(_ context: ColdContext) throws(Problem) -> BookingID {
        guard let booking = BookingID(text: try context.part("booking")) else {
            throw ColdServices.noBooking
        }
        return booking
    }
}
