import Testing

@testable import SeatGrid

/// The races of a booking engine, by name: money against seats.
@Suite struct PaymentRaceTests {
    @Test func `a payment in time is granted, captured and booked`() throws {
        var show = OrderHall()
        #expect(try show.bring(1, 0, 1).get().state == .created)
        #expect(show.hall.view(1)?.state == .paying)
        #expect(try show.hear("p", of: 1, .authorized).get().state == .capturing)
        let work = show.state.checkoutWork(at: show.hall.time.now, limit: 9)
        #expect(work.map(\.key) == ["c" + Crockford.string(OrderID.number(1).bits)])
        let paid = try show.hear("p", of: 1, .captured).get()
        #expect(paid.state == .paid)
        #expect(paid.booking == BookingID(OrderID.number(1).bits))
        #expect(show.state.status(of: SeatIndex(0)) == .booked)
        // Nothing is left but to look for money that comes twice.
        #expect(!show.state.orders.hasOpen)
        try show.checkRebuilding()
    }

    @Test func `overlap: two orders never have one seat`() throws {
        var show = OrderHall()
        show.bring(1, 0, 1)
        #expect(throws: Refusal.self) { try show.hall.hold(2, 1, 2).get() }
        show.hear("p", of: 1, .authorized)
        #expect(throws: Refusal.self) { try show.hall.hold(3, 0).get() }
        show.hear("p", of: 1, .captured)
        #expect(throws: Refusal.self) { try show.hall.hold(4, 0).get() }
    }

