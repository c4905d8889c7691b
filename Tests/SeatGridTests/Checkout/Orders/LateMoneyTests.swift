import Testing

@testable import SeatGrid

/// Money that comes too late: what it may have, and what is final.
@Suite struct LateMoneyTests {
    /// An order whose seats were sold to others, with others offered for the captured payment `p`.
    private func offered() -> OrderHall {
        var show = OrderHall()
        show.bring(1, 0, 1)
        show.hall.pass(1_800_001)
        show.hall.hold(2, 1)
        show.hear("p", of: 1, .captured)
        return show
    }

    @Test func `an offer ends with the money that it was made for`() throws {
        var show = offered()
        #expect(show.record(1).state == .authorized)
        show.hear(show.report("p", of: 1, .refunded, refunded: 200), of: 1)
        #expect(show.record(1).state == .expired)
        #expect(show.record(1).reason == .refundedElsewhere)
        #expect(show.record(1).refunds.isEmpty)
        #expect(throws: Refusal.illegalState(.noOffer)) {
            try show.run(.answerOffer(.number(1), accepts: true)).get()
        }
        try show.checkRebuilding()
    }

    @Test func `an offer of which a part was given back may still be accepted`() throws {
        var show = offered()
        show.hear(show.report("p", of: 1, .captured, refunded: 30), of: 1)
        #expect(try show.run(.answerOffer(.number(1), accepts: true)).get().state == .paid)
        #expect(show.record(1).refunds.isEmpty)
        try show.checkRebuilding()
    }

    @Test func `seats that nobody agreed to are never booked by a second payment`() throws {
        var show = offered()
        show.hall.pass(900_000)
        show.hall.lapse()
        show.hearRefund(of: 1, .processed)
        var other = OrderHall()
        other.bring(1, 0, 1)
        other.hall.pass(1_800_001)
        other.hall.hold(2, 1)
        other.hear("p", of: 1, .authorized)
        other.hall.pass(900_000)
        other.hall.lapse()
        #expect(other.record(1).reason == .offerLapsed)
        for var world in [show, other] {
            world.hear("q", of: 1, .captured)
            #expect(world.record(1).state == .refunding)
            #expect(!world.record(1).isBooked)
            try world.checkRebuilding()
        }
    }

    @Test func `an order that was given up stays so, whatever news come of its payments`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hall.run(.release(.number(1)))
        #expect(show.record(1).reason == .abandoned)
        show.hear(show.report("p", of: 1, .authorized, amount: 7), of: 1)
        show.hear(show.report("p", of: 1, .refunded, amount: 7, refunded: 7), of: 1)
        #expect(show.record(1).reason == .abandoned)
        show.hear("q", of: 1, .authorized)
        #expect(show.record(1).state == .expired)
        #expect(show.state.status(of: SeatIndex(0)) == .free)
        show.hear("r", of: 1, .captured)
        #expect(show.record(1).refunds.map(\.reason) == [.abandoned])
        try show.checkRebuilding()
    }

    @Test func `a paid order tells why it was paid, whatever comes besides`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .captured)
        show.hear("q", of: 1, .captured)
        show.hear(show.report("r", of: 1, .authorized, amount: 7), of: 1)
        #expect(show.record(1).reason == .onTime)
        #expect(show.record(1).refunds.map(\.reason) == [.paidTwice])
    }

    @Test func `money that comes when the show has begun gets nothing, and the log says so`() throws
    {
        var show = OrderHall(
            terms: { $0.startsAt = WallTime(rawValue: TestHall.start + 500_000_000 + 2_000_000) }
        )
        show.bring(1, 0)
        show.hall.pass(2_000_000)
        show.hear("p", of: 1, .authorized)
        #expect(show.record(1).state == .expired)
        #expect(show.record(1).reason == .lateNothingFree)
    }

    @Test func `money is taken up after any number of attempts that failed`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        for number in 0..<Limits.paymentsPerOrder { show.hear("f\(number)", of: 1, .failed) }
        show.hear("one more", of: 1, .failed)
        #expect(show.record(1).payments.count == Limits.paymentsPerOrder)
        show.hear("p", of: 1, .authorized)
        #expect(show.record(1).state == .capturing)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .paid)
        show.hear("q", of: 1, .captured)
        #expect(show.record(1).refunds.map(\.payment) == ["q"])
        try show.checkRebuilding()
    }

    @Test func `lines of a seat that is gone are no share of the order's own fees`() throws {
        let fee = Fee(key: "f", name: "Fee", per: .order, charge: .amount(1_000))
        let half = RefundPolicy(
            tiers: [RefundPolicy.Tier(before: 0, points: 5_000)],
            refundsFees: true
        )
        var show = OrderHall(
            .drawn("AAA"),
            terms: {
                $0.prices = [10_000]
                $0.checkout = CheckoutTerms(categories: ["A"], fees: [fee], refunds: half)
            }
        )
        show.bring(1, 0, 1)
        show.hear("p", of: 1, .captured)
        show.cancel(1, 0)
        try #require(show.edit(.drawn("AA"), remap: [nil, 0, 1]).isSuccess)
        #expect(show.record(1).quote.total == 21_000)
        show.cancel(1)
        #expect(show.record(1).refunds.map(\.amount) == [5_000, 5_500])
        try show.checkRebuilding()
    }

    @Test func `a show with too many bookings takes no more holds, and starts again`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hall.pass(1_800_001)
        show.hall.lapse()
        for number in 0..<Limits.holdsPerShow { show.hall.state.addCancelledBooking(number) }
        #expect(show.hall.hold(2, 1).refusal == .illegalState(.tooManyHolds))
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .refunding)
        #expect(show.record(1).reason == .lateNothingFree)
        #expect(try ShowState(decoding: show.state.encoded()) == show.state)
        show.hall.state.addCancelledBooking(Limits.holdsPerShow)
        #expect(throws: CodecError.malformed("bookings")) {
            try ShowState(decoding: show.state.encoded())
        }
    }
}

extension ShowState {
    /// What is left of a booking all of whose seats were given back.
    fileprivate mutating func addCancelledBooking(_ number: Int) {
        let hold = HoldRecord(
            id: .number(2_000_000 + number),
            hasHolder: false,
            seats: SeatList(),
            deadline: .start,
            acquired: .start,
            expiresAt: WallTime(rawValue: 0),
            version: version,
            priceTable: 0,
            state: .booked
        )
        let record = CancellationRecord(
            seats: .at(0),
            left: 0,
            version: version,
            at: WallTime(rawValue: 0),
            reason: .operatorCancelled,
            refund: nil,
            amount: 0
        )
        bookings.add(
            BookingRecord(
                id: .number(2_000_000 + number),
                slot: holds.addBooked(hold, holder: nil),
                reference: "",
                version: version,
                createdAt: WallTime(rawValue: 0),
                cancellations: [record]
            )
        )
    }
}
