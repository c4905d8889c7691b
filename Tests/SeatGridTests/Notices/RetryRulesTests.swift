import Testing

@testable import SeatGrid

@Suite struct RetryRulesTests {
    private let now = NoticeWorld.start

    @Test func `waits double, jitter is full, and the last step goes on`() {
        let rules = RetryRules(steps: [1_000, 2_000, 4_000], giveUpAfter: 60_000)
        #expect(rules.wait(afterFailure: 1, chance: 0, retryAfter: nil) == 0)
        #expect(rules.wait(afterFailure: 2, chance: 0.5, retryAfter: nil) == 1_000)
        #expect(rules.wait(afterFailure: 9, chance: 0.999, retryAfter: nil) == 3_996)
    }

    @Test(arguments: [0, 0.3, 0.999])
    func `Retry-After is never undercut`(chance: Double) {
        for failures in 1...12 {
            let wait = RetryRules.messages.wait(
                afterFailure: failures,
                chance: chance,
                retryAfter: 120_000
            )
            #expect(wait >= 120_000)
        }
    }

    @Test func `a refusal is dead at once, and a day of failures too`() {
        let file = NoticeFile(NoticeWorld.notice(1))
        let rules = RetryRules.messages
        guard
            case .dead(let attempt) = rules.fate(
                of: file,
                after: .refused("550 no such user"),
                at: now,
                chance: 0
            )
        else {
            Issue.record("not dead")
            return
        }
        #expect(attempt.transcript == "550 no such user")
        var tries = file
        var time = now
        var count = 0
        while true {
            let outcome = SendOutcome.deferred("451", blame: .recipient)
            let fate = rules.fate(of: tries, after: outcome, at: time, chance: 0.999)
            guard case .retry(let due, let attempt?) = fate else { break }
            count += 1
            tries = NoticeFile(tries.notice, attempts: tries.attempts + [attempt])
            time = due
        }
        #expect(time.rawValue - now.rawValue > 82_000_000)
        #expect(time.rawValue - now.rawValue <= 86_400_000)
        #expect(count > 20)
    }

    @Test func `nobody is given up before the time, and the last try is at its end`() {
        let rules = RetryRules.webhooks
        let end = now.advanced(by: rules.giveUpAfter)
        let first = NoticeAttempt(at: now, outcome: .retry, transcript: "503")
        let tried = NoticeFile(
            NoticeWorld.notice(1, .webhook),
            attempts: Array(repeating: first, count: 12)
        )
        func fate(at time: WallTime, retryAfter: Int64? = nil) -> NoticeFate {
            let outcome = SendOutcome.deferred("503", retryAfter: retryAfter, blame: .provider)
            return rules.fate(of: tried, after: outcome, at: time, chance: 0.99)
        }
        func due(_ fate: NoticeFate) -> WallTime? {
            if case .retry(let due, _) = fate { due } else { nil }
        }
        #expect(due(fate(at: end.advanced(by: -3_600_000))) == end)
        #expect(due(fate(at: end.advanced(by: -1))) == end)
        #expect(due(fate(at: end)) == nil)
        // A time that was named is kept, and then it is tried once more.
        let late = end.advanced(by: -1_000)
        #expect(due(fate(at: late, retryAfter: 60_000)) == late.advanced(by: 60_000))
        let busy = SendOutcome.deferred("429", retryAfter: 86_400_000, blame: .provider)
        let message = RetryRules.messages.fate(
            of: NoticeFile(NoticeWorld.notice(1, .sms)),
            after: busy,
            at: now,
            chance: 0.5
        )
        #expect(due(message) == now.advanced(by: 86_400_000))
    }

    @Test func `a reminder after the show began is dropped`() {
        let reminder = NoticeWorld.notice(1, notAfter: now)
        #expect(RetryRules.fate(of: reminder, before: now) == nil)
        #expect(RetryRules.fate(of: reminder, before: now.advanced(by: 1)) == .done(.tooLate))
    }

    @Test func `the breaker opens after failures of the provider in a row, then asks once`() {
        var breaker = CircuitBreaker(firstPause: 1_000, longestPause: 4_000)
        let down = SendOutcome.deferred("no connection", blame: .provider)
        for _ in 1..<CircuitBreaker.limit { breaker.record(down, at: now, chance: 0.5) }
        breaker.record(.deferred("450", blame: .recipient), at: now, chance: 0.5)
        for _ in 1..<CircuitBreaker.limit { breaker.record(down, at: now, chance: 0.5) }
        #expect(breaker.permission(at: now) == .go)
        breaker.record(down, at: now, chance: 0.5)
        #expect(breaker.permission(at: now) == .wait(until: now.advanced(by: 750)))
        let later = now.advanced(by: 750)
        #expect(breaker.pause(at: later) == nil)
        #expect(breaker.permission(at: later) == .go)
        #expect(breaker.permission(at: later) != .go)
        breaker.record(down, at: later, chance: 0)
        #expect(breaker.pause(at: later) == later.advanced(by: 1_000))
        let end = later.advanced(by: 1_000)
        #expect(breaker.permission(at: end) == .go)
        breaker.record(.sent, at: end, chance: 0)
        #expect(!breaker.isOpen)
    }

    @Test func `a provider that names a time is left alone until then`() {
        var breaker = CircuitBreaker()
        let busy = SendOutcome.deferred("429", retryAfter: 60_000, blame: .provider)
        breaker.record(busy, at: now, chance: 0)
        #expect(breaker.permission(at: now) == .wait(until: now.advanced(by: 60_000)))
    }

    @Test func `what was on its way when it opened does not close it`() {
        var breaker = CircuitBreaker(firstPause: 1_000, longestPause: 4_000)
        let busy = SendOutcome.deferred("429", retryAfter: 60_000, blame: .provider)
        breaker.record(busy, at: now, chance: 0)
        let end = now.advanced(by: 60_000)
        let outcomes: [SendOutcome] = [
            .sent, .refused("550"), .gone("410"), .deferred("450", blame: .recipient),
            .deferred("no connection", blame: .provider),
            .deferred("429", retryAfter: 1_000, blame: .provider),
        ]
        for outcome in outcomes {
            breaker.record(outcome, at: now.advanced(by: 10), chance: 0)
            #expect(breaker.permission(at: now.advanced(by: 20)) == .wait(until: end))
        }
        breaker.record(busy, at: now.advanced(by: 10), chance: 0)
        #expect(breaker.pause(at: end) == end.advanced(by: 10))
        // Half open, a refusal of one message says that the provider lives.
        #expect(breaker.permission(at: end.advanced(by: 10)) == .go)
        breaker.record(.refused("550"), at: end.advanced(by: 11), chance: 0)
        #expect(!breaker.isOpen)
    }

    @Test func `retry directories never hold a notice back for longer than their grain`() {
        for ahead in [Int64(0), 50, 9_999, 10_000, 59_000, 60_000, 250_000_000] {
            let due = now.advanced(by: ahead)
            let name = SpoolLayout.retryBucket(due: due, now: now)
            let time = SpoolLayout.time(ofBucket: name)?.rawValue ?? 0
            #expect(time >= due.rawValue)
            #expect(time - due.rawValue < (ahead < 10_000 ? 100 : ahead < 60_000 ? 1_000 : 60_000))
        }
    }
}
