extension ShowState {
    mutating func applyOrder(_ event: OrderEvent, _ time: TurnTime) {
        switch event {
        case .made(let record): applyMade(record, time)
        case .moved(let move): applyMoved(move, time)
        case .refund(let step): applyRefund(step, time)
        case .cancelled(let cancellation): applyCancellation(cancellation, time)
        case .admitted(let admission):
            bookings.admit(placed(admission.booking), admission)
        case .told: break
        }
    }

    private mutating func applyMade(_ record: OrderRecord, _ time: TurnTime) {
        guard let slot = holds.find(record.hold) else {
            preconditionFailure("an order speaks of a hold that there is not")
        }
        orders.add(record)
        if record.isBooked {
            book(slot, as: record, time)
        } else {
            let limit = holds.records[slot].acquired.advanced(by: sale.rules.holdMax)
            holds.pay(slot, until: max(limit, record.payBy), version: version)
        }
    }

    private mutating func applyMoved(_ move: OrderEvent.Move, _ time: TurnTime) {
        let ordinal = ordinal(move.order)
        if let acquired = move.acquired { acquire(acquired, for: ordinal, time) }
        // Looked up before the order lets go of it.
        let slot = holds.find(orders[ordinal].hold)
        if let delivery = move.delivery { orders.remember(delivery, at: time.wall) }
        let version = version
        orders.update(ordinal) { $0.take(move, time, version: version) }
        guard let slot, holds.records[slot].state == .paying else { return }
        switch move.hold {
        case .keep: break
        case .until(let end): holds.pay(slot, until: end, version: version)
        case .drop: end(slot, as: .expired, at: time.now)
        case .book: book(slot, as: orders[ordinal], time)
        }
    }

    private mutating func acquire(
        _ acquired: OrderEvent.Acquired,
        for ordinal: Int,
        _ time: TurnTime
    ) {
        let order = orders[ordinal]
        let record = HoldRecord(
            id: acquired.hold,
            hasHolder: order.holder != nil,
            seats: acquired.seats,
            deadline: .distantFuture,
            acquired: time.now,
            expiresAt: time.wall,
            version: version,
            priceTable: order.priceTable,
            state: .paying
        )
        let slot = holds.add(record, holder: order.holder, line: 0)
        for seat in acquired.seats { seats.set(seat, .held, owner: UInt16(slot)) }
        orders.update(ordinal) { $0.move(to: acquired) }
    }

    private mutating func book(_ slot: Int, as order: OrderRecord, _ time: TurnTime) {
        holds.book(slot, version: version)
        for seat in holds.records[slot].seats {
            seats.set(seat, .booked, owner: UInt16(slot))
        }
        bookings.add(
            BookingRecord(
                id: order.booking,
                slot: slot,
                reference: "or_" + Crockford.string(order.id.bits),
                customer: order.customer,
                version: version,
                createdAt: time.wall
            )
        )
    }

    private mutating func applyRefund(_ step: OrderEvent.RefundStep, _ time: TurnTime) {
        if let delivery = step.delivery { orders.remember(delivery, at: time.wall) }
        let version = version
        orders.update(ordinal(step.order)) { $0.take(step, time, version: version) }
    }

    /// Its seats go free; the money's way back begins in the same event.
    private mutating func applyCancellation(
        _ cancellation: OrderEvent.Cancellation,
        _ time: TurnTime
    ) {
        let place = placed(cancellation.booking)
        let slot = bookings.records[place].slot
        for seat in cancellation.seats { seats.set(seat, .free, owner: SeatPlanes.nobody) }
        let left = SeatList(
            holds.records[slot].seats.filter { !cancellation.seats.contains($0) }
        )
        holds.swap(slot, to: left, version: version)
        let version = version
        bookings.cancel(
            place,
            CancellationRecord(
                seats: cancellation.seats,
                left: UInt8(left.count),
                version: version,
                at: time.wall,
                reason: cancellation.reason,
                refund: cancellation.refund?.id,
                amount: cancellation.refund?.amount ?? 0
            )
        )
        guard let ordinal = orders.find(OrderID(cancellation.booking.bits)) else { return }
        orders.update(ordinal) { order in
            if let refund = cancellation.refund { order.refunds.append(refund) }
            if left.isEmpty {
                order.enter(order.isRefunding ? .refunding : .refunded, time)
                order.reason = cancellation.reason
            }
            order.version = version
        }
    }

