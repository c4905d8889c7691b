import Testing

@testable import SeatGrid

/// A show's checkout terms: a hold keeps those it was made under, whatever comes.
@Suite struct TermsInShowTests {
    /// Two gold rows, one silver.
    private static let plan = SeatPlan.drawn("AAAA", "AAAA", "BBBB")
    private var hall = TestHall(Self.plan, prices: PricingSamples.prices)

    private func terms(_ checkout: CheckoutTerms?) -> ShowTerms {
        var terms = TestHall.terms(Self.plan, prices: PricingSamples.prices)
        terms.checkout = checkout
        return terms
    }

    private func prices(of hold: Int) throws -> PriceTable {
        try #require(hall.state.hold(.number(hold), at: hall.time)).prices
    }

    private mutating func configure(_ terms: ShowTerms, remap: [UInt16?]? = nil) throws {
        try #require(
            hall.run(.configure(Configuration(terms: terms, remap: remap))).isSuccess
        )
    }

    /// The same state from its events' bytes and from its own.
    private func checkReplay() throws {
        var replayed = ShowState()
        for event in hall.events {
            let bytes = EventCodec.encoded(event, show: ShowID("sh"))
            replayed.apply(try EventCodec.decode(bytes, schema: EventCodec.schema(of: event)).event)
        }
        #expect(replayed == hall.state)
        let read = try ShowState(decoding: hall.state.encoded())
        #expect(read == hall.state)
        let known = read.priceTables.compactMap(\.checkout)
        #expect(known.allSatisfy { one in known.allSatisfy { $0 === one || $0 != one } })
    }

    @Test mutating func `terms are part of a price table's identity`() throws {
        hall.hold(1, 0)
        try configure(terms(PricingSamples.full))
        hall.hold(2, 1)
        try configure(terms(nil))
        hall.hold(3, 2)
        #expect(try prices(of: 1).checkout == nil)
        #expect(try prices(of: 2).checkout == PricingSamples.full)
        #expect(try prices(of: 3) == prices(of: 1))
        #expect(hall.state.priceTables.count == 2)
        try checkReplay()
    }

    @Test mutating func `a moved seat costs by the category it was held in, move after move`()
        throws
    {
        try configure(terms(PricingSamples.full))
        hall.hold(1, 0)
        for _ in 0..<2 {
            // The first row becomes the last, of silver.
            let turned = (0..<12).map { UInt16(11 - $0) }
            try configure(terms(PricingSamples.full), remap: turned)
            let seat = try #require(hall.state.hold(.number(1), at: hall.time)).seats[0]
            // A child's ticket is half of gold's price, and not sold in silver.
            let choice = SeatChoice(
                seat: seat,
                category: Self.plan.category(of: seat),
                ticketType: 1
            )
            #expect(try prices(of: 1).quote([choice]).amounts(.seat) == [12_500])
            try checkReplay()
        }
    }

    @Test mutating func `records without checkout are as ever`() throws {
        try configure(terms(nil))
        #expect(hall.events.allSatisfy { EventCodec.schema(of: $0) == 1 })
        var late = terms(nil)
        late.startsAt = late.salesClose.advanced(by: 1)
        try configure(late)
        try configure(terms(PricingSamples.full))
        #expect(hall.events.suffix(2).map { EventCodec.schema(of: $0) } == [3, 3])
        #expect(hall.state.terms?.startsAt == hall.state.terms?.salesClose)
        try checkReplay()
    }

    @Test mutating func `terms that do not fit the show are refused`() {
        for checkout in [
            CheckoutTerms(categories: ["gold"]),
            PricingSamples.terms(rounding: Rounding(mode: .up, unit: 0)),
            PricingSamples.terms(promotions: [PricingSamples.half, PricingSamples.half]),
        ] {
            let configuration = Configuration(terms: terms(checkout))
            #expect(hall.run(.configure(configuration)).refusal == .invalid(.badConfiguration))
        }
    }

    @Test func `ordinals follow the categories into a layout's order`() throws {
        let seats = PricingSamples.full.arranged(for: ["silver", "box", "gold"])
        #expect(seats.isSound)
        #expect(seats.ticketTypes[1].prices == [nil, nil, .points(5_000)])
        #expect(seats.promotions.map(\.categories) == [[], [2]])
        #expect(PricingSamples.full.arranged(for: ["gold", "silver"]) === PricingSamples.full)
    }
}
