package import SeatGrid

/// Makes notices of events: who is to hear of it, by which way, and in which words' data.
///
/// What it needs besides the event it asks of show and catalogue as they are now; the name of a
/// notice is the event's alone, so that telling again tells nothing new.
package struct NoticeWriter: Sendable {
    let engine: Engine
    let tickets: TicketOffice
    /// The operator's systems that are told of everything.
    let endpoints: [String]
    /// Where buyers find the shop, without a slash at the end; nil: no links.
    let publicURL: String?

    package init(
        engine: Engine,
        tickets: TicketOffice,
        endpoints: [String],
        publicURL: String?
    ) {
        self.engine = engine
        self.tickets = tickets
        self.endpoints = endpoints.sorted()
        self.publicURL = publicURL
    }

    /// Whether anybody is ever told of such an event: asked of all, so it is cheap.
    static func isWorthTelling(_ event: Event) -> Bool {
        switch event.body {
        case .booked, .lapsed: true
        case .order(let order):
            switch order {
            case .made(let record): record.isBooked
            case .moved(let move): move.hold == .book || isOffer(move)
            case .refund(let step): step.refundState == .settled
            case .cancelled: true
            case .admitted, .told: false
            }
        default: false
        }
    }

    private static func isOffer(_ move: OrderEvent.Move) -> Bool {
        move.state == .authorized && move.acquired != nil
    }

    func notices(of followed: FollowedEvent) async throws -> [Notice] {
        let event = followed.event
        switch event.body {
        case .booked(let booked):
            return try await confirmed(booked.id, followed) + soldOut(followed)
        case .lapsed(let lapse):
            return lapse.holds.isEmpty ? [] : webhooks(.holdExpired, followed, expired(lapse))
        case .order(let order): return try await notices(of: order, followed)
        default: return []
        }
    }

    private func notices(
        of order: OrderEvent,
        _ followed: FollowedEvent
    ) async throws -> [Notice] {
        switch order {
        case .made(let record):
            return try await confirmed(record.booking, followed) + soldOut(followed)
        case .moved(let move):
            if Self.isOffer(move) { return try await offered(move.order, followed) }
            let booking = BookingID(move.order.bits)
            return try await confirmed(booking, followed) + soldOut(followed)
        case .refund(let step): return try await refunded(step, followed)
        case .cancelled(let cancellation): return try await cancelled(cancellation, followed)
        case .admitted, .told: return []
        }
    }

    // MARK: What is told

    private func confirmed(
        _ booking: BookingID,
        _ followed: FollowedEvent
    ) async throws -> [Notice] {
        guard let subject = try await subject(of: booking, followed) else { return [] }
        var data = subject.data
        if let order = subject.order { data["amount"] = order.quote.words }
        if let publicURL {
            let token = tickets.signing.link(to: booking, in: followed.show)
            let place = "/v1/shows/\(followed.show.rawValue)/bookings/\(booking.text)"
            data["link"] = "\(publicURL)\(place)/mine?token=\(token)"
        }
        let attachments = subject.attachments(by: tickets)
        if attachments.contains(where: { $0.inlineID != nil }) { data["qr"] = "qr" }
        return subject.notices(.bookingConfirmed, followed, data, attachments, endpoints)
    }

    private func cancelled(
        _ cancellation: OrderEvent.Cancellation,
        _ followed: FollowedEvent
    ) async throws -> [Notice] {
        guard let subject = try await subject(of: cancellation.booking, followed) else { return [] }
        var data = subject.data
        data["seats"] = subject.labels(cancellation.seats)
        data["reason"] = cancellation.reason == .showCancelled ? "show_cancelled" : nil
        if let refund = cancellation.refund {
            data["refund"] = NoticeWords.amount(refund.amount, subject.currency)
        }
        return subject.notices(.bookingCancelled, followed, data, [], endpoints)
    }

    private func refunded(
        _ step: OrderEvent.RefundStep,
        _ followed: FollowedEvent
    ) async throws -> [Notice] {
        guard let subject = try await subject(of: step.order, followed),
            let refund = subject.order?.refunds.first(where: { $0.id == step.refund })
        else { return [] }
        var data = subject.data
        data["amount"] = NoticeWords.amount(refund.amount, subject.currency)
        return subject.notices(.refundSettled, followed, data, [], endpoints)
    }

    private func offered(
        _ order: OrderID,
        _ followed: FollowedEvent
    ) async throws -> [Notice] {
        guard let subject = try await subject(of: order, followed), let publicURL else { return [] }
        var data = subject.data
        data["link"] =
            "\(publicURL)/v1/shows/\(followed.show.rawValue)/orders/\(order.text)/offer"
        return subject.notices(.orderOffer, followed, data, [], endpoints)
    }

    /// Told when the last seat was sold; again if one came back and was sold again.
    private func soldOut(_ followed: FollowedEvent) -> [Notice] {
        guard engine.entry(for: followed.show)?.vitals.free == 0 else { return [] }
        return webhooks(.showSoldOut, followed, ["show": followed.show.rawValue], part: 1_000)
    }

    private func expired(_ lapse: Event.Lapse) -> [String: String] {
        ["holds": lapse.holds.map { EventBody.reference(to: $0) }.joined(separator: ",")]
    }

    private func webhooks(
        _ kind: NoticeKind,
        _ followed: FollowedEvent,
        _ data: [String: String],
        part: UInt32 = 0
    ) -> [Notice] {
        var data = data
        data["show"] = followed.show.rawValue
        return NoticeSubject.webhooks(kind, followed, data, endpoints, part: part)
    }

    // MARK: Whom it is about

    private func subject(
        of booking: BookingID,
        _ followed: FollowedEvent
    ) async throws -> NoticeSubject? {
        let query = ShowQuery.booking(booking)
        let request = ShowRequest(kind: .read(query), mark: nil, caller: .system)
        guard case .booking(let view, _) = await engine.ask(request, of: followed.show) else {
            return nil
        }
        if let subject = try await subject(of: OrderID(booking.bits), followed) { return subject }
        let context = PersonContext(show: followed.show, subject: .booking(booking))
        let person = view.customer.flatMap { engine.people.open($0, for: context) }
        return NoticeSubject(engine, followed.show, person, view.seats, booking, order: nil)
    }

    private func subject(
        of order: OrderID,
        _ followed: FollowedEvent
    ) async throws -> NoticeSubject? {
        let query = ShowQuery.checkout(.orderRecord(order))
        let request = ShowRequest(kind: .read(query), mark: nil, caller: .system)
        guard
            case .checkout(.orderRecord(let record)) = await engine.ask(
                request,
                of: followed.show
            )
        else { return nil }
        let context = PersonContext(show: followed.show, subject: .order(order))
        let person = record.customer.flatMap { engine.people.open($0, for: context) }
        return NoticeSubject(
            engine,
            followed.show,
            person,
            record.seats,
            record.booking,
            order: record
        )
    }
}
