import NIOCore
import SeatGrid

/// CONTRACT §5: a booking's ticket, as a picture, as signed JSON and for a calendar.
struct TicketRoutes: Sendable {
    let services: ColdServices
    let tickets: TicketOffice

    func add(to routes: RouteCollector) {
        let booking = "/v1/shows/:show/bookings/:booking"
        routes.get("\(booking)/ticket.svg") { try await picture($0, isPNG: false) }
        routes.get("\(booking)/ticket.png") { try await picture($0, isPNG: true) }
        routes.get("\(booking)/ticket.json") { try await json($0) }
        routes.get("\(booking)/ticket.ics") { try await calendar($0) }
        routes.get("/v1/ticket_keys") { _ in keys() }
    }

    private func picture(_ context: ColdContext, isPNG: Bool) async throws -> ColdAnswer {
        let (facts, show) = try await facts(context)
        let ticket = try sign(facts, show)
        let code: QRCode
        do throws(QRCode.TooLong) {
            code = try ticket.code()
        } catch {
            throw Problem(.illegalState, "The ticket has too many seats for one QR code.")
        }
        if isPNG { return answer("image/png", code.png()) }
        let title = "Ticket \(facts.booking.text)"
        return answer("image/svg+xml", Array(code.svg(title: title).utf8))
    }

    private func json(_ context: ColdContext) async throws -> ColdAnswer {
        let (facts, show) = try await facts(context)
        return answer("application/json", try sign(facts, show).json)
    }

    private func sign(_ facts: TicketFacts, _ show: ListedShow) throws(Problem) -> SignedTicket {
        guard !facts.isCancelled else {
            throw Problem(.illegalState, "The booking was cancelled: there is no ticket.")
        }
        return tickets.signing.sign(show.payload(facts))
    }

    private func calendar(_ context: ColdContext) async throws -> ColdAnswer {
        let (facts, show) = try await facts(context)
        return answer(
            "text/calendar; charset=utf-8",
            show.calendar(facts).file,
            ("Content-Disposition", "attachment; filename=\"ticket.ics\"")
        )
    }

    /// What a door needs to tell tickets without a line to the node.
    private func keys() -> ColdAnswer {
        var out = ByteWriter()
        out.writeStaticString("{\"data\":[")
        for (place, key) in tickets.known.enumerated() {
            out.writeString("\(place == 0 ? "" : ","){\"key_id\":\"\(key.id)\",\"public_key\":")
            out.writeJSON(key.pem)
            out.writeStaticString("}")
        }
        out.writeStaticString("],\"has_more\":false,\"next\":null}")
        return ColdAnswer(body: out.buffer, headers: [("Cache-Control", "max-age=300")])
    }

    private func facts(
        _ context: ColdContext
    ) async throws -> (TicketFacts, ListedShow) {
        let show = ShowID(try context.part("show"))
        guard let listed = ListedShow(services.engine, show) else { throw ColdServices.noShow }
        guard let booking = BookingID(text: try context.part("booking")),
            case .ticket(let facts) = try await services.engine.ask(.ticket(booking), of: show)
        else { throw ColdServices.noBooking }
        return (facts, listed)
    }

    private func answer(
        _ type: String,
        _ bytes: [UInt8],
        _ more: (name: String, value: String)...
    ) -> ColdAnswer {
        ColdAnswer(
            type: type,
            body: ByteBuffer(bytes: bytes),
            headers: [(name: "Cache-Control", value: "private, no-store")] + more
        )
    }
}
