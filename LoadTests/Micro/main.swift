import CAllocationCount
import Glibc
import SeatGrid

// What one turn costs on one core (issue 2, bar 6): decide, encode into memory, apply.
// Run it with `swift run -c release MicroBench`, pinned to a core by `taskset -c 0`.

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

func bestTurns(_ bench: inout Bench, turns: Int) {
    for _ in 0..<turns {
        bench.now += 1
        let id = bench.holdID()
        let wish = BestAvailable(count: 4)
        guard bench.turn(.hold(HoldRequest(id: id, selection: .bestAvailable(wish)))) else {
            preconditionFailure("nothing found")
        }
        _ = bench.turn(.release(id))
    }
}

func takeSome(_ bench: inout Bench, percent: UInt64) {
    for seat in 0..<bench.plan.seatCount where bench.bits() % 100 < percent {
        _ = bench.turn(
            .block(seats: [SeatIndex(seat)], reason: "bench", until: nil)
        )
    }
}

func conflictTurns(_ bench: inout Bench, turns: Int) {
    var taken: [SeatIndex] = []
    for seat in 0..<bench.plan.seatCount
    where bench.state.status(of: SeatIndex(seat)) != .free { taken.append(SeatIndex(seat)) }
    for turn in 0..<turns {
        bench.now += 1
        let id = bench.holdID()
        _ = bench.turn(
            .hold(HoldRequest(id: id, selection: .seats([taken[turn % taken.count]])))
        )
    }
}

/// What a show of 300 seats takes, a fifth of it held by pairs.
func footprint() {
    let template = Bench(rows: 15, seatsInRow: 20)
    let shows = 1_000
    var benches: [ShowState] = []
    benches.reserveCapacity(shows)
    let terms = template.state.terms
    for isHeld in [false, true] {
        benches.removeAll(keepingCapacity: true)
        let before = Int(allocation_live_bytes())
        for _ in 0..<shows {
            var bench = template
            bench.state = ShowState()
            guard let terms else { return }
            _ = bench.turn(.configure(Configuration(terms: terms)))
            for pair in 0..<(isHeld ? 30 : 0) {
                let id = bench.holdID()
                _ = bench.turn(
                    .hold(
                        HoldRequest(
                            id: id,
                            selection: .seats([SeatIndex(pair * 2), SeatIndex(pair * 2 + 1)]),
                            holder: HolderID(Bits128(high: 0, low: UInt64(pair)))
                        )
                    )
                )
            }
            benches.append(bench.state)
        }
        let each = (Int(allocation_live_bytes()) - before) / shows + MemoryLayout<ShowState>.stride
        print("300 seats, \(isHeld ? "60 held" : "none held"): \(each) bytes")
    }
}

var bench = Bench(rows: 20, seatsInRow: 25)
holdTurns(&bench, turns: 100_000, withKeys: true, withHolder: true)
let turns = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
measureParts("turn, hold of 2 seats of 500", operations: turns, rounds: 50) { meter in
    holdsAlone(&bench, &meter, batches: turns / 100)
}
measure("turn, 2 seats of 500, hold and release", operations: turns, rounds: 50) {
    holdTurns(&bench, turns: turns, withKeys: false, withHolder: false)
}
measure("the same with holder and idempotency key", operations: turns, rounds: 20) {
    holdTurns(&bench, turns: turns, withKeys: true, withHolder: true)
}
// With a number of turns as argument only they are run: for counting instructions by callgrind.
if CommandLine.arguments.count > 1 { exit(0) }
print("bytes a record: \(bench.bytes / Int(bench.state.version.rawValue))")

var half = Bench(rows: 20, seatsInRow: 25)
takeSome(&half, percent: 50)
measure("best available, 4 of 500, half taken, and release", operations: 200_000) {
    bestTurns(&half, turns: 200_000)
}
measure("refused with suggestion, 500 seats, half taken", operations: 200_000) {
    conflictTurns(&half, turns: 200_000)
}
var arena = Bench(rows: 200, seatsInRow: 100)
measure("best available, 4 of 20,000, empty, and release", operations: 50_000) {
    bestTurns(&arena, turns: 50_000)
}
takeSome(&arena, percent: 50)
measure("best available, 4 of 20,000, half taken, and release", operations: 20_000) {
    bestTurns(&arena, turns: 20_000)
}
measure("refused with suggestion, 20,000 seats, half taken", operations: 20_000) {
    conflictTurns(&arena, turns: 20_000)
}
let snapshot = bench.state.encoded()
print("snapshot: \(snapshot.count) bytes")
measure("encode the state with 10,000 ended holds and answers", operations: 20) {
    for _ in 0..<20 { _ = bench.state.encoded() }
}
measure("decode it", operations: 20) {
    for _ in 0..<20 { _ = try? ShowState(decoding: snapshot) }
}
footprint()
