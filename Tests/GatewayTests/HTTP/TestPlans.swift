import SeatGrid

@testable import Gateway

/// A plan of one section and `rows` rows of `seats` seats: …; the first seat of each row
/// is accessible, the last row is silver.
func smallPlan(rows: Int = 3, seats: Int = 10) -> SeatPlan {
    let names = Array("ABCDEFGHIJ")
    var all: [PlanRow] = []
    for row in 0..<rows {
        var line: [PlanSeat] = []
        for number in 1...seats {
            let category: UInt8 = row == rows - 1 ? 1 : 0
            line.append(
                PlanSeat(
                    label: "\(names[row])-\(number)",
                    category: category,
                    x: Double(number),
                    y: Double(row),
                    accessible: number == 1
                )
            )
        }
        all.append(PlanRow(section: 0, name: String(names[row]), seats: line))
    }
    return SeatPlan(
        rows: all,
        categories: ["gold", "silver"],
        sections: ["Main"],
        focalX: 5,
        focalY: 0
    )
}

/// SplitMix64, so that a failure can be repeated from its printed seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
