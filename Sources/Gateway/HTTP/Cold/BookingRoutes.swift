import NIOCore
import SeatGrid

/// A booking by its id.
struct BookingRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        routes.get("/v1/shows/:show/bookings/:booking") { try await booking($0) }
    }

    /// Who it is for is told to those who book and operate, and to nobody else.
    private func booking(_ context: ColdContext) async throws -> ColdAnswer {
        let show = ShowID(try context.part("show"))
        let (booking, plan) = try await services.booking(try context.part("booking"), in: show)
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
