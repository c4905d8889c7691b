import Testing

@testable import SeatGrid

/// Best available where no single block fits, against trying everything.
@Suite struct GroupTests {
    private struct Case: CustomStringConvertible {
        var plan: SeatPlan
        var free: [Int]
        var wish: BestAvailable

        var description: String { "\(free) for \(wish)" }

        /// What the search gives, past the rules for a single block.
        var found: [Int]? {
            var plane = [UInt64](repeating: 0, count: (plan.seatCount + 63) / 64)
            for seat in free { plane[seat >> 6] |= 1 << UInt64(seat & 63) }
            return SeatSearch(plan: plan, usable: plane).group(wish, in: plane)?
                .map { Int($0.rawValue) }
        }

        /// All selections there are.
        func forEach(_ body: ([Int]) -> Void) {
            func go(_ position: Int, _ accessible: Int, _ plain: Int, _ chosen: [Int]) {
                if accessible == 0 && plain == 0 { return body(chosen) }
                guard free.count - position >= accessible + plain else { return }
                let seat = free[position]
                let isAccessible = plan.isAccessible(SeatIndex(seat))
                if isAccessible ? accessible > 0 : plain > 0 {
                    let (a, p) = isAccessible ? (accessible - 1, plain) : (accessible, plain - 1)
                    go(position + 1, a, p, chosen + [seat])
                }
                go(position + 1, accessible, plain, chosen)
            }
            go(0, wish.accessible, wish.count - wish.accessible, [])
        }

        func spread(_ seats: [Int]) -> Double {
            var sum = 0.0
            for (position, a) in seats.enumerated() {
                for b in seats[..<position] {
                    let dx = plan.geometry.x[a] - plan.geometry.x[b]
                    let dy = plan.geometry.y[a] - plan.geometry.y[b]
                    sum += (dx * dx + dy * dy).squareRoot()
                }
            }
            return sum
        }
    }

    /// The least blocks, and of those the least spread.
    private func best(_ case: Case, _ naive: NaiveShow) -> (blocks: Int, spread: Double)? {
        var best: (Int, Double)?
        `case`.forEach { seats in
            let blocks = naive.runs(of: seats).count
            if let best, best.0 < blocks { return }
            let candidate = (blocks, `case`.spread(seats))
            if best.map({ candidate < $0 }) ?? true { best = candidate }
        }
        return best
    }

    /// Whether the spread is the least, too; nil: there is no group.
    private func check(_ case: Case, _ naive: NaiveShow, _ place: Comment) -> Bool? {
        let found = `case`.found
        guard let best = best(`case`, naive) else {
            #expect(found == nil, place)
            return nil
        }
        guard let found else {
            Issue.record("nothing was found: \(place)")
            return false
        }
        let wish = `case`.wish
        let accessible = found.filter { `case`.plan.isAccessible(SeatIndex($0)) }.count
        #expect(found.count == wish.count && accessible == wish.accessible, place)
        #expect(Set(found).count == found.count && Set(found).isSubset(of: `case`.free), place)
        #expect(found == found.sorted(), place)
        #expect(naive.runs(of: found).count == best.blocks, place)
        let spread = `case`.spread(found)
        #expect(spread < 2 * best.spread + 0.1, place)
        return spread < best.spread + 0.1
    }

    @Test func `in every pattern of a row the blocks are the fewest there can be`() {
        let plan = SeatPlan.drawn("aAAA aAaA")
        let naive = NaiveShow(plan: plan, rules: ShowRules())
        for pattern in 1..<(1 << plan.seatCount) {
            let free = (0..<plan.seatCount).filter { pattern >> $0 & 1 == 1 }
            for count in 1...4 {
                for accessible in 0...count {
                    let wish = BestAvailable(count: count, accessible: accessible)
                    let one = Case(plan: plan, free: free, wish: wish)
                    _ = check(one, naive, "\(one)")
                }
            }
        }
    }

    @Test(arguments: [
        ["aAAAAAa", "AAaAaAA", "AAAAAAA"], ["AAAaAA AAaAAA", "#", "aA AA Aa"],
        ["A", "aA", "AaA", "aAaA", "AAAAA"], ["aaAAaa", "aAaAaA", "AaaaaA"],
    ])
    func `in a hall the blocks are the fewest, and near one another`(lines: [String]) {
        let plan = SeatPlan.drawn(lines)
        let naive = NaiveShow(plan: plan, rules: ShowRules())
        var nearest = 0
        var all = 0
        for seed in UInt64(0)..<150 {
            var random = SplitMix(seed: seed)
            let percent = Int.random(in: 20...80, using: &random)
            let free = (0..<plan.seatCount).filter { _ in
                Int.random(in: 0..<100, using: &random) < percent
            }
            let count = Int.random(in: 2...5, using: &random)
            let accessible = Int.random(in: 0...min(3, count), using: &random)
            let wish = BestAvailable(count: count, accessible: accessible)
            let one = Case(plan: plan, free: free, wish: wish)
            guard let isNearest = check(one, naive, "seed \(seed), \(lines): \(one)") else {
                continue
            }
            all += 1
            if isNearest { nearest += 1 }
        }
        // All but a few; of a heuristic more can't be asked.
        #expect(all > 40 && nearest * 100 >= all * 97, "\(nearest) of \(all)")
    }

    @Test func `an accessible seat goes on a block of others`() {
        var hall = TestHall(SeatPlan.drawn("aAAAaAAAA"))
        hall.block(3, 5, 7, 8)
        #expect(hall.best(1, BestAvailable(count: 4, accessible: 1)) == .success([0, 1, 2, 6]))
    }

    @Test func `of groups in as few blocks the nearest is given`() {
        var hall = TestHall(SeatPlan.drawn("AAAAa", "AAAAA", "AAAAA"))
        hall.block(0, 1, 2, 5, 6, 8, 9, 10, 13, 14)
        // Not 11 and 12, though they are a block of their own.
        #expect(hall.best(1, BestAvailable(count: 3, accessible: 1)) == .success([3, 4, 7]))
    }

    @Test func `in an arena of which every other seat is gone a group is found`() {
        let row = String(repeating: "aAAaAAAAaA", count: 20)
        let plan = SeatPlan.drawn([String](repeating: row, count: 100))
        #expect(plan.seatCount == 20_000)
        let naive = NaiveShow(plan: plan, rules: ShowRules())
        let free = Array(stride(from: 0, to: 20_000, by: 2)) + [19_997]
        for (accessible, blocks) in [(0, 9), (2, 8), (10, 10)] {
            let wish = BestAvailable(count: 10, accessible: accessible)
            let one = Case(plan: plan, free: free.sorted(), wish: wish)
            let found = one.found ?? []
            #expect(found.count == 10)
            #expect(found.filter { plan.isAccessible(SeatIndex($0)) }.count == accessible)
            #expect(naive.runs(of: found).count == blocks, "\(found)")
        }
    }
}