    /// The hold under an order ended by itself, or with its show. What goes back then is all that
    /// is kept of its payment, by no policy that could change: so the event need not say it.
    mutating func endOrder(of hold: HoldID, _ reason: OrderReason, _ time: TurnTime) {
        guard let ordinal = orders.find(hold: hold) else { return }
        let order = orders[ordinal]
        let why = order.state == .authorized && reason == .heldTooLong ? .offerLapsed : reason
        let move = givenUp(order, reason: why, at: time.now)
        let version = version
        orders.update(ordinal) { $0.take(move, time, version: version) }
    }

    private func ordinal(_ id: OrderID) -> Int {
        guard let ordinal = orders.find(id) else {
            preconditionFailure("an event speaks of an order that there is not")
        }
        return ordinal
    }

    private func placed(_ id: BookingID) -> Int {
        guard let place = bookings.find(id) else {
            preconditionFailure("an event speaks of a booking that there is not")
        }
        return place
    }
}

extension OrderRecord {
    mutating func enter(_ state: OrderState, _ time: TurnTime) {
        guard state != self.state else { return }
        // Whoever looked at a stuck order has its refunds tried for as long as at first.
        if self.state == .stuck {
            for place in refunds.indices where refunds[place].state != .settled {
                refunds[place].since = time.now
            }
        }
        since = time.now
        self.state = state
    }

    mutating func take(_ move: OrderEvent.Move, _ time: TurnTime, version: ShowVersion) {
        if let payment = move.payment {
            if let place = payments.firstIndex(where: { $0.id == payment.id }) {
                payments[place] = payment
            } else {
                payments.append(payment)
            }
            // Whose coming changed what becomes of the seats is the one that is captured and kept.
            if move.hold.isFor(payment) { granted = payment.id }
        }
        if case .until(let end) = move.hold, move.state == .authorized { payBy = end }
        if move.settlesRefunds { settleRefunds(at: time.now) }
        if let refund = move.refund { refunds.append(refund) }
        if move.hold == .book { isBooked = true }
        if takesOver(move) { reason = move.reason }
        enter(move.state, time)
        self.version = version
    }

    /// Whether the move's reason is the order's, too, and not only that of a payment besides: why
    /// it was booked or ended is told for good, and decides what late money may have.
    private func takesOver(_ move: OrderEvent.Move) -> Bool {
        if move.state != state || move.hold != .keep { return true }
        switch state {
        case .created, .failed: return true
        case .expired: return !reason.isFinal
        case .authorized, .capturing, .paid, .refunding, .refunded, .stuck: return false
        }
    }

    mutating func take(_ step: OrderEvent.RefundStep, _ time: TurnTime, version: ShowVersion) {
        if let place = refunds.firstIndex(where: { $0.id == step.refund }) {
            let isNews =
                refunds[place].state != step.refundState || refunds[place].attempt != step.attempt
            if isNews { refunds[place].since = time.now }
            refunds[place].state = step.refundState
            refunds[place].attempt = step.attempt
            refunds[place].providerID = step.providerID
        }
        enter(step.state, time)
        reason = step.reason
        self.version = version
    }

    mutating func move(to acquired: OrderEvent.Acquired) {
        let moved = Dictionary(zip(seats, acquired.seats)) { first, _ in first }
        quote.moveSeats { moved[$0] ?? $0 }
        seats = acquired.seats
        hold = acquired.hold
        epoch += 1
    }
}
