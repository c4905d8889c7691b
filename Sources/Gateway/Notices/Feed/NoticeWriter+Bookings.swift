import SeatGrid

/// What is told of bookings.
extension NoticeWriter {
    func confirmed(
        _ booking: BookingID,
        _ stamp: NoticeStamp
    ) async throws(NotNow) -> [Notice] {
        guard let (subject, seats, ticket) = try await holder(of: booking, stamp.show) else {
            return []
        }
        var stamp = stamp
        stamp.notAfter = subject.show.endsAt
        var content = subject.content(seats)
        if let quote = subject.order?.quote {
            content.set("amount", minor: quote.total, quote.currency)
        }
        if let link = link(booking, stamp.show) { content.say("link", link) }
        // One that is cancelled meanwhile has no ticket: its cancellation is told next.
        let attachments = ticket.isCancelled ? [] : subject.attachments(ticket, by: tickets)
        return tell(.bookingConfirmed, subject, stamp, content, attachments)
            + (try await soldOut(stamp))
    }

    /// A ticket that is no good any more is replaced by what is left, or by nothing.
    func cancelled(
        _ cancellation: OrderEvent.Cancellation,
        _ stamp: NoticeStamp
    ) async throws(NotNow) -> [Notice] {
        let booking = cancellation.booking
        guard let (subject, _, ticket) = try await holder(of: booking, stamp.show) else {
            return []
        }
        var content = subject.content(cancellation.seats)
        content.set("reason", reason: cancellation.reason)
        if let refund = cancellation.refund {
            content.set("refund", minor: refund.amount, subject.currency)
        }
        if !ticket.isCancelled {
            content.set("left", list: subject.show.labels(ticket.seats))
            if let link = link(booking, stamp.show) { content.say("link", link) }
        }
        let attachments = subject.attachments(ticket, by: tickets)
        return tell(.bookingCancelled, subject, stamp, content, attachments)
    }

    /// Told with the booking that took the last seat; again if one came back and was sold again.
    private func soldOut(_ stamp: NoticeStamp) async throws(NotNow) -> [Notice] {
        guard !endpoints.isEmpty, engine.entry(for: stamp.show)?.vitals.free == 0,
            case .report(let report)? = try await ask(.report, of: stamp.show),
            report.soldOutBy == stamp.seq
        else { return [] }
        var stamp = stamp
        stamp.part = Parts.soldOut
        return stamp.webhooks(.showSoldOut, ["show": .string(stamp.show.rawValue)], endpoints)
    }

    /// Where the names of an event's further webhooks begin: endpoints are fewer.
    enum Parts {
        static let soldOut: UInt32 = 1_000
        static let letdowns: UInt32 = 2_000
        static let each: UInt32 = 1_000
    }
}
