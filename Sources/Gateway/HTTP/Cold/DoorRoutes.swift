import NIOCore
import SeatGrid

/// Letting people in: at the door, and afterwards for a door that had no line.
struct DoorRoutes: Sendable {
    /// How long before a show its doors open, milliseconds.
    static let opensBefore: Int64 = 3 * 3_600_000

    let services: ColdServices
    let tickets: TicketOffice

    func add(to routes: RouteCollector) {
        routes.post("/v1/shows/:show/checkin") { try await checkIn($0) }
        routes.post("/v1/shows/:show/checkins") { try await checkInLater($0) }
    }

    private func checkIn(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.door, for: "Letting people in")
        let show = ShowID(try context.part("show"))
        let body = try CheckInBody.parse(
            context.request.body.readableBytesUInt8Span,
            limits: services.limits
        )
        let request = AdmitRequest(
            ticket: try verify(body.ticket),
            seats: body.seats,
            door: CheckIn.Door(show: show, opensBefore: Self.opensBefore),
            at: services.clock.wall(),
            doorName: body.door,
            wasOffline: false
        )
        let (outcome, replayed) = try await services.engine.run(
            .admit(request),
            of: show,
            mark: try context.mark(),
            caller: context.request.principal.caller(operating: true)
        )
        guard case .admitted(let view) = outcome, let entry = services.engine.entry(for: show)
        else { throw ColdServices.noShow }
        var out = ByteWriter()
        out.writeString("{\"admitted\":true,\"booking\":\"\(view.booking.text)\"")
        OrderAnswer.writeSeats(view.seats, entry.plan, to: &out)
        out.writeStaticString(",\"at\":")
        out.writeJSON(view.at)
        out.writeStaticString("}")
        var headers = CheckoutRoutes.noStore
        if replayed { headers.append((name: "Idempotency-Replayed", value: "true")) }
        return ColdAnswer(body: out.buffer, headers: headers)
    }

    /// Everybody who is in is kept as such; who should not be is told of, one answer an admission.
    /// Telling the same again changes nothing.
    private func checkInLater(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.door, for: "Letting people in")
        let show = ShowID(try context.part("show"))
        guard services.engine.entry(for: show) != nil else { throw ColdServices.noShow }
        let body = try CheckInsBody.parse(
            context.request.body.readableBytesUInt8Span,
            limits: services.limits
        )
        var out = ByteWriter()
        out.writeStaticString("{\"data\":[")
        for (place, admission) in body.admissions.enumerated() {
            if place > 0 { out.writeStaticString(",") }
            let problem = try await settle(admission, body.door, show, context)
            guard let problem, let rule = problem.rule else {
                out.writeStaticString("{\"accepted\":true}")
                continue
            }
            out.writeString("{\"accepted\":false,\"reason\":\"\(rule)\",\"detail\":")
            out.writeJSON(problem.detail)
            out.writeStaticString("}")
        }
        out.writeStaticString("]}")
        return ColdAnswer(body: out.buffer, headers: CheckoutRoutes.noStore)
    }

    /// What is wrong with one admission, with the door's rule; nil: nothing.
    ///
    /// - Throws: what is wrong with the request, or with this node now.
    private func settle(
        _ admission: CheckInsBody.Admission,
        _ door: String,
        _ show: ShowID,
        _ context: ColdContext
    ) async throws -> Problem? {
        do {
            let ticket = try verify(admission.ticket)
            return try await settle(admission, ticket, door, show, context)
        } catch let problem as Problem where problem.rule != nil {
            return problem
        } catch let problem as Problem where problem.code == .bookingNotFound {
            return Problem(CheckInRefusal.cancelled)
        }
    }

    private func settle(
        _ admission: CheckInsBody.Admission,
        _ ticket: SignedTicket,
        _ door: String,
        _ show: ShowID,
        _ context: ColdContext
    ) async throws -> Problem? {
        let request = AdmitRequest(
            ticket: ticket,
            seats: admission.seats,
            door: CheckIn.Door(show: show, opensBefore: nil),
            at: admission.at,
            doorName: door,
            wasOffline: true
        )
        _ = try await services.engine.run(
            .admit(request),
            of: show,
            caller: context.request.principal.caller(operating: true)
        )
        // Only now: of two doors that tell of the same seat the log says who was first.
        guard case .doubt(let doubt) = try await services.engine.ask(.doubt(request), of: show)
        else { throw ColdServices.noShow }
        return doubt.map { Problem($0) }
    }

    private func verify(_ text: String) throws(Problem) -> SignedTicket {
        do throws(TicketRefusal) {
            return try tickets.verifier.verify(Array(text.utf8))
        } catch {
            throw Problem(CheckInRefusal.forged(error))
        }
    }
}
