import SeatGrid

/// What one turn costs on one core (issue 2, bar 6): decide, encode into memory, apply.
func measureTurns() {
    let turns = 100_000
    var bench = Bench(rows: 20, seatsInRow: 25)
    holdTurns(&bench, turns: turns, withKeys: true, withHolder: true)
    measureParts("turn, hold of 2 seats of 500", operations: turns, rounds: 50) { meter in
        holdsAlone(&bench, &meter, batches: turns / 100)
    }
    measure("turn, 2 seats of 500, hold and release", operations: turns, rounds: 50) {
        holdTurns(&bench, turns: turns, withKeys: false, withHolder: false)
    }
    measure("the same with holder and idempotency key", operations: turns, rounds: 20) {
        holdTurns(&bench, turns: turns, withKeys: true, withHolder: true)
    }
    print("bytes a record: \(bench.bytes / Int(bench.state.version.rawValue))")
}

/// Holds of two seats in a 500-seat show, a tenth of them taken, each released later.
func holdTurns(_ bench: inout Bench, turns: Int, withKeys: Bool, withHolder: Bool) {
    let kept = 25
    var ring: [HoldID] = []
    ring.reserveCapacity(kept)
    var next = 0
    var done = 0
    var refused = 0
    while done < turns {
        bench.now += 1
        let pair = Int(bench.bits() % 250) * 2
        let id = bench.holdID()
        var seats = SeatList()
        seats.append(SeatIndex(pair))
        seats.append(SeatIndex(pair + 1))
        // A seat that is taken would measure the search for a suggestion: take the next pair.
        if bench.state.status(of: seats[0]) != .free {
            refused += 1
            continue
        }
        let mark =
            withKeys
            ? IdempotencyMark(
                key: Bits128(high: bench.bits(), low: bench.bits()),
                fingerprint: 1
            ) : nil
        let holder =
            withHolder
            ? HolderID(Bits128(high: bench.bits(), low: bench.bits())) : nil
        guard
            bench.turn(
                .hold(HoldRequest(id: id, selection: .seats(seats), holder: holder)),
                mark: mark
            )
        else { preconditionFailure("a free pair was refused") }
        done += 1
        if ring.count < kept {
            ring.append(id)
            continue
        }
        guard bench.turn(.release(ring[next])) else { preconditionFailure("not released") }
        done += 1
        ring[next] = id
        next = (next + 1) % kept
    }
    for id in ring { _ = bench.turn(.release(id)) }
}

/// Holds alone, by the hundred: their requests are made before and their releases done after what
/// is measured. Reading the clock is in it, about 5 ns a hold.
func holdsAlone(_ bench: inout Bench, _ meter: inout Meter, batches: Int) {
    var ids: [HoldID] = []
    var holds: [Command] = []
    for _ in 0..<batches {
        ids.removeAll(keepingCapacity: true)
        holds.removeAll(keepingCapacity: true)
        let first = Int(bench.bits() % 250)
        for number in 0..<100 {
            let pair = (first + number * 7) % 250 * 2
            let id = bench.holdID()
            ids.append(id)
            let seats: SeatList = [SeatIndex(pair), SeatIndex(pair + 1)]
            holds.append(.hold(HoldRequest(id: id, selection: .seats(seats))))
        }
        meter.run {
            let requests = holds.span
            for number in requests.indices {
                bench.now += 1
                guard bench.turn(requests[number]) else { preconditionFailure("refused") }
            }
        }
        for id in ids { _ = bench.turn(.release(id)) }
    }
}
