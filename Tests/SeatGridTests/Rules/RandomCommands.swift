@testable import SeatGrid

/// Commands that a seed determines; most of them make sense.
struct RandomCommands {
    var random: SplitMix
    let plan: SeatPlan
    var nextID = 1
    /// Kept low, so that commands often meet the same holds.
    var known = 1...1

    init(seed: UInt64, plan: SeatPlan) {
        random = SplitMix(seed: seed)
        self.plan = plan
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    mutating func next(wall: Int64) -> Command {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<34: .hold(request(.seats(seats())))
        case 34..<46:
            .hold(
                request(
                    .bestAvailable(
                        BestAvailable(
                            count: Int.random(in: 1...3, using: &random),
                            category: chance(30) ? 0 : nil,
                            section: chance(20) ? 0 : nil,
                            accessible: chance(15) ? 1 : 0,
                            together: true
                        )
                    )
                )
            )
        case 46..<54: .extend(hold(), ttl: chance(10) ? 500 : ttl())
        case 54..<64: .swap(hold(), seats: seats())
        case 64..<76: .release(hold())
        case 76..<84:
            .book(
                BookRequest(
                    hold: hold(),
                    id: .number(Int.random(in: 1...40, using: &random)),
                    reference: "ref",
                    customer: chance(50) ? [123, 125] : nil
                )
            )
        case 84..<90:
            .block(
                seats: Array(seats()),
                reason: "house",
                until: chance(60)
                    ? WallTime(rawValue: wall + Int64.random(in: -100...5_000, using: &random))
                    : nil
            )
        case 90..<96: .unblock(seats: Array(seats()))
        case 96..<98: .open
        case 98: .close
        default: chance(3) ? .cancel : .open
        }
    }

    mutating func hold() -> HoldID {
        .number(Int.random(in: max(1, nextID - 8)...nextID, using: &random))
    }

    mutating func ttl() -> Int64 { Int64.random(in: 1_000...9_000, using: &random) }

    private mutating func request(_ selection: SeatSelection) -> HoldRequest {
        let id = chance(3) ? hold() : .number(nextID)
        nextID += 1
        return HoldRequest(
            id: id,
            selection: selection,
            ttl: chance(50) ? nil : ttl(),
            holder: chance(60) ? .number(Int.random(in: 1...3, using: &random)) : nil,
            replaces: chance(25) ? hold() : nil
        )
    }

    private mutating func seats() -> SeatList {
        let count = Int.random(in: 1...4, using: &random)
        let first = Int.random(in: 0..<plan.seatCount, using: &random)
        if chance(60) {
            return SeatList((first..<min(first + count, plan.seatCount)).map { SeatIndex($0) })
        }
        var set: Set<Int> = []
        while set.count < count { set.insert(Int.random(in: 0..<plan.seatCount, using: &random)) }
        return SeatList(set.sorted().shuffled(using: &random).map { SeatIndex($0) })
    }
}
