extension ShowState {
    /// Whether people with this ticket are let in; each seat once.
    ///
    /// Whoever came while the door was offline is in: that is kept, whatever would have been said.
    func decideAdmit(
        _ request: AdmitRequest,
        in context: TurnContext,
        plan: SeatPlan
    ) throws(Refusal) -> Decision {
        guard request.doorName.utf8.count <= Limits.textBytes else { throw .invalid(.textTooLong) }
        let payload = request.ticket.payload
        // Another show's booking is not known here: the door asked for another show's ticket.
        guard payload.show == request.door.show else {
            throw .notAdmitted(.wrongShow(payload.show))
        }
        guard let place = bookings.find(payload.booking) else { throw .bookingNotFound }
        let standing = standing(of: bookings.records[place], plan: plan)
        let labels = try judge(request, standing)
        var seats = SeatList()
        for label in labels {
            // A seat that a later layout lacks can't be on a living ticket.
            guard let seat = plan.index(ofLabel: label) else { throw .notAdmitted(.superseded) }
            if request.wasOffline, bookings.records[place].has(seat, request) { continue }
            seats.append(seat)
        }
        guard !seats.isEmpty else {
            return .already(.admitted(AdmissionView(payload.booking, [], request.at)))
        }
        return decided(
            .admitted(
                OrderEvent.Admission(
                    booking: payload.booking,
                    seats: seats,
                    at: request.at,
                    door: request.doorName
                )
            ),
            context
        )
    }

    private func judge(
        _ request: AdmitRequest,
        _ standing: CheckIn.Standing
    ) throws(Refusal) -> [String] {
        do throws(CheckInRefusal) {
            return try CheckIn.judge(
                request.ticket,
                seats: request.seats,
                at: request.door,
                request.at,
                request.wasOffline ? nil : standing
            )
        } catch {
            throw .notAdmitted(error)
        }
    }

    /// What is known of a booking that its ticket can't know.
    private func standing(of booking: BookingRecord, plan: SeatPlan) -> CheckIn.Standing {
        CheckIn.Standing(
            epoch: booking.epoch,
            isCancelled: holds.records[booking.slot].seats.isEmpty || sale.lever == .cancelled,
            admissions: booking.admissions.map {
                CheckIn.Admission(seat: plan.label(of: $0.seat), at: $0.at, door: $0.door)
            },
            startsAt: terms?.startsAt
        )
    }

    /// Why people who were let in while the door was offline should not have been; nil: they are
    /// welcome.
    package func doubt(about request: AdmitRequest, plan: SeatPlan) -> CheckInRefusal? {
        guard let place = bookings.find(request.ticket.payload.booking) else { return .cancelled }
        var standing = standing(of: bookings.records[place], plan: plan)
        let told = (request.seats ?? request.ticket.payload.seats).map {
            CheckIn.Admission(seat: $0, at: request.at, door: request.doorName)
        }
        // What was told before is judged by what was known then: a repeat has the same answer.
        if let known = standing.admissions.firstIndex(where: told.contains) {
            standing.admissions.removeSubrange(known...)
        }
        return CheckIn.settle(told, of: request.ticket, into: &standing).first?.refusal
    }
}

extension BookingRecord {
    /// Whether this very admission is known: told again, it is none.
    fileprivate func has(_ seat: SeatIndex, _ request: AdmitRequest) -> Bool {
        admissions.contains(
            AdmissionRecord(seat: seat, at: request.at, door: request.doorName)
        )
    }
}

/// What a booking's newest ticket is about.
package struct TicketFacts: Equatable, Sendable {
    package let booking: BookingID
    /// Empty: all of it was cancelled.
    package let seats: SeatList
    package let epoch: UInt32
    /// When it was made, or last changed.
    package let issuedAt: WallTime
    package let isCancelled: Bool
}

/// A booking with what its people are written to with.
package struct BookingOnFile: Equatable, Sendable {
    package let view: BookingView
    package let ticket: TicketFacts
    /// The language the buyer reads, `en` or `hi`.
    package let locale: String
}

extension ShowState {
    /// The facts of the booking's newest ticket; nil: there is no such booking.
    package func ticket(_ id: BookingID) -> TicketFacts? {
        bookings.find(id).map { ticket(of: bookings.records[$0]) }
    }

    /// Up to `limit` bookings that have seats left, in the order they were made, from the
    /// `from`-th of all on; and where to go on, nil at the end. None of a cancelled show.
    package func bookingPage(
        from: Int,
        limit: Int
    ) -> (page: [BookingOnFile], next: Int?) {
        guard sale.lever != .cancelled, from < bookings.records.count else { return ([], nil) }
        let end = min(from + limit, bookings.records.count)
        let page = bookings.records[from..<end].map { record in
            BookingOnFile(
                view: booking(record),
                ticket: ticket(of: record),
                locale: orders.find(OrderID(record.id.bits)).map { orders[$0].locale } ?? "en"
            )
        }
        let next = end < bookings.records.count ? end : nil
        return (page.filter { !$0.ticket.isCancelled }, next)
    }

    private func ticket(of booking: BookingRecord) -> TicketFacts {
        let seats = holds.records[booking.slot].seats
        return TicketFacts(
            booking: booking.id,
            seats: SeatList(seats.sorted()),
            epoch: booking.epoch,
            issuedAt: booking.cancellations.last?.at ?? booking.createdAt,
            isCancelled: seats.isEmpty || sale.lever == .cancelled
        )
    }
}
