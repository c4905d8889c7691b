extension ShowState {
    /// What an event about an order answers; to be asked right after `apply`.
    func orderAnswer(_ order: OrderEvent, of event: Event) -> KeptAnswer {
        switch order {
        case .made(let record): answer(record.id, record.state, event.time)
        case .moved(let move): answer(move.order, move.state, event.time)
        case .refund(let step): answer(step.order, step.state, event.time)
        case .told(let id, let state): answer(id, state, event.time)
        case .cancelled(let cancellation):
            KeptAnswer(
                kind: .cancelled,
                version: event.version,
                id: cancellation.booking.bits,
                seats: cancellation.seats
            )
        case .admitted(let admission):
            KeptAnswer(
                kind: .admitted,
                version: event.version,
                id: admission.booking.bits,
                seats: admission.seats,
                expiresAt: admission.at
            )
        }
    }

    private func answer(_ id: OrderID, _ state: OrderState, _ time: TurnTime) -> KeptAnswer {
        guard let ordinal = orders.find(id) else {
            preconditionFailure("an event was not applied before its answer")
        }
        let order = orders[ordinal]
        var answer = KeptAnswer(kind: .order, version: version, id: id.bits, seats: order.seats)
        answer.expiresIn = OrderView(order, at: time).expiresIn
        answer.orderState = state
        answer.orderReason = order.reason
        return answer
    }

    func orderOutcome(_ answer: KeptAnswer) -> Outcome {
        switch answer.kind {
        case .order:
            guard let ordinal = orders.find(OrderID(answer.id)) else { break }
            return .order(
                OrderView(orders[ordinal], as: answer)
            )
        case .cancelled:
            guard let view = cancellation(BookingID(answer.id), answer.version) else { break }
            return .cancelled(view)
        case .admitted:
            return .admitted(
                AdmissionView(BookingID(answer.id), answer.seats, answer.expiresAt)
            )
        case .held, .extended, .swapped, .released, .booked, .changed: break
        }
        preconditionFailure("a kept answer speaks of what there is not")
    }

    /// The cancellation of the booking by which the show came to that version.
    func cancellation(_ id: BookingID, _ version: ShowVersion) -> CancellationView? {
        guard let place = bookings.find(id) else { return nil }
        let record = bookings.records[place].cancellations.first { $0.version == version }
        let order = orders.find(OrderID(id.bits)).map { orders[$0] }
        return record.map {
            CancellationView(booking: id, record: $0, currency: order?.quote.currency)
        }
    }
}

/// People who were let in.
package struct AdmissionView: Equatable, Sendable {
    package let booking: BookingID
    package let seats: SeatList
    package let at: WallTime

    init(_ booking: BookingID, _ seats: SeatList, _ at: WallTime) {
        self.booking = booking
        self.seats = seats
        self.at = at
    }
}
