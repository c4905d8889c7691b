extension ShowState {
    /// Carries out what `decide` or `due` promised: now, in recovery, and on a replica.
    package mutating func apply(_ event: Event) {
        var event = event
        apply(&event)
    }

    /// The same for an event that is decided into again and again: passed by reference, as a copy
    /// would cost more than the rest. It is not changed.
    package mutating func apply(_ event: inout Event) {
        precondition(event.version == version.next, "an event is out of order")
        version = event.version
        switch event.form {
        case .held: applyHeld(&event)
        case .released: applyReleased(known(event.held.id), event.time)
        case .other: applyRare(event)
        }
        if let mark = event.mark { answers.add(mark, at: event.time.now, answer(of: event)) }
    }

    private mutating func applyRare(_ event: Event) {
        switch event.body {
        case .held, .released: preconditionFailure("applied elsewhere")
        case .extended(let id, let deadline):
            let left = event.time.now.milliseconds(until: deadline)
            holds.extend(
                known(id),
                to: deadline,
                line: line(ttl: left),
                expiresAt: event.time.wall.advanced(by: left),
                version: version
            )
        case .swapped(let id, let seats): applySwapped(known(id), to: seats)
        case .booked(let booked): applyBooked(booked, event.time)
        case .lapsed(let lapse): applyLapsed(lapse, event.time)
        case .blocked(let list, let reason, let until):
            for seat in list { seats.set(seat, .blocked, owner: SeatPlanes.nobody) }
            blocks.append(BlockRecord(seats: list, reason: reason, until: until))
        case .unblocked(let list): unblock(list)
        case .opened: sale.lever = .open(since: event.time.wall)
        case .closed: sale.lever = .closed
        case .cancelled: applyCancelled(event.time)
        case .configured(let configured): applyConfigured(configured)
        case .noted: break
        case .order(let order): applyOrder(order, event.time)
        }
    }

    @inline(__always)
    private func known(_ id: HoldID) -> Int {
        guard let slot = holds.find(id) else {
            preconditionFailure("an event speaks of a hold that there is not")
        }
        return slot
    }

    private func line(ttl: Int64) -> Int { ExpiryLists.line(ttl: ttl, usual: sale.rules.holdTTL) }

    @inline(__always)
    private mutating func applyHeld(_ event: inout Event) {
        if let replaced = event.held.replaces, let slot = holds.find(replaced),
            holds.records[slot].state == .active
        {
            end(slot, as: .released, at: event.time.now)
        }
        let left = event.time.now.milliseconds(until: event.held.deadline)
        let slot = holds.add(&event, left: left, line: line(ttl: left))
        seats.set(&event.held.seats, .held, owner: UInt16(slot))
    }

    @inline(__always)
    private mutating func applyReleased(_ slot: Int, _ time: TurnTime) {
        if holds.records[slot].state == .paying {
            endOrder(of: holds.records[slot].id, .abandoned, time)
        }
        end(slot, as: .released, at: time.now)
    }

    private mutating func applySwapped(_ slot: Int, to list: SeatList) {
        for seat in holds.records[slot].seats {
            seats.set(seat, .free, owner: SeatPlanes.nobody)
        }
        holds.swap(slot, to: list, version: version)
        for seat in list { seats.set(seat, .held, owner: UInt16(slot)) }
    }

    private mutating func applyBooked(_ booked: Event.Booked, _ time: TurnTime) {
        let slot = known(booked.hold)
        holds.book(slot, version: version)
        for seat in holds.records[slot].seats {
            seats.set(seat, .booked, owner: UInt16(slot))
        }
        bookings.add(
            BookingRecord(
                id: booked.id,
                slot: slot,
                reference: booked.reference,
                customer: booked.customer,
                version: version,
                createdAt: time.wall,
                kind: booked.kind
            )
        )
    }

    private mutating func applyLapsed(_ lapse: Event.Lapse, _ time: TurnTime) {
        for id in lapse.holds {
            endOrder(of: id, .heldTooLong, time)
            end(known(id), as: .expired, at: time.now)
        }
        unblock(lapse.unblocked)
    }

    private mutating func applyCancelled(_ time: TurnTime) {
        sale.lever = .cancelled
        // In the order they were made: the slots depend on what was before.
        let ended = holds.records.indices.filter { endsWithShow($0) }
            .sorted { holds.records[$0].id.bits < holds.records[$1].id.bits }
        for slot in ended {
            endOrder(of: holds.records[slot].id, .showCancelled, time)
            end(slot, as: .released, at: time.now)
        }
    }

    /// Holds do, unless their money is being taken: that is waited for, and given back then.
    func endsWithShow(_ slot: Int) -> Bool {
        let record = holds.records[slot]
        guard record.state == .paying else { return record.state == .active }
        return orders.find(hold: record.id).map { orders[$0].isUncaptured } ?? true
    }

    @inline(__always)
    mutating func end(_ slot: Int, as state: HoldState, at now: Moment) {
        holds.freeSeats(of: slot, in: &seats)
        holds.end(slot, as: state, at: now, version: version)
    }

    private mutating func unblock(_ list: [SeatIndex]) {
        guard !list.isEmpty else { return }
        let freed = Set(list)
        for seat in list { seats.set(seat, .free, owner: SeatPlanes.nobody) }
        for index in blocks.indices { blocks[index].seats.removeAll { freed.contains($0) } }
        blocks.removeAll { $0.seats.isEmpty }
    }
}
