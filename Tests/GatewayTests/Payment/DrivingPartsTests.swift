import NIOCore
import SeatGrid
import Testing

@testable import Gateway

/// When what is to be done is done, and what at once.
struct DrivingPartsTests {
    @Test func `a poll whose hold's time is up does not wait for the pauses before`() async throws {
        let shop = try await TestShop.open()
        let made = await shop.order(try await shop.hold(["A-1"]))
        let id = try #require(OrderID(text: made.json["id"] as? String ?? ""))
        let order = try await shop.test.checkout?.record(of: id, in: ShowID("s1"))
        await shop.close()
        let attempts = Attempts()
        let poll = CheckoutWork.poll(try #require(order), isOverdue: false)
        let overdue = CheckoutWork.poll(try #require(order), isOverdue: true)
        #expect(attempts.begin(poll.key))
        attempts.end(poll.key, after: .seconds(320))
        #expect(!attempts.isDue(poll.key) && attempts.isDue(overdue.key))
    }

    @Test func `work is put off only before anybody has tried it`() {
        let attempts = Attempts()
        #expect(attempts.isDue("a") && attempts.postpone("a", by: .seconds(9)))
        #expect(!attempts.isDue("a") && !attempts.postpone("a", by: .zero))
        #expect(attempts.begin("a", isUrgent: true) && !attempts.isDue("a"))
        let later = NIODeadline.now() + CheckoutLimits.memory + CheckoutLimits.memory + .hours(1)
        attempts.forgetOld(at: later)
        #expect(!attempts.isDue("a"), "it is being done")
        attempts.end("a", after: .seconds(9))
        attempts.forgetOld(at: later + CheckoutLimits.memory)
        #expect(attempts.isDue("a"))
    }

    @Test func `the age of the slowest refund is that of its first attempt`() {
        let attempts = Attempts()
        #expect(attempts.longest(of: "r") == .zero)
        for key in ["p1", "r1"] {
            #expect(attempts.begin(key))
            attempts.end(key, after: .zero)
        }
        #expect(attempts.begin("r2"))
        let later = NIODeadline.now() + .hours(7)
        #expect(attempts.longest(of: "r", at: later) >= .hours(7))
        attempts.finish("r2")
        #expect(attempts.longest(of: "r", at: .now() + .seconds(1)) > .zero)
        // Nobody has looked after it for hours: it settled by a webhook.
        #expect(attempts.longest(of: "r", at: later) == .zero)
    }

    @Test func `what failed together does not come back together`() {
        let pause = TimeAmount.seconds(8)
        #expect(Backoff.spread(pause, 0) == .seconds(4) && Backoff.spread(pause, 1) == pause)
        #expect(Backoff.atLeast(.seconds(1), and: pause, 0) == .seconds(1))
        #expect(Backoff.atLeast(.seconds(1), and: pause, 1) == .seconds(9))
        let pauses = (0..<100).map { _ in Backoff.spread(pause).nanoseconds }
        #expect(Set(pauses).count > 90)
    }

    @Test func `each kind has workers of its own, and what waits is the newest`() {
        let backlog = WorkBacklog()
        let work = CheckoutWork.cancelBooking(BookingID(Bits128(high: 1, low: 2)))
        func item(_ name: String) -> WorkBacklog.Item {
            WorkBacklog.Item(show: ShowID(name), work: work)
        }
        let many = (0..<100).map { item("\($0)") }
        let started = backlog.replace(with: [.poll: many, .capture: [item("c")]])
        #expect(started.count { $0 == .poll } == WorkLane.poll.width)
        #expect(started.count { $0 == .capture } == 1, "polls take no place of a capture")
        #expect(backlog.next(.poll)?.show == ShowID("0"))
        let again = backlog.replace(with: [.poll: [item("new")], .capture: [item("d")]])
        #expect(again == [.capture], "all of the polls' workers are there already")
        #expect(backlog.next(.poll)?.show == ShowID("new") && backlog.next(.poll) == nil)
        #expect(backlog.replace(with: [.poll: many]) == [.poll], "for the one that has ended")
    }

    @Test func `a provider that has too much to do is left alone, longer each time`() {
        let health = ProviderHealth()
        let error = PaymentError.rateLimited(retryAfterMilliseconds: 1_000)
        let start = NIODeadline.now()
        health.note(error, at: start, 1)
        // What was under way meanwhile does not make it longer than it asks for.
        for _ in 0..<20 { health.note(error, at: start + .milliseconds(500), 1) }
        #expect(health.isPaused(at: start + .milliseconds(1_999)))
        #expect(!health.isPaused(at: start + .milliseconds(2_000)))
        let next = start + .seconds(3)
        health.note(error, at: next, 1)
        #expect(health.isPaused(at: next + .milliseconds(2_999)), "one second, and two")
        #expect(!health.isPaused(at: next + .seconds(3)))
        let well = next + .seconds(4)
        health.note(nil, at: well)
        health.note(error, at: well, 0)
        #expect(health.isPaused(at: well + .milliseconds(999)))
        #expect(!health.isPaused(at: well + .seconds(1)))
    }

    @Test func `a key is refused until something succeeds`() {
        let health = ProviderHealth()
        #expect(!health.isKeyRefused)
        health.note(.unauthorized)
        health.note(.unknown(detail: "time-out"))
        health.note(.refused(code: "no_such_id", detail: ""))
        #expect(health.isKeyRefused)
        health.note(nil)
        #expect(!health.isKeyRefused)
    }

    @Test func `the log tells a wrong key from a time-out`() {
        let errors: [PaymentError] = [
            .unauthorized, .unknown(detail: "read time-out"),
            .rateLimited(retryAfterMilliseconds: 5), .refused(code: "BAD", detail: "of a person"),
        ]
        #expect(
            errors.map(\.words) == [
                "the key is refused", "unknown: read time-out", "too many requests, wait 5 ms",
                "refused: BAD",
            ]
        )
    }
}
