import Testing

@testable import SeatGrid

/// How often a promotion is used, whatever becomes of the terms it stands in.
@Suite struct OrderPromotionTests {
    private static func terms(_ promotions: [Promotion]) -> CheckoutTerms {
        CheckoutTerms(categories: ["A", "B"], promotions: promotions)
    }

    private static func promotion(
        _ code: String,
        maxUses: UInt32? = nil,
        perHolder: UInt32? = nil
    ) -> Promotion {
        Promotion(
            code: code,
            name: code,
            discount: .points(5_000),
            maxUses: maxUses,
            maxUsesPerHolder: perHolder
        )
    }

    private static let once = promotion("ONCE", maxUses: 1)

    private func hall(_ promotions: [Promotion]) -> OrderHall {
        OrderHall(
            terms: {
                $0.prices = [1_000, 2_000]
                $0.checkout = Self.terms(promotions)
            }
        )
    }

    private func change(_ show: inout OrderHall, to promotions: [Promotion]) throws {
        var terms = try #require(show.state.terms)
        terms.revision += 1
        terms.checkout = Self.terms(promotions)
        try #require(show.hall.run(.configure(Configuration(terms: terms))).isSuccess)
    }

    @Test func `a promotion's uses are counted across a change of terms`() throws {
        var show = hall([Self.once])
        show.hall.hold(1, 0)
        #expect(try show.order(1, of: 1, promotion: "once").get().quote.promotion == 0)
        // Another one stands in its place now; it has another ordinal, and so has the price table.
        try change(&show, to: [Self.promotion("NEW", maxUses: 1), Self.once])
        show.hall.hold(2, 1)
        #expect(throws: Refusal.ruleViolation(.promoExhausted, suggestion: nil)) {
            try show.order(2, of: 2, promotion: "ONCE").get()
        }
        #expect(try show.order(2, of: 2, promotion: "NEW").get().quote.promotion == 0)
        #expect(show.state.orders.uses(of: "ONCE") == 1)
        #expect(show.state.orders.uses(of: "NEW") == 1)
        try show.checkRebuilding()
    }

    @Test func `a holder's uses are counted across a change of terms`() throws {
        let limited = Self.promotion("MINE", perHolder: 1)
        var show = hall([limited])
        for number in 1...2 {
            let request = HoldRequest(
                id: .number(number),
                selection: .seats(SeatList([SeatIndex(number)])),
                holder: HolderID(Bits128(high: 1, low: 2))
            )
            if number == 2 { try change(&show, to: [Self.once, limited]) }
            try #require(show.hall.run(.hold(request)).isSuccess)
            let order = show.order(number, of: number, promotion: "MINE")
            if number == 1 {
                #expect(order.isSuccess)
            } else {
                #expect(order.refusal == .ruleViolation(.promoHolderLimit, suggestion: nil))
            }
        }
    }

    @Test func `an order given up without money does not use its promotion up`() throws {
        var show = hall([Self.once])
        show.hall.hold(1, 0)
        try #require(show.order(1, of: 1, promotion: "ONCE").isSuccess)
        show.hall.pass(600_001)
        #expect(try show.run(.notPaid(.number(1))).get().state == .expired)
        #expect(show.state.orders.uses(of: "ONCE") == 0)
        show.hall.hold(2, 1)
        #expect(show.order(2, of: 2, promotion: "ONCE").isSuccess)
    }

    @Test func `late money gets no promotion that others have used up meanwhile`() throws {
        var show = hall([Self.once])
        show.hall.hold(1, 0)
        try #require(show.order(1, of: 1, promotion: "ONCE").isSuccess)
        show.hall.pass(1_800_001)
        show.hall.lapse()
        show.hall.hold(2, 1)
        try #require(show.order(2, of: 2, promotion: "ONCE").isSuccess)
        show.hear("p", of: 1, .captured)
        #expect(show.record(1).state == .refunding)
        #expect(show.record(1).reason == .latePromotionUsed)
        #expect(show.state.orders.uses(of: "ONCE") == 1)
        // Once it is to be had again, so are the seats.
        show.hall.pass(1_800_001)
        show.hall.hold(3, 2)
        show.hall.pass(1)
        try #require(show.order(3, of: 3, promotion: "ONCE").isSuccess)
        show.hall.pass(1_800_001)
        show.hear("q", of: 3, .captured)
        #expect(show.record(3).state == .paid)
        #expect(show.state.orders.uses(of: "ONCE") == 1)
        try show.checkRebuilding()
    }

    @Test func `a bill that moves to other seats keeps which taxes are on fees`() throws {
        let fee = Fee(key: "f", name: "Fee", per: .seat, charge: .amount(1_000))
        let tax = Tax(key: "gst", name: "GST", points: 1_800, fees: [0])
        var show = OrderHall(
            terms: {
                $0.checkout = CheckoutTerms(categories: ["A", "B"], fees: [fee], taxes: [tax])
            }
        )
        show.bring(1, 0)
        show.hall.pass(1_800_001)
        show.hall.lapse()
        show.run(.notPaid(.number(1)))
        show.hall.hold(2, 0)
        #expect(try show.hear("p", of: 1, .authorized).get().reason == .lateEqualBlock)
        let record = show.record(1)
        #expect(record.seats != SeatList([SeatIndex(0)]))
        #expect(record.quote.lines.map(\.isFee) == [false, false, true, true])
    }
}
