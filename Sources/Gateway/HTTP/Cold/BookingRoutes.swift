import Logging
import NIOCore
import SeatGrid

/// A booking by its id, and the erasing of the person in it.
struct BookingRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        routes.get("/v1/shows/:show/bookings/:booking") { try await booking($0) }
        routes.post("/v1/admin/shows/:id/bookings/:booking/erase") { try await erase($0) }
    }

    /// Who it is for is told to those who book and operate, and to nobody else.
    private func booking(_ context: ColdContext) async throws -> ColdAnswer {
        let show = ShowID(try context.part("show"))
        let (booking, plan) = try await find(context, in: show)
        let rights = context.request.principal.rights
        let maySee = !rights.isDisjoint(with: [.book, .operate])
        let customer = maySee ? booking.customer : nil
        var body = ByteWriter()
        ShowAnswer.write(
            booking,
            show: show,
            plan: plan,
            customer: customer.map {
                services.engine.people.read($0, for: booking.person(in: show))
            },
            to: &body
        )
        return ColdAnswer(body: body.buffer, headers: [("Cache-Control", "no-store")])
    }

    /// Erases the key of the customer's data. The show hears of it first, for the answer is kept
    /// under an `Idempotency-Key` there; a repeat erases once more, in case a crash came between.
    private func erase(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.operate, for: "Erasing a person")
        let show = ShowID(try context.part("id"))
        try OperateRoutes.checkEmpty(context.request.body)
        let (booking, plan) = try await find(context, in: show)
        let request = ShowRequest(
            kind: .command(.forget(booking.id), plan: plan),
            mark: try context.mark(),
            caller: context.request.principal.caller(operating: true)
        )
        let reply = await services.engine.ask(request, of: show)
        guard case .outcome(.changed, let replayed, _) = reply else {
            throw ColdServices.problem(with: reply)
        }
        let state = try await erase(booking.customer)
        services.logger.notice(
            "customer erased",
            metadata: [
                "show": "\(show)", "booking": "bk_\(Crockford.string(booking.id.bits))",
                "state": "\(state)", "by": "\(context.request.principal.name)",
            ]
        )
        var body = ByteWriter()
        body.writeStaticString("{\"show\":")
        body.writeJSON(show.rawValue)
        body.writeString(",\"booking\":\"bk_\(Crockford.string(booking.id.bits))\"")
        body.writeString(",\"customer_state\":\"\(state)\"}")
        var headers = [(name: "Cache-Control", value: "no-store")]
        if replayed { headers.append((name: "Idempotency-Replayed", value: "true")) }
        return ColdAnswer(body: body.buffer, headers: headers)
    }

    private func erase(_ customer: [UInt8]?) async throws(Problem) -> String {
        guard let customer else { return "none" }
        let erasure: Erasure
        do throws(PeopleFailure) {
            erasure = try await services.engine.people.erase(customer)
        } catch {
            throw Problem(error)
        }
        switch erasure {
        case .erased: return "erased"
        case .noKey: return "unreadable"
        case .notSealed:
            throw Problem(
                .illegalState,
                "This booking is from a version that kept customers in the clear; it leaves the "
                    + "disk with the log's old segments and snapshots."
            )
        }
    }

    private func find(
        _ context: ColdContext,
        in show: ShowID
    ) async throws(Problem) -> (booking: BookingView, plan: SeatPlan) {
        try await services.booking(try context.part("booking"), in: show)
    }
}

extension ColdServices {
    static let noBooking = Problem(
        .bookingNotFound,
        "There is no such booking, or it is not yours."
    )

    /// The booking of that id.
    func booking(
        _ text: String,
        in show: ShowID
    ) async throws(Problem) -> (booking: BookingView, plan: SeatPlan) {
        guard engine.entry(for: show) != nil else { throw Self.noShow }
        guard let id = BookingID(text: text) else { throw Self.noBooking }
        let request = ShowRequest(kind: .read(.booking(id)), mark: nil, caller: .anonymous)
        switch await engine.ask(request, of: show) {
        case .booking(let booking, let plan): return (booking, plan)
        case let other: throw Self.problem(with: other)
        }
    }
}

extension BookingView {
    /// What its customer was sealed for.
    func person(in show: ShowID) -> PersonContext {
        PersonContext(show: show, subject: isOrdered ? .order(OrderID(id.bits)) : .booking(id))
    }
}
