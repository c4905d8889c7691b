import Testing

@testable import SeatGrid

/// Best available, orphan rules and suggestions, against trying everything.
@Suite struct SearchTests {
    static let halls: [[String]] = [
        ["AAAAAA", "AAAAAA"], ["AAAA BBBb", "AaA AAAAA", "#", "BBBBBB"],
        ["A", "AA", "AAA", "bBBB"], ["AAAAAAAAAA AAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBB"],
    ]

    private func world(
        _ lines: [String],
        seed: UInt64,
        orphans: OrphanRule = .off
    ) -> (TestHall, NaiveShow, SplitMix) {
        var random = SplitMix(seed: seed)
        let plan = SeatPlan.drawn(lines)
        let rules = ShowRules(orphans: orphans)
        var hall = TestHall(plan, rules)
        var naive = NaiveShow(plan: plan, rules: rules)
        let percent = Int.random(in: 0...90, using: &random)
        let taken = (0..<plan.seatCount).filter { _ in
            Int.random(in: 0..<100, using: &random) < percent
        }
        if !taken.isEmpty {
            hall.run(.block(seats: taken.map { SeatIndex($0) }, reason: "t", until: nil))
        }
        for seat in taken { naive.blocked[seat] = .some(nil) }
        return (hall, naive, random)
    }

    @Test(arguments: halls) func `the best block is the best of all there are`(
        lines: [String]
    ) throws {
        for seed in UInt64(0)..<150 {
            var (hall, naive, random) = world(lines, seed: seed)
            let count = Int.random(in: 1...5, using: &random)
            let wish = BestAvailable(
                count: count,
                category: Bool.random(using: &random)
                    ? nil
                    : UInt8(hall.plan.categoryKeys.indices.randomElement(using: &random) ?? 0),
                section: Bool.random(using: &random)
                    ? nil
                    : UInt16(hall.plan.sectionNames.indices.randomElement(using: &random) ?? 0),
                accessible: Int.random(in: 0...9, using: &random) < 7 ? 0 : 1,
                together: true
            )
            let expected = Result { () throws(Refusal) in try naive.best(wish, []) }
            #expect(hall.best(1, wish) == expected, "seed \(seed), \(wish)")
            naive.isClosed = true
        }
    }

    @Test(arguments: halls) func `seats apart are in the fewest blocks`(lines: [String]) throws {
        for seed in UInt64(0)..<150 {
            var (hall, naive, random) = world(lines, seed: seed)
            let wish = BestAvailable(count: Int.random(in: 2...8, using: &random))
            let free = (0..<hall.plan.seatCount).filter { naive.isFree($0, []) }
            let plain = free.filter { !hall.plan.isAccessible(SeatIndex($0)) }
            switch hall.best(1, wish) {
            case .failure(.soldOut): #expect(free.isEmpty, "seed \(seed)")
            case .failure(let refusal):
                #expect(refusal == .notEnoughTogether, "seed \(seed)")
                #expect(plain.count < wish.count, "seed \(seed)")
            case .success(let seats):
                #expect(seats.count == wish.count && Set(seats).count == seats.count)
                #expect(Set(seats).isSubset(of: plain), "seed \(seed)")
                let runs = naive.runs(of: plain).map(\.count).sorted(by: >)
                var need = 0
                var sum = 0
                while sum < wish.count {
                    sum += runs[need]
                    need += 1
                }
                #expect(naive.runs(of: seats).count == need, "seed \(seed)")
            }
        }
    }

