import Testing

@testable import SeatGrid

/// What a show wants of its provider: nothing keeps what is more pressing from being done.
@Suite struct CheckoutWorkTests {
    private func hall(_ count: Int) -> OrderHall {
        OrderHall(.drawn(String(repeating: "A", count: count)))
    }

    @Test func `refunds under way keep no booking of a cancelled show from being cancelled`() throws
    {
        var show = hall(8)
        for number in 0..<8 {
            show.bring(number, number)
            show.hear("p\(number)", of: number, .captured)
        }
        show.hall.run(.cancel)
        for number in 0..<4 {
            show.cancel(number, by: .showCancelled)
            show.hearRefund(of: number, .pending)
        }
        #expect(show.work(limit: 3) == "bbbrrrppp")
    }

    @Test func `carts that nobody pays keep no capture waiting`() throws {
        var show = hall(8)
        for number in 0..<8 { show.bring(number, number) }
        for number in 4..<8 { show.hear("p\(number)", of: number, .authorized) }
        #expect(show.work(limit: 2) == "ccccpp")
    }

    @Test func `what is not due takes no place of what is`() throws {
        var show = hall(4)
        for number in 0..<4 { show.bring(number, number) }
        let all = show.state.checkoutWork(at: show.hall.time.now, limit: 9).map(\.key)
        let due = show.state.checkoutWork(at: show.hall.time.now, limit: 2) { $0 == all[3] }
        #expect(due.map(\.key) == [all[3]])
    }

    @Test func `of what is cut, others come first each time`() throws {
        var show = hall(5)
        for number in 0..<5 { show.bring(number, number) }
        for isSettled in [false, true] {
            if isSettled {
                show.hall.pass(1_800_001)
                show.hall.lapse()
                #expect(!show.state.orders.hasOpen)
            }
            var seen: Set<String> = []
            for turn in 0..<3 {
                let work = show.state.checkoutWork(at: show.hall.time.now, limit: 2, turn: turn)
                #expect(work.count == 2)
                seen.formUnion(work.map(\.key))
            }
            #expect(seen.count == 5)
        }
    }

    @Test func `another attempt at a refund does not wait for the one before`() throws {
        var show = hall(1)
        show.bring(0, 0)
        let work = show.state.checkoutWork(at: show.hall.time.now, limit: 9)
        guard case .poll(let order, _)? = work.first else {
            Issue.record("\(work)")
            return
        }
        let keys = (0..<2).map { attempt in
            let refund = RefundRecord(
                id: RefundID(Samples.bits(41)),
                payment: "pay_1",
                amount: 12_345,
                reason: .buyerCancelled,
                state: .intended,
                attempt: UInt8(attempt),
                providerID: "",
                since: show.hall.time.now
            )
            return CheckoutWork.refund(order, refund).key
        }
        #expect(keys[0] != keys[1] && keys.allSatisfy { $0.hasPrefix("r") })
    }

    @Test func `an overdue question does not wait for the one before`() throws {
        var show = hall(1)
        show.bring(1, 0)
        #expect(show.work() == "p")
        show.hall.pass(600_001)
        #expect(show.work() == "o")
    }

    @Test func `a settled order is asked after once a round, and for longer if a bank may say yes`()
        throws
    {
        var show = hall(3)
        for number in 1...3 { show.bring(number, number - 1) }
        show.hear("f", of: 2, .failed)
        for number in 1...2 { show.hear("p\(number)", of: number, .captured) }
        // Each is another event of a settled order.
        for delivery in 1...3 {
            show.hear(show.report("p1", of: 1, .captured), of: 1, delivery: delivery)
        }
        show.hall.pass(1_800_001)
        show.hall.lapse()
        #expect(show.record(3).state == .expired)
        #expect(show.work() == "ppp")
        show.hall.pass(LateWatch.time)
        #expect(show.work() == "pp")
        show.hall.pass(LateWatch.bankTime - LateWatch.time - 1_800_001)
        #expect(show.work() == "p")
        #expect(show.state.hasCheckoutWork(at: show.hall.time.now))
        show.hall.pass(1_800_001)
        #expect(show.work().isEmpty)
        #expect(!show.state.hasCheckoutWork(at: show.hall.time.now))
    }

    @Test func `an order that is open again is no late one, and old ones are forgotten`() {
        var watch = LateWatch()
        func moment(_ milliseconds: Int64) -> Moment { Moment(rawValue: milliseconds) }
        for ordinal in 0..<100 {
            let now = moment(Int64(ordinal) * 1_000)
            watch.add(ordinal, until: now.advanced(by: 5_000), at: now)
        }
        let now = moment(99_000)
        #expect(watch.ordinals(at: now, turn: 0, limit: 1_000).count == 5)
        #expect(watch.count < 20)
        watch.remove(99)
        watch.remove(99)
        #expect(!watch.ordinals(at: now, turn: 0, limit: 1_000).contains(99))
        #expect(watch.until == moment(104_000))
    }

    @Test func `a refund that nobody answers for is shown to somebody`() throws {
        var show = hall(1)
        show.bring(1, 0)
        show.hear("p", of: 1, .captured)
        show.cancel(1)
        show.hall.pass(Limits.refundUnanswered - 1)
        #expect(show.work() == "r")
        show.hall.pass(1)
        #expect(show.work() == "sr")
        #expect(try show.run(.stall(.number(1), .providerSilent)).get().state == .stuck)
        #expect(show.work().isEmpty)
    }
}
