import CAllocationCount
import SeatGrid

/// A show's whole state: into a snapshot, out of it, and in memory.
func measureStates() {
    var bench = Bench(rows: 20, seatsInRow: 25)
    holdTurns(&bench, turns: 100_000, withKeys: true, withHolder: true)
    let snapshot = bench.state.encoded()
    print("snapshot: \(snapshot.count) bytes")
    measure("encode the state with 10,000 ended holds and answers", operations: 20) {
        for _ in 0..<20 { _ = bench.state.encoded() }
    }
    measure("decode it", operations: 20) {
        for _ in 0..<20 { _ = try? ShowState(decoding: snapshot) }
    }
    footprint()
}

/// What a show of 300 seats takes, a fifth of it held by pairs.
private func footprint() {
    let template = Bench(rows: 15, seatsInRow: 20)
    let shows = 1_000
    var benches: [ShowState] = []
    benches.reserveCapacity(shows)
    for isHeld in [false, true] {
        benches.removeAll(keepingCapacity: true)
        let before = Int(allocation_live_bytes())
        for _ in 0..<shows {
            var bench = template
            bench.beginAnew()
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
