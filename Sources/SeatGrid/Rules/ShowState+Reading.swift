extension ShowState {
    /// Where the sale stands at that time.
    package func phase(at wall: WallTime) -> ShowPhase { sale.phase(at: wall) }

    /// When `phase` next changes by time alone, nil: never.
    package func nextPhaseChange(after wall: WallTime) -> WallTime? {
        sale.nextPhaseChange(after: wall)
    }

    /// What the seat is now. O(1).
    package func status(of seat: SeatIndex) -> SeatStatus { seats.status(of: seat) }

    /// The contract's state string (§3) before base 64: 2 bits a seat.
    package func packedStates() -> [UInt8] { seats.packed() }

    /// The hold, whatever became of it; nil: unknown or long forgotten.
    package func hold(_ id: HoldID, at time: TurnTime) -> HoldView? {
        guard let slot = holds.find(id) else { return nil }
        let record = holds.records[slot]
        // A hold that is being paid for runs out for its owner when the order does.
        let end = orders.find(hold: id).map { orders[$0].payBy } ?? record.deadline
        let left = max(0, time.now.milliseconds(until: end))
        let isActive = record.isRunning
        return HoldView(
            id: id,
            seats: record.seats,
            prices: priceTables[Int(record.priceTable)],
            state: record.state == .active && left == 0 ? .expired : record.state,
            expiresAt: isActive ? time.wall.advanced(by: left) : record.expiresAt,
            expiresIn: isActive ? left : 0,
            version: record.version
        )
    }

    /// The booking; nil if there never was one of that id.
    package func booking(_ id: BookingID) -> BookingView? {
        bookings.find(id).map { booking(bookings.records[$0]) }
    }

    func booking(_ record: BookingRecord) -> BookingView {
        let hold = holds.records[record.slot]
        return BookingView(
            id: record.id,
            hold: hold.id,
            seats: hold.seats,
            prices: priceTables[Int(hold.priceTable)],
            reference: record.reference,
            customer: record.customer,
            version: record.version,
            createdAt: record.createdAt,
            kind: record.kind
        )
    }

    /// The version by which the newest booking was made; nil: there is none.
    package var lastSale: ShowVersion? { bookings.records.last?.version }

    /// Every booking, in the order they were made.
    package func forEachBooking(_ body: (BookingView) -> Void) {
        for record in bookings.records { body(booking(record)) }
    }

    /// The reason of the block that the seat is in, nil if it is in none. O(blocked seats).
    package func blockReason(of seat: SeatIndex) -> String? {
        blocks.first { $0.seats.contains(seat) }?.reason
    }

    /// Calls `body` with every seat whose status the event sets; ask before `apply`, as it may end
    /// holds whose seats only the state knows. A seat may come twice: the later one counts.
    ///
    /// `configured` names none: a new layout needs a snapshot.
    package func forEachChange(of event: Event, _ body: (SeatChange) -> Void) {
        switch event.body {
        case .held(let held):
            if let replaced = held.replaces { changeSeats(of: replaced, to: .free, body) }
            for seat in held.seats { body(SeatChange(seat: seat, status: .held)) }
        case .swapped(let id, let seats):
            changeSeats(of: id, to: .free, body)
            for seat in seats { body(SeatChange(seat: seat, status: .held)) }
        case .released(let id): changeSeats(of: id, to: .free, body)
        case .booked(let booked): changeSeats(of: booked.hold, to: .booked, body)
        case .lapsed(let lapse):
            for id in lapse.holds { changeSeats(of: id, to: .free, body) }
            for seat in lapse.unblocked { body(SeatChange(seat: seat, status: .free)) }
        case .blocked(let seats, _, _):
            for seat in seats { body(SeatChange(seat: seat, status: .blocked)) }
        case .unblocked(let seats):
            for seat in seats { body(SeatChange(seat: seat, status: .free)) }
        case .cancelled:
            for slot in holds.records.indices where endsWithShow(slot) {
                for seat in holds.records[slot].seats {
                    body(SeatChange(seat: seat, status: .free))
                }
            }
        case .order(let order): forEachChange(of: order, body)
        case .extended, .opened, .closed, .configured, .noted: break
        }
    }

    private func forEachChange(of event: OrderEvent, _ body: (SeatChange) -> Void) {
        switch event {
        case .made(let record):
            if record.isBooked { changeSeats(of: record.hold, to: .booked, body) }
        case .moved(let move):
            let hold = orders.find(move.order).map { orders[$0].hold }
            if let acquired = move.acquired {
                let status: SeatStatus = move.hold == .book ? .booked : .held
                for seat in acquired.seats { body(SeatChange(seat: seat, status: status)) }
            } else if let hold, move.hold == .book {
                changeSeats(of: hold, to: .booked, body)
            } else if let hold, move.hold == .drop {
                changeSeats(of: hold, to: .free, body)
            }
        case .cancelled(let cancellation):
            for seat in cancellation.seats { body(SeatChange(seat: seat, status: .free)) }
        case .refund, .admitted, .told: break
        }
    }

    private func changeSeats(
        of id: HoldID,
        to status: SeatStatus,
        _ body: (SeatChange) -> Void
    ) {
        guard let slot = holds.find(id), holds.records[slot].isRunning else { return }
        for seat in holds.records[slot].seats { body(SeatChange(seat: seat, status: status)) }
    }
}
