extension ShowState {
    /// Carries out what `decide` or `due` promised: now, in recovery, and on a replica.
    package mutating func apply(_ event: Event) {
        precondition(event.version == version.next, "an event is out of order")
        version = event.version
        switch event.body {
        case .held(let held): applyHeld(held, event.time)
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
        case .released(let id): end(known(id), as: .released, at: event.time.now)
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
        }
        if let mark = event.mark { answers.add(mark, at: event.time.now, answer(of: event)) }
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
    private mutating func applyHeld(_ held: Event.Held, _ time: TurnTime) {
        if let replaced = held.replaces, let slot = holds.find(replaced),
            holds.records[slot].state == .active
        {
            end(slot, as: .released, at: time.now)
        }
        let left = time.now.milliseconds(until: held.deadline)
        let record = HoldRecord(
            id: held.id,
            holder: held.holder,
            seats: held.seats,
            deadline: held.deadline,
            acquired: held.acquired,
            expiresAt: time.wall.advanced(by: left),
            version: version,
            priceTable: held.priceTable
        )
        let slot = holds.add(record, line: line(ttl: left))
        for position in 0..<held.seats.count {
            seats.set(held.seats[position], .held, owner: UInt16(slot))
        }
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
                createdAt: time.wall
            )
        )
    }

    private mutating func applyLapsed(_ lapse: Event.Lapse, _ time: TurnTime) {
        for id in lapse.holds { end(known(id), as: .expired, at: time.now) }
        unblock(lapse.unblocked)
    }

    private mutating func applyCancelled(_ time: TurnTime) {
        sale.lever = .cancelled
        // In the order they were made: the slots depend on what was before.
        let active = holds.records.indices.filter { holds.records[$0].state == .active }
            .sorted { holds.records[$0].id.bits < holds.records[$1].id.bits }
        for slot in active { end(slot, as: .released, at: time.now) }
    }

    @inline(__always)
    private mutating func end(_ slot: Int, as state: HoldState, at now: Moment) {
        let count = holds.records[slot].seats.count
        for position in 0..<count {
            seats.set(holds.records[slot].seats[position], .free, owner: SeatPlanes.nobody)
        }
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
