import SeatGrid

/// Best available, and the suggestion that a refusal comes with, in a small and in a large hall.
func measureSearches() {
    var half = Bench(rows: 20, seatsInRow: 25)
    measure("best available, 4 of 500, empty, and release", operations: 200_000) {
        bestTurns(&half, turns: 200_000)
    }
    half.takeSome(percent: 50)
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
    arena.takeSome(percent: 50)
    measure("best available, 4 of 20,000, half taken, and release", operations: 20_000) {
        bestTurns(&arena, turns: 20_000)
    }
    measure("refused with suggestion, 20,000 seats, half taken", operations: 20_000) {
        conflictTurns(&arena, turns: 20_000)
    }
}

/// Holds of four seats of the show's choice, each released at once.
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

/// Holds of seats that are taken.
func conflictTurns(_ bench: inout Bench, turns: Int) {
    let taken = bench.taken
    for turn in 0..<turns {
        bench.now += 1
        let id = bench.holdID()
        _ = bench.turn(
            .hold(HoldRequest(id: id, selection: .seats([taken[turn % taken.count]])))
        )
    }
}
