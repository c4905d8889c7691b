import Testing

@testable import LoadKit

/// A journey that moves inside `#expect`.
private final class Walk {
    private var journey: Journey

    init(_ journey: Journey) { self.journey = journey }

    var isHolding: Bool { journey.isHolding }

    func begin() -> Journey.Move { journey.begin() }

    func next(after reply: Journey.Reply) -> Journey.Move { journey.next(after: reply) }
}

@Suite struct JourneyTests {
    typealias Step = Scenario.Step

    private func journey(
        _ steps: [Step],
        wish: Scenario.Wish = .anywhere,
        rounds: Int = 1,
        keyed: Double = 0,
        seed: UInt64 = 1
    ) -> Walk {
        var scenario = Scenario(
            name: "test",
            summary: "",
            rate: 1,
            kinds: [
                Scenario.Kind(name: "k", group: 2...2, wish: wish, rounds: rounds, steps: steps)
            ]
        )
        scenario.keyed = keyed
        scenario.repeated = 1
        let person = Crowd(scenario, shows: 1, seed: seed).person(0)
        return Walk(Journey(person, in: scenario, seats: 100))
    }

    private func ask(_ move: Journey.Move) -> Step.Ask? {
        guard case .ask(let question) = move else { return nil }
        return question.ask
    }

    @Test func `steps follow one another, and then people go home`() {
        let journey = self.journey([Step(.map), Step(.hold), Step(.book)])
        #expect(ask(journey.begin()) == .map)
        #expect(ask(journey.next(after: .done)) == .hold)
        #expect(ask(journey.next(after: .done)) == .book)
        #expect(journey.isHolding)
        #expect(journey.next(after: .done) == .leave)
        #expect(!journey.isHolding)
    }

    @Test func `who finds the seats taken tries others, as often as the step says`() {
        let journey = self.journey([Step(.hold, tries: 3), Step(.book)])
        var tried: [[Int]] = []
        var move = journey.begin()
        while case .ask(let question) = move {
            #expect(question.ask == .hold)
            tried.append(question.seats)
            move = journey.next(after: .taken)
        }
        #expect(tried.count == 3)
        #expect(Set(tried).count > 1)
        #expect(move == .leave)
    }

    @Test func `nobody books or releases what they do not hold`() {
        let journey = self.journey([Step(.hold), Step(.extend), Step(.book), Step(.map)])
        _ = journey.begin()
        #expect(ask(journey.next(after: .done)) == .extend)
        #expect(ask(journey.next(after: .gone)) == .map)
        #expect(!journey.isHolding)
    }

    @Test func `a hold can be left to lapse`() {
        let journey = self.journey([Step(.hold), Step(.book, chance: 0)])
        _ = journey.begin()
        #expect(journey.next(after: .done) == .leave)
        #expect(journey.isHolding)
    }

    @Test func `a step is repeated and a round is too`() {
        let journey = self.journey([Step(.map, times: 2), Step(.show)], rounds: 2)
        var asked = [ask(journey.begin())]
        while let next = ask(journey.next(after: .done)) { asked.append(next) }
        #expect(asked == [.map, .map, .show, .map, .map, .show])
    }

    @Test func `a keyed write is asked again, and then life goes on`() {
        let journey = self.journey([Step(.hold), Step(.release), Step(.map)], keyed: 1)
        guard case .ask(let question) = journey.begin() else {
            Issue.record("no hold")
            return
        }
        #expect(question.isKeyed)
        #expect(journey.next(after: .done) == .again)
        #expect(ask(journey.next(after: .done)) == .release)
        // The release of a hold that has lapsed meanwhile keeps no key.
        #expect(ask(journey.next(after: .done)) == .map)
    }

    @Test func `what has no key is not asked again, whatever comes next`() {
        let journey = self.journey([Step(.map), Step(.hold)], keyed: 1)
        _ = journey.begin()
        #expect(ask(journey.next(after: .done)) == .hold)
    }

    @Test func `who gets no answer goes home`() {
        let journey = self.journey([Step(.map), Step(.hold)])
        _ = journey.begin()
        #expect(journey.next(after: .failed) == .leave)
    }

    @Test func `a herd wants the first seats only, and a group leaves the choice to the server`() {
        for seed in 0..<50 {
            let journey = self.journey([Step(.hold)], wish: .first(10), seed: UInt64(seed))
            guard case .ask(let question) = journey.begin() else { continue }
            #expect(question.seats.allSatisfy { $0 < 10 })
        }
        let best = self.journey([Step(.hold)], wish: .best)
        guard case .ask(let question) = best.begin() else { return }
        #expect(question.seats == [])
        #expect(question.count == 2)
    }
}

@Suite struct PlanTests {
    /// Who comes when, to which show, and what they ask when all goes well.
    private func plan(_ scenario: Scenario, seed: UInt64) -> [String] {
        var plan = RunPlan(scenario)
        plan.seed = seed
        var arrivals = plan.arrivals()
        let crowd = Crowd(scenario, shows: scenario.shows, seed: seed)
        return (0..<200).map { number in
            let person = crowd.person(number)
            var journey = Journey(person, in: scenario, seats: scenario.seats)
            var moves: [Journey.Move] = []
            var move = journey.begin()
            while move != .leave, moves.count < 100 {
                moves.append(move)
                move = journey.next(after: .done)
            }
            return "\(arrivals?.next() ?? 0) \(person.kind) \(person.show) \(moves)"
        }
    }

    @Test(arguments: Scenario.all.map(\.name))
    func `the same seed makes the same people, seats and times`(_ name: String) throws {
        let scenario = try #require(Scenario.named(name))
        #expect(plan(scenario, seed: 7) == plan(scenario, seed: 7))
        #expect(plan(scenario, seed: 7) != plan(scenario, seed: 8))
    }

    @Test func `neighbours in a crowd are strangers`() {
        let crowd = Crowd(.zipf, shows: 500, seed: 1)
        let shows = (0..<10_000).map { crowd.person($0).show }
        let first = shows.count { $0 == 0 }
        // 1 / H(500; 1.1) of all is the share of the first show.
        let all = (1...500).reduce(0.0) { $0 + Zipf.weight($1, power: 1.1) }
        #expect(abs(Double(first) / 10_000 - 1 / all) < 0.02)
        #expect(Set((0..<1000).map { crowd.person($0).dice.unitForTest }).count > 990)
    }

    @Test func `every scenario has a name and a sentence of its own`() {
        #expect(Set(Scenario.all.map(\.name)).count == Scenario.all.count)
        for scenario in Scenario.all {
            #expect(scenario.summary.hasSuffix("."))
            #expect(!scenario.steps.isEmpty)
            #expect(scenario.description.contains(scenario.summary))
        }
    }
}

extension Dice {
    fileprivate var unitForTest: Double {
        var dice = self
        return dice.unit()
    }
}
