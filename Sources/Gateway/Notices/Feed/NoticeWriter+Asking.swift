import SeatGrid

/// A show could not answer now: always worth a repeat.
struct NotNow: Error, Equatable {
    let show: ShowID
}

/// Whom an event is about.
extension NoticeWriter {
    /// nil: there is nothing to tell of, for show, booking or order are not there.
    func ask(_ query: ShowQuery, of show: ShowID) async throws(NotNow) -> Reply? {
        let request = ShowRequest(kind: .read(query), mark: nil, caller: .system)
        return try Self.settled(await engine.ask(request, of: show), show)
    }

    /// What a reply is worth: only what will never be there is nothing to tell of.
    static func settled(_ reply: Reply, _ show: ShowID) throws(NotNow) -> Reply? {
        switch reply {
        case .noSuchShow, .refused(.bookingNotFound, plan: _), .refused(.orderNotFound, plan: _):
            return nil
        case .unavailable, .refused: throw NotNow(show: show)
        case let reply: return reply
        }
    }

    /// Who has a booking, the seats it is or was of, and its newest ticket.
    func holder(
        of booking: BookingID,
        _ show: ShowID
    ) async throws(NotNow) -> (subject: NoticeSubject, seats: SeatList, ticket: TicketFacts)? {
        let ticketQuery = ShowQuery.checkout(.ticket(booking))
        guard case .checkout(.ticket(let ticket))? = try await ask(ticketQuery, of: show),
            case .booking(let view, _)? = try await ask(.booking(booking), of: show)
        else { return nil }
        guard view.isOrdered else {
            guard let subject = subject(of: view, locale: "en", show) else { return nil }
            return (subject, view.seats, ticket)
        }
        guard let subject = try await buyer(of: OrderID(booking.bits), show) else { return nil }
        let seats = ticket.seats.isEmpty ? subject.order?.seats : ticket.seats
        return (subject, seats ?? [], ticket)
    }

    /// Who has a booking.
    func subject(of view: BookingView, locale: String, _ show: ShowID) -> NoticeSubject? {
        ListedShow(engine, show).map { listed in
            let context = view.person(in: show)
            let person = view.customer.flatMap { engine.people.open($0, for: context) }
            return NoticeSubject(
                listed,
                view.id,
                person: person,
                locale: locale,
                channels: channels
            )
        }
    }

    func buyer(of order: OrderID, _ show: ShowID) async throws(NotNow) -> NoticeSubject? {
        let query = ShowQuery.checkout(.orderRecord(order))
        guard case .checkout(.orderRecord(let record))? = try await ask(query, of: show) else {
            return nil
        }
        return buyer(of: record, show)
    }

    func buyer(of order: OrderRecord, _ show: ShowID) -> NoticeSubject? {
        ListedShow(engine, show).map { listed in
            let context = PersonContext(show: show, subject: .order(order.id))
            let person = order.customer.flatMap { engine.people.open($0, for: context) }
            return NoticeSubject(
                listed,
                order.booking,
                person: person,
                locale: order.locale,
                channels: channels,
                order: order
            )
        }
    }
}