    @Test func `accessible seats are given exactly as asked`() {
        var hall = TestHall(SeatPlan.drawn("aAAaA", "AAAAA"))
        #expect(hall.best(1, BestAvailable(count: 3, accessible: 1)) == .success([0, 1, 2]))
        #expect(hall.best(2, BestAvailable(count: 2, accessible: 2)).refusal == .notEnoughTogether)
        #expect(
            hall.best(3, BestAvailable(count: 2, accessible: 1)) == .success([3, 4])
        )
        #expect(hall.best(4, BestAvailable(count: 2)) == .success([5, 6]))
    }

    @Test func `apart, accessible and other seats are gathered near one another`() {
        var hall = TestHall(SeatPlan.drawn("  a", "AAAAA"))
        #expect(hall.best(1, BestAvailable(count: 2, accessible: 1)) == .success([0, 3]))
    }

    @Test func `a full show is sold out, a fragmented one has not enough together`() {
        var hall = TestHall(SeatPlan.drawn("AAAA"))
        hall.block(1, 3)
        let both = BestAvailable(count: 2, together: true)
        #expect(hall.best(1, both).refusal == .notEnoughTogether)
        #expect(hall.best(1, BestAvailable(count: 3)).refusal == .notEnoughTogether)
        #expect(hall.best(1, BestAvailable(count: 2)) == .success([0, 2]))
        #expect(hall.best(2, both).refusal == .soldOut)
    }

    @Test func `the best block leaves no single seat, if it can`() {
        var hall = TestHall(SeatPlan.drawn("AAAAA"))
        // The middle two would leave a single seat; the nearest that does not is at an end.
        #expect(hall.best(1, BestAvailable(count: 2)) == .success([0, 1]))
        #expect(hall.best(2, BestAvailable(count: 2)) == .success([2, 3]))
    }

    @Test(arguments: halls, [OrphanRule.off, .lenient, .strict])
    func `a suggestion is the nearest equal block`(
        lines: [String],
        orphans: OrphanRule
    ) throws {
        for seed in UInt64(0)..<100 {
            var (hall, naive, random) = world(lines, seed: seed, orphans: orphans)
            let count = Int.random(in: 1...3, using: &random)
            guard let block = naive.blocks(of: count).randomElement(using: &random) else {
                continue
            }
            let list = SeatList(block.map { SeatIndex($0) })
            let result = hall.run(.hold(HoldRequest(id: .number(1), selection: .seats(list))))
            let equal = naive.blocks(of: count).filter { other in
                other.allSatisfy { naive.isFree($0, []) }
                    && naive.categories(other) == naive.categories(block)
            }
            let legal = equal.filter { !naive.strands($0, []) }
            let suggestion: SeatList?
            var fair: [[Int]]
            switch result.refusal {
            case .seatsUnavailable(_, let found):
                suggestion = found
                fair = orphans == .off ? equal : legal
                if fair.isEmpty && orphans == .lenient { fair = equal }
            case .ruleViolation(.orphanSeat, let found):
                suggestion = found
                fair = legal
                #expect(naive.strands(block, []), "seed \(seed)")
            default:
                #expect(block.allSatisfy { naive.isFree($0, []) }, "seed \(seed)")
                continue
            }
            #expect(fair.isEmpty == (suggestion == nil), "seed \(seed)")
            guard let suggestion else { continue }
            let found = suggestion.map { Int($0.rawValue) }
            #expect(fair.contains(found), "seed \(seed)")
            let least = fair.map { naive.way($0, from: block) }.min() ?? 0
            #expect(naive.way(found, from: block) <= least + 0.01, "seed \(seed)")
        }
    }

    @Test func `strict refuses every stranding, lenient only if there is another choice`() {
        for (orphans, isRefused) in [(OrphanRule.strict, true), (.lenient, false), (.off, false)] {
            var hall = TestHall(SeatPlan.drawn("AAA"), ShowRules(orphans: orphans))
            #expect((hall.hold(1, 0, 1).refusal != nil) == isRefused, "\(orphans)")
        }
        var hall = TestHall(SeatPlan.drawn("AAA", "AA"), ShowRules(orphans: .lenient))
        #expect(hall.hold(1, 0, 1).refusal == .ruleViolation(.orphanSeat, suggestion: .at(3, 4)))
    }

    @Test func `an aisle parts a row`() {
        let plan = SeatPlan.drawn("AAA AA")
        #expect(plan.geometry.isJoined(1))
        #expect(!plan.geometry.isJoined(2))
        var hall = TestHall(plan)
        #expect(hall.best(1, BestAvailable(count: 4, together: true)).refusal == .notEnoughTogether)
    }

    @Test func `labels lead to seats and back`() {
        let plan = SeatPlan.drawn("AAAA", "BBBB", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        for index in 0..<plan.seatCount {
            let seat = SeatIndex(index)
            #expect(plan.index(ofLabel: plan.label(of: seat)) == seat)
        }
        #expect(plan.label(of: SeatIndex(5)) == "R2-2")
        #expect(plan.index(ofLabel: "R9-1") == nil)
        #expect(plan.index(ofLabel: "") == nil)
    }
}

extension NaiveShow {
    func runs(of seats: [Int]) -> [[Int]] {
        var runs: [[Int]] = []
        for seat in seats.sorted() {
            if let last = runs.last?.last, areBeside(last, seat) {
                runs[runs.count - 1].append(seat)
            } else {
                runs.append([seat])
            }
        }
        return runs
    }

    /// The sum of distances from the middle of `block`.
    func way(_ seats: [Int], from block: [Int]) -> Double {
        let x = block.map { plan.geometry.x[$0] }.reduce(0, +) / Double(block.count)
        let y = block.map { plan.geometry.y[$0] }.reduce(0, +) / Double(block.count)
        return seats.reduce(0) { sum, seat in
            let dx = plan.geometry.x[seat] - x
            let dy = plan.geometry.y[seat] - y
            return sum + (dx * dx + dy * dy).squareRoot()
        }
    }
}
