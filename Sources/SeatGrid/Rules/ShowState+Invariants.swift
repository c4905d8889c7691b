extension ShowState {
    /// Stops the process if the state contradicts itself. O(seats + holds); for tests and start.
    package func checkInvariants() {
        var expected = [SeatStatus](repeating: .free, count: seats.seatCount)
        var owners = [UInt16](repeating: SeatPlanes.nobody, count: seats.seatCount)
        func take(_ seat: SeatIndex, _ status: SeatStatus, _ owner: UInt16) {
            precondition(expected[Int(seat.rawValue)] == .free, "a seat has two owners")
            expected[Int(seat.rawValue)] = status
            owners[Int(seat.rawValue)] = owner
        }
        for slot in holds.records.indices where holds.find(holds.records[slot].id) == slot {
            let record = holds.records[slot]
            switch record.state {
            case .active, .paying:
                for seat in record.seats { take(seat, .held, UInt16(slot)) }
            case .booked:
                for seat in record.seats { take(seat, .booked, UInt16(slot)) }
            case .released, .expired: break
            }
        }
        for block in blocks {
            precondition(!block.seats.isEmpty, "a block has no seats")
            for seat in block.seats { take(seat, .blocked, SeatPlanes.nobody) }
        }
        var counts = SeatCounts(free: 0, held: 0, booked: 0, blocked: 0)
        for index in expected.indices {
            let seat = SeatIndex(index)
            precondition(seats.status(of: seat) == expected[index], "a seat's bits are wrong")
            precondition(seats.owner(of: seat) == owners[index], "a seat's owner is wrong")
            switch expected[index] {
            case .free: counts.free += 1
            case .held: counts.held += 1
            case .booked: counts.booked += 1
            case .blocked: counts.blocked += 1
            }
        }
        precondition(counts == self.counts, "the counts are wrong")
        holds.checkInvariants()
        for record in bookings.records {
            precondition(
                holds.records[record.slot].state == .booked,
                "a booking's hold is not booked"
            )
        }
        for order in orders.records where order.isHolding && order.state != .stuck {
            precondition(isPinned(order), "an order that is being paid has no seats")
        }
        precondition(holdsBeingPaidHaveOrders, "a hold is being paid for by nobody")
    }
}

extension HoldTable {
    /// Stops the process if the table contradicts itself.
    func checkInvariants() {
        let known = records.indices.filter { find(records[$0].id) == $0 }
        let active = known.filter { records[$0].isRunning }
        precondition(active.count == activeCount, "the number of active holds is wrong")
        let due = expiry.due(at: .distantFuture, limit: .max, records)
        precondition(Set(due) == Set(active), "not every active hold will run out once")
        precondition(due.count == active.count, "an active hold will run out twice")
        let least = active.map { records[$0].deadline }.min() ?? .distantFuture
        precondition(least == expiry.earliest, "the earliest deadline is wrong")
        var ended = 0
        forEachEnded { slot in
            ended += 1
            precondition(
                records[slot].state == .released || records[slot].state == .expired,
                "a hold that runs is on the list of ended ones"
            )
        }
        precondition(ended == endedCount, "the number of ended holds is wrong")
        precondition(ended <= Limits.endedHolds, "too many ended holds are kept")
        var byHolder: [HolderID: Int] = [:]
        for slot in known where records[slot].place != .ended {
            guard let holder = holder(of: slot) else { continue }
            byHolder[holder, default: 0] += records[slot].seats.count
        }
        for (holder, count) in byHolder {
            precondition(seats(of: holder) == count, "a holder's count is wrong")
        }
    }
}