    @Test func `hold theft: an order can't be made of another one's paying hold`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        #expect(throws: Refusal.illegalState(.holdPaying)) { try show.order(2, of: 1).get() }
        #expect(throws: Refusal.holdNotFound) { try show.order(3, of: 77).get() }
    }

    @Test func `rollback of another's seat: an order that ends frees only its own`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hall.pass(1_800_001)
        show.hall.hold(2, 0)
        show.run(.notPaid(.number(1)))
        show.run(.captureRefused(.number(1), payment: "p"))
        #expect(show.state.status(of: SeatIndex(0)) == .held)
        #expect(show.hall.view(2)?.state == .active)
    }

    @Test func `a hold with an open order outlives its time until the provider was asked`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hall.pass(600_001)
        show.hall.lapse()
        #expect(show.state.status(of: SeatIndex(0)) == .held)
        let work = show.state.checkoutWork(at: show.hall.time.now, limit: 9)
        guard case .poll(_, let isOverdue)? = work.first else {
            Issue.record("nobody is asked")
            return
        }
        #expect(isOverdue)
        #expect(try show.run(.notPaid(.number(1))).get().state == .expired)
        #expect(show.state.status(of: SeatIndex(0)) == .free)
        try show.checkRebuilding()
    }

    @Test func `the absolute limit ends a hold whatever its order says`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hall.pass(1_800_000)
        show.hall.lapse()
        #expect(show.state.status(of: SeatIndex(0)) == .free)
        #expect(show.record(1).state == .expired)
        #expect(show.record(1).reason == .heldTooLong)
    }

    @Test func `expiry against payment in flight: a bank that has not answered is waited for`() {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .created)
        show.hall.pass(600_001)
        show.run(.notPaid(.number(1)))
        #expect(show.record(1).state == .created)
        show.hear("p", of: 1, .authorized)
        #expect(show.record(1).state == .capturing)
        #expect(show.record(1).reason == .onTime)
    }

    @Test func `payment after expiry, seats free: the same seats are taken again`() throws {
        var show = OrderHall()
        show.bring(1, 0, 1)
        show.hall.pass(1_800_001)
        show.hear("p", of: 1, .authorized)
        #expect(show.record(1).state == .capturing)
        #expect(show.record(1).reason == .lateSameSeats)
        #expect(show.record(1).epoch == 2)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .paid)
        #expect(show.state.status(of: SeatIndex(1)) == .booked)
        try show.checkRebuilding()
    }

    @Test func `payment after expiry, seats sold: an equal block is offered, and taken`() throws {
        var show = OrderHall()
        show.bring(1, 0, 1)
        show.hall.pass(1_800_001)
        show.hall.hold(2, 1)
        #expect(try show.hear("p", of: 1, .authorized).get().state == .authorized)
        let offered = show.record(1).seats
        #expect(offered != .at(0, 1))
        #expect(offered.allSatisfy { show.state.status(of: $0) == .held })
        let lines = Set(show.record(1).quote.lines.compactMap(\.seat))
        #expect(lines == Set(offered))
        #expect(try show.run(.answerOffer(.number(1), accepts: true)).get().state == .capturing)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .paid)
        #expect(offered.allSatisfy { show.state.status(of: $0) == .booked })
        try show.checkRebuilding()
    }

    @Test func `an offer that is declined or lapses takes no money`() throws {
        for answers in [true, false] {
            var show = OrderHall()
            show.bring(1, 0, 1)
            show.hall.pass(1_800_001)
            show.hall.hold(2, 1)
            show.hear("p", of: 1, .authorized)
            if answers {
                show.run(.answerOffer(.number(1), accepts: false))
            } else {
                show.hall.pass(900_000)
                show.hall.lapse()
            }
            #expect(show.record(1).state == .expired)
            #expect(show.record(1).reason == (answers ? .offerDeclined : .offerLapsed))
            #expect(show.record(1).refunds.isEmpty)
            #expect(show.record(1).seats.allSatisfy { show.state.status(of: $0) == .free })
            try show.checkRebuilding()
        }
    }

    @Test func `captured money for an offer that lapses goes back`() throws {
        var show = OrderHall()
        show.bring(1, 0, 1)
        show.hall.pass(1_800_001)
        show.hall.hold(2, 1)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .authorized)
        show.hall.pass(900_000)
        show.hall.lapse()
        #expect(show.record(1).state == .refunding)
        #expect(show.record(1).refunds.map(\.amount) == [200])
        try show.checkRebuilding()
    }

    @Test func `payment after expiry, all sold: nothing is captured, or all goes back`() throws {
        for status in [PaymentReport.Status.authorized, .captured] {
            var show = OrderHall(.drawn("AA"))
            show.bring(1, 0, 1)
            show.hall.pass(1_800_001)
            show.hall.hold(2, 0, 1)
            show.hear("p", of: 1, status)
            #expect(show.record(1).reason == .lateNothingFree)
            #expect(show.record(1).state == (status == .captured ? .refunding : .expired))
            #expect(show.record(1).refunded == (status == .captured ? 200 : 0))
        }
    }

    @Test func `charge, then crash before booking: the grant outlives the crash`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .authorized)
        // The node dies here, after the provider took the money; it comes back from its log.
        show.hall.state = try ShowState(decoding: show.state.encoded())
        show.hall.pass(86_400_000)
        show.hall.lapse()
        #expect(show.state.status(of: SeatIndex(0)) == .held)
        #expect(show.state.hasCheckoutWork(at: show.hall.time.now))
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .paid)
    }

    @Test func `duplicate and reordered reports lead to the same end`() throws {
        let statuses: [PaymentReport.Status] = [.created, .authorized, .captured, .failed]
        var ends: Set<OrderState> = []
        for first in statuses.indices {
            for second in statuses.indices {
                var show = OrderHall()
                show.bring(1, 0)
                for turn in [first, second] + Array(statuses.indices) + [second, first] {
                    show.hear("p", of: 1, statuses[turn])
                }
                ends.insert(show.record(1).state)
                #expect(show.record(1).payments.count == 1)
                #expect(show.record(1).refunds.isEmpty)
                try show.checkRebuilding()
            }
        }
        #expect(ends == [.paid])
    }

    @Test func `callback and webhook at once: one booking, and no repeat is an event`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        for _ in 0..<2 { show.hear("p", of: 1, .authorized) }
        for _ in 0..<2 { show.hear("p", of: 1, .captured) }
        #expect(show.state.bookingCount == 1)
        let before = show.state.version
        show.hear("p", of: 1, .captured)
        #expect(show.state.version == before)
    }

    @Test func `a webhook's delivery is heard once, and remembered`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear(show.report("p", of: 1, .authorized), of: 1, delivery: 1)
        show.hear(show.report("p", of: 1, .authorized), of: 1, delivery: 2)
        let before = show.state.version
        show.hear(show.report("p", of: 1, .captured), of: 1, delivery: 2)
        #expect(show.state.version == before)
        #expect(show.state.orders.deliveries.deliveries.count == 2)
        try show.checkRebuilding()
    }

    @Test func `failure after success changes nothing; success after failure books`() {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .failed)
        #expect(show.record(1).state == .failed)
        show.hear("p", of: 1, .captured)
        show.hear("p", of: 1, .failed)
        #expect(show.record(1).state == .paid)
    }

    @Test func `amount tampered: it is never captured, or goes back whole`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear(show.report("p", of: 1, .authorized, amount: 1), of: 1)
        #expect(show.record(1).state == .created)
        #expect(show.record(1).reason == .wrongAmount)
        show.hear(show.report("q", of: 1, .captured, amount: 99), of: 1)
        #expect(show.record(1).refunds.map(\.amount) == [99])
        show.hear(show.report("r", of: 1, .authorized, currency: "USD"), of: 1)
        #expect(show.record(1).state == .created)
        show.hear("s", of: 1, .captured)
        #expect(show.record(1).state == .paid)
        try show.checkRebuilding()
    }

    @Test func `another order's payment is refused`() {
        var show = OrderHall()
        show.bring(1, 0)
        show.bring(2, 1)
        let report = show.report("p", of: 2, .captured)
        #expect(throws: Refusal.paymentMismatch) { try show.hear(report, of: 1).get() }
    }

    @Test func `paid twice: the second payment goes back in full`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .captured)
        show.hear("q", of: 1, .captured)
        #expect(show.record(1).state == .paid)
        #expect(show.record(1).refunds.map(\.payment) == ["q"])
        #expect(show.state.bookingCount == 1)
        try show.checkRebuilding()
    }

    @Test func `over-refund: what somebody gave back without us is not given back again`() throws {
        var show = OrderHall()
        show.bring(1, 0, 1)
        show.hear("p", of: 1, .captured)
        show.hear(show.report("p", of: 1, .captured, refunded: 30), of: 1)
        #expect(show.record(1).state == .paid)
        #expect(show.record(1).reason == .onTime)
        #expect(show.record(1).refunds.isEmpty)
        guard case .order(.moved(let move))? = show.hall.events.last?.body else {
            Issue.record("the log does not tell")
            return
        }
        #expect(move.reason == .refundedElsewhere)
        show.cancel(1)
        #expect(show.record(1).refunds.map(\.amount) == [170])
        #expect(show.record(1).refunded == show.record(1).captured)
        try show.checkRebuilding()
    }

    @Test func `refund pending for ever: it is stuck in a week, and has a way out`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .captured)
        show.cancel(1)
        show.hearRefund(of: 1, .pending)
        show.hall.pass(Limits.refundPending - 1)
        #expect(show.work() == "r")
        show.hall.pass(1)
        #expect(show.work() == "sr")
        #expect(try show.run(.stall(.number(1), .providerSilent)).get().state == .stuck)
        // It is asked after all the same, and may be tried for as long again.
        #expect(show.work() == "r")
        #expect(try show.run(.resolve(.number(1), .retry)).get().state == .refunding)
        #expect(show.work() == "r")
        show.run(.stall(.number(1), .providerSilent))
        #expect(try show.run(.resolve(.number(1), .settled)).get().state == .refunded)
        #expect(show.record(1).refunds.map(\.state) == [.settled])
        #expect(!show.state.orders.hasOpen)
        try show.checkRebuilding()
    }

    @Test func `plan edited under sold seats: they move along, and what is gone is paid back`()
        throws
    {
        var show = OrderHall(.drawn("AAAA"))
        show.bring(1, 0)
        show.bring(2, 2, 3)
        show.hear("p", of: 1, .captured)
        show.hall.pass(1_800_001)
        show.hall.lapse()
        let cut = SeatPlan.drawn("AAA")
        #expect(show.edit(cut, remap: [nil, 0, 1, 2]).refusal == .illegalState(.dropsTakenSeat))
        #expect(show.edit(cut, remap: [2, 0, 1, nil]).isSuccess)
        #expect(show.state.booking(show.record(1).booking)?.seats == .at(2))
        #expect(show.record(2).seats == .at(1))
        #expect(show.record(2).ticketTypes.count == 1)
        show.hear("q", of: 2, .captured)
        #expect(show.record(2).state == .refunding)
        #expect(show.record(2).reason == .lateNothingFree)
        #expect(show.record(2).refunds.map(\.amount) == [200])
        try show.checkRebuilding()
    }

    @Test func `show cancelled in checkout: what was granted is given back when it comes`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.bring(2, 1)
        show.hear("p", of: 1, .authorized)
        show.hall.run(.cancel)
        #expect(show.record(1).state == .capturing)
        #expect(show.record(2).state == .expired)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .refunding)
        #expect(show.record(1).refunds.map(\.reason) == [.showCancelled])
        show.hear("q", of: 2, .captured)
        #expect(show.record(2).state == .refunding)
        try show.checkRebuilding()
    }

    @Test func `a capture that is refused lets the buyer try again`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .authorized)
        let view = try show.run(.captureRefused(.number(1), payment: "p")).get()
        #expect(view.state == .failed)
        #expect(show.state.status(of: SeatIndex(0)) == .held)
        show.hear("q", of: 1, .authorized)
        show.hear("q", of: 1, .captured)
        #expect(show.record(1).state == .paid)
        try show.checkRebuilding()
    }

    @Test func `whoever gives up before paying may, and late money finds no seats`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        #expect(throws: Never.self) { try show.hall.run(.release(.number(1))).get() }
        #expect(show.record(1).reason == .abandoned)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .refunding)
        show.bring(2, 1)
        show.hear("q", of: 2, .authorized)
        #expect(throws: Refusal.illegalState(.holdPaying)) {
            try show.hall.run(.release(.number(2))).get()
        }
        try show.checkRebuilding()
    }

    @Test func `a silent provider makes the order stuck, and each resolution leads out`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .authorized)
        #expect(try show.run(.stall(.number(1), .providerSilent)).get().state == .stuck)
        #expect(try show.run(.resolve(.number(1), .retry)).get().state == .capturing)
        show.run(.stall(.number(1), .providerSilent))
        #expect(try show.run(.resolve(.number(1), .giveUp)).get().state == .expired)
        #expect(show.state.status(of: SeatIndex(0)) == .free)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .refunding)
        try show.checkRebuilding()
    }
}
