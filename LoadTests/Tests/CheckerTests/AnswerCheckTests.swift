import Testing

@testable import Checker

/// Four seats, a server without a log, and one answer after another, each at a tick of the clock.
@Suite struct AnswerCheckTests {
    private struct Day {
        var evidence = Evidence()
        var clock: UInt64 = 0
        var holds = 0

        mutating func tick() -> UInt64 {
            clock += 10
            return clock
        }

        @discardableResult
        mutating func hold(_ seats: [Int], _ verdict: Verdict = .granted) -> Int {
            holds += 1
            write(.hold, holds, verdict, seats)
            return holds
        }

        mutating func write(
            _ action: Action,
            _ hold: Int,
            _ verdict: Verdict = .granted,
            _ seats: [Int] = []
        ) {
            let sent = tick()
            let answered = verdict == .unknown ? .max : tick()
            evidence.record(
                Attempt(action, verdict, hold: hold, sent: sent, answered: answered, seats: seats)
            )
        }

        mutating func map(_ states: String) -> SeatMap {
            let states = states.utf8.map { SeatState(rawValue: $0 - 48) ?? .free }
            return SeatMap(version: 0, states: states, sent: tick(), answered: tick())
        }

        mutating func look(_ states: String) { evidence.record(map(states)) }

        mutating func check(_ final: String, start: String = "0000") -> Set<Finding.Kind> {
            Set(whole(final, start: start).findings.counts.keys)
        }

        mutating func whole(_ final: String, start: String = "0000") -> AnswerCheck {
            var before = Day()
            let start = before.map(start)
            return AnswerCheck.check(evidence, from: start, final: map(final), lifetime: 1000)
        }
    }

    @Test func `a right day has nothing to find`() {
        var day = Day()
        let mine = day.hold([0, 1])
        day.look("1100")
        day.hold([1, 2], .unavailable)
        day.write(.book, mine)
        let other = day.hold([2])
        day.write(.release, other)
        day.hold([2])
        day.look("2210")
        #expect(day.check("2210") == [])
    }

    @Test func `a seat that is given away while it has an owner is found`() {
        var day = Day()
        day.hold([0, 1])
        day.hold([1, 2])
        #expect(day.check("1110") == [.twoOwners])
    }

    @Test func `a seat sold twice is found, though its first hold was over by time`() {
        var day = Day()
        let mine = day.hold([0])
        day.write(.book, mine)
        day.clock += 5000
        day.hold([0])
        #expect(day.check("2000") == [.twoOwners])
    }

    @Test func `a seat that was sold before the run has an owner`() {
        var day = Day()
        day.hold([3])
        #expect(day.check("0002", start: "0002") == [.twoOwners])
    }

    @Test func `what may have been given up by a request without an answer has no certain owner`() {
        var day = Day()
        let mine = day.hold([0])
        day.write(.release, mine, .unknown)
        day.hold([0])
        #expect(day.check("1000") == [])
    }

    @Test func `an acknowledged booking that the last map does not show is missing`() {
        var day = Day()
        let mine = day.hold([0, 1])
        day.write(.book, mine)
        #expect(day.check("2100") == [.missing])
    }

    @Test func `a hold that lives is missing from a map of free seats, one that ran out is not`() {
        var day = Day()
        day.hold([0])
        #expect(day.check("0000") == [.missing])
        day.clock += 5000
        #expect(day.check("0000") == [])
    }

    @Test func `a hold that is called gone while it lives is found`() {
        var day = Day()
        let mine = day.hold([0])
        day.write(.book, mine, .gone)
        #expect(day.check("0000") == [.goneTooSoon])
    }

    @Test func `a map that does not know what was acknowledged before is stale`() {
        var day = Day()
        let mine = day.hold([0])
        day.write(.book, mine)
        day.look("1000")
        #expect(day.check("2000") == [.stale])
    }

    @Test func `a seat that is taken in the end must be explained by an answer or by a lost one`() {
        var day = Day()
        let mine = day.hold([0])
        day.write(.release, mine)
        #expect(day.check("1000") == [.map])
        day.hold([0], .unknown)
        #expect(day.check("1000") == [])
    }

    @Test func `what is asked for after a kill is what is certain`() {
        var day = Day()
        let sold = day.hold([0])
        day.write(.book, sold)
        let lost = day.hold([1])
        day.write(.book, lost, .unknown)
        let kept = day.hold([2])
        let given = day.hold([3])
        day.write(.release, given)
        let check = day.whole("2210")
        #expect(check.findings.isEmpty)
        #expect(check.sold == [[0]])
        #expect(check.living(at: day.clock).map(\.hold) == [kept])
        #expect(check.living(at: day.clock + 5000).isEmpty)
    }
}
