import Testing

@testable import SeatGrid

/// Orders that wait for a person, and where they go on from: told by their seats and their money.
@Suite struct StuckRuleTests {
    /// Paid too late with nothing free, and the refund fails.
    private func lateAndStuck() -> OrderHall {
        var show = OrderHall(.drawn("AA"))
        show.bring(1, 0, 1)
        show.hall.pass(1_800_001)
        show.hall.hold(2, 0, 1)
        show.hear("p", of: 1, .captured)
        show.failRefund(of: 1)
        return show
    }

    @Test func `a stuck order whose hold is long forgotten is read from a snapshot`() throws {
        var show = lateAndStuck()
        #expect(show.record(1).state == .stuck)
        show.hall.pass(Limits.memory)
        show.hall.hold(3, 0)
        show.hall.pass(Limits.memory)
        show.hall.lapse()
        #expect(show.state.hold(show.record(1).hold, at: show.hall.time) == nil)
        try show.checkRebuilding()
    }

    @Test func `a second payment of a stuck order without seats books nothing, and goes back`()
        throws
    {
        var show = lateAndStuck()
        show.hall.pass(1_800_001)
        show.hear("q", of: 1, .captured)
        #expect(show.record(1).state == .stuck)
        #expect(!show.record(1).isBooked)
        #expect(show.record(1).refunds.map(\.payment) == ["p", "q"])
        show.hear("r", of: 1, .authorized)
        #expect(show.record(1).state == .stuck)
        try show.checkRebuilding()
    }

    @Test func `retry goes on with the capture, though another payment is on its way back`() throws
    {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .authorized)
        show.hear("q", of: 1, .captured)
        #expect(show.record(1).refunds.map(\.payment) == ["q"])
        #expect(show.record(1).reason == .onTime)
        show.run(.stall(.number(1), .providerSilent))
        #expect(try show.run(.resolve(.number(1), .retry)).get().state == .capturing)
        show.run(.stall(.number(1), .providerSilent))
        // That the other one is settled says nothing of this one.
        show.hearRefund(of: 1, .processed)
        #expect(show.record(1).state == .stuck)
        #expect(try show.run(.resolve(.number(1), .retry)).get().state == .capturing)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .paid)
        try show.checkRebuilding()
    }

    @Test func `a refund that fails keeps no buyer from paying`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear(show.report("q", of: 1, .captured, amount: 99), of: 1)
        show.failRefund(of: 1)
        #expect(show.record(1).state == .created)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .paid)
        show.hearRefund(of: 1, nil)
        #expect(show.record(1).state == .stuck)
        try show.checkRebuilding()
    }

    @Test func `a living booking is paid again after its refund was stuck`() throws {
        for way in 0..<3 {
            var show = OrderHall()
            show.bring(1, 0, 1)
            show.hear("p", of: 1, .captured)
            show.cancel(1, 0)
            show.failRefund(of: 1)
            #expect(show.record(1).state == .stuck)
            switch way {
            case 0: show.run(.resolve(.number(1), .settled))
            case 1:
                show.run(.resolve(.number(1), .retry))
                #expect(show.record(1).state == .paid)
                show.hearRefund(of: 1, .processed)
            default: show.hearRefund(of: 1, .processed)
            }
            #expect(show.record(1).state == .paid)
            #expect(show.record(1).refunds.map(\.state) == [.settled])
            #expect(!show.work().contains("r"))
            #expect(show.state.status(of: SeatIndex(1)) == .booked)
            try show.checkRebuilding()
        }
    }

    @Test func `a booking without seats is refunded after its refund was stuck`() throws {
        var show = OrderHall(
            terms: {
                $0.prices = [10_000, 20_000]
                let half = RefundPolicy(
                    tiers: [RefundPolicy.Tier(before: 0, points: 5_000)],
                    refundsFees: true
                )
                $0.checkout = CheckoutTerms(categories: ["A", "B"], refunds: half)
            }
        )
        show.bring(1, 0)
        show.hear("p", of: 1, .captured)
        show.cancel(1)
        #expect(show.record(1).refunds.map(\.amount) == [5_000])
        show.failRefund(of: 1)
        show.hearRefund(of: 1, .processed)
        #expect(show.record(1).state == .refunded)
        try show.checkRebuilding()
    }

    @Test func `a booked order that is stuck for any reason is paid when all is settled`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .captured)
        show.hear("q", of: 1, .captured)
        show.hearRefund(of: 1, .pending)
        #expect(try show.run(.stall(.number(1), .providerSilent)).get().state == .stuck)
        show.hearRefund(of: 1, .processed)
        #expect(show.record(1).state == .paid)
        #expect(!show.state.orders.hasOpen)
        try show.checkRebuilding()
    }

    @Test func `settled by hand, the provider is asked for nothing any more`() throws {
        var show = lateAndStuck()
        #expect(try show.run(.resolve(.number(1), .settled)).get().state == .refunded)
        #expect(show.record(1).refunds.map(\.state) == [.settled])
        #expect(!show.work().contains("r"))
        try show.checkRebuilding()
    }

    @Test func `money that somebody gave back is no longer waited for, however one hears of it`()
        throws
    {
        for isStuck in [false, true] {
            for byRefusal in [false, true] {
                var show = OrderHall()
                show.bring(1, 0)
                show.hear("p", of: 1, .authorized)
                if isStuck { show.run(.stall(.number(1), .providerSilent)) }
                if byRefusal {
                    show.run(.captureRefused(.number(1), payment: "p"))
                } else {
                    show.hear(show.report("p", of: 1, .refunded, refunded: 100), of: 1)
                }
                #expect(show.record(1).state == .failed)
                #expect(show.record(1).payments[0].status == (byRefusal ? .failed : .refunded))
                #expect(!show.work().contains("c"))
                try show.checkRebuilding()
            }
        }
    }
}
