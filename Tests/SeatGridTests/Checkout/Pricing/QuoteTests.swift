import Testing

@testable import SeatGrid

/// What an order costs.
@Suite struct QuoteTests {
    private typealias Make = PricingSamples

    @Test func `without terms an order costs its seats`() throws {
        let quote = try Make.table(nil).quote(Make.seats(0, 1))
        #expect(quote.total == 40_000)
        #expect(quote.currency == "INR")
        #expect(quote.lines.map(\.key) == ["standard", "standard"])
        #expect(quote.lines.map(\.seat) == [SeatIndex(0), SeatIndex(1)])
    }

    @Test func `a ticket type costs an amount or a part of the category's price`() throws {
        let table = Make.table(Make.terms(ticketTypes: [Make.adult, Make.child, Make.student]))
        #expect(try table.quote(Make.seats(0, 1)).amounts(.seat) == [25_000, 15_000])
        #expect(try table.quote(Make.seats(0, type: 1)).amounts(.seat) == [12_500])
        #expect(try table.quote(Make.seats(0, 1, type: 2)).amounts(.seat) == [19_999, 9_999])
        #expect(throws: Refusal.ruleViolation(.ticketTypeNotSold, suggestion: nil)) {
            try table.quote(Make.seats(1, type: 1))
        }
        #expect(throws: Refusal.invalid(.unknownTicketType)) {
            try table.quote(Make.seats(0, type: 3))
        }
        #expect(try table.ticketType(ofKey: "student") == 2)
        #expect(throws: Refusal.invalid(.unknownTicketType)) { try table.ticketType(ofKey: "x") }
        #expect(throws: Refusal.invalid(.unknownTicketType)) {
            try Make.table(nil).ticketType(ofKey: "adult")
        }
    }

    @Test func `fees and taxes are lines of the seat or of the order`() throws {
        let terms = Make.terms(fees: [Make.convenience, Make.handling], taxes: [Make.gst])
        let quote = try Make.table(terms).quote(Make.seats(0, 1))
        let expected: [(Quote.Kind, String, Int?, Int64, String?)] = [
            (.seat, "standard", 0, 25_000, nil), (.tax, "gst", 0, 4_500, nil),
            (.fee, "convenience", 0, 2_950, nil), (.tax, "gst", 0, 531, "convenience"),
            (.seat, "standard", 1, 15_000, nil), (.tax, "gst", 1, 2_700, nil),
            (.fee, "convenience", 1, 2_950, nil), (.tax, "gst", 1, 531, "convenience"),
            (.fee, "handling", nil, 600, nil), (.tax, "gst", nil, 108, "handling"),
        ]
        #expect(quote.lines.count == expected.count)
        for (line, want) in zip(quote.lines, expected) {
            #expect(line.kind == want.0 && line.key == want.1 && line.amount == want.3)
            #expect(line.seat == want.2.map { SeatIndex($0) } && line.fee == want.4)
        }
        #expect(quote.total == 54_870)
    }

    @Test func `an included tax is shown and not added`() throws {
        let taxes = [
            Tax(key: "cgst", name: "CGST", points: 900, isIncluded: true),
            Tax(key: "sgst", name: "SGST", points: 900, isIncluded: true),
        ]
        let quote = try Make.table(Make.terms(taxes: taxes)).quote(Make.seats(0))
        // 25,000 * 9 / 118 = 1,906.78
        #expect(quote.amounts(.includedTax) == [1_907, 1_907])
        #expect(quote.total == 25_000)
        let both = taxes + [Tax(key: "cess", name: "Cess", points: 1_000)]
        let mixed = try Make.table(Make.terms(taxes: both)).quote(Make.seats(0))
        #expect(mixed.amounts(.tax) == [2_119], "of what the price is without the included taxes")
        #expect(mixed.total == 27_119)
    }

    @Test func `a discount lowers the seats and their taxes, and never the fees`() throws {
        let terms = Make.terms(
            fees: [Fee(key: "f", name: "F", per: .seat, charge: .points(1_000))],
            taxes: [Tax(key: "t", name: "T", points: 1_000)],
            promotions: [Make.half]
        )
        let quote = try Make.table(terms).quote(Make.seats(0, 1), promotion: Make.use(0))
        #expect(quote.amounts(.seat) == [25_000, 15_000])
        #expect(quote.amounts(.discount) == [-12_500, -7_500])
        #expect(quote.amounts(.tax) == [1_250, 750])
        #expect(quote.amounts(.fee) == [2_500, 1_500])
        #expect(quote.promotion == 0)
    }

    @Test func `an amount off is shared to the last paisa, and is never more than the seats`()
        throws
    {
        func terms(_ off: Int64) -> CheckoutTerms {
            Make.terms(
                promotions: [Promotion(code: "OFF", name: "Off", discount: .amount(off))]
            )
        }
        let seats = Make.seats(0, 0, 0)
        let quote = try Make.table(terms(100)).quote(seats, promotion: Make.use(0))
        #expect(quote.amounts(.discount) == [-34, -33, -33])
        let free = try Make.table(terms(1_000_000)).quote(seats, promotion: Make.use(0))
        #expect(free.total == 0)
        #expect(free.amounts(.discount) == [-25_000, -25_000, -25_000])
    }

    @Test func `rounding is the terms' one rule, a line by itself`() throws {
        func taxes(_ mode: Rounding.Mode, _ unit: Int64, price: Int64) throws -> [Int64] {
            let terms = Make.terms(
                taxes: [Tax(key: "t", name: "T", points: 5_000)],
                rounding: Rounding(mode: mode, unit: unit)
            )
            return try Make.table(terms, prices: [price]).quote(Make.seats(0, 0)).amounts(.tax)
        }
        #expect(try taxes(.halfUp, 1, price: 5) == [3, 3], "2.5 twice, not 5 once")
        #expect(try taxes(.halfEven, 1, price: 5) == [2, 2])
        #expect(try taxes(.halfEven, 1, price: 7) == [4, 4])
        #expect(try taxes(.up, 100, price: 202) == [200, 200])
        #expect(try taxes(.down, 100, price: 398) == [100, 100])
        #expect(try taxes(.halfUp, 100, price: 300) == [200, 200])
        #expect(Rounding.standard == Rounding(mode: .halfUp, unit: 1))
    }

    @Test func `seats that a layout change moved keep price and category`() throws {
        let table = Make.table(
            Make.terms(ticketTypes: [Make.adult, Make.child]),
            prices: [],
            bySeat: [SeatIndex(0): PriceTable.Kept(price: 20_000, category: 0)]
        )
        // Category 1, where no child's ticket is sold, is what the seat has now.
        #expect(try table.quote(Make.seats(1, type: 1)).total == 10_000)
    }

    @Test func `what is no order is refused`() {
        let table = Make.table(Make.full, prices: [25_000, nil])
        #expect(throws: Refusal.invalid(.noSeats)) { try table.quote([]) }
        #expect(throws: Refusal.invalid(.seatTwice)) {
            try table.quote(Make.seats(0) + Make.seats(0))
        }
        let many = (0...Limits.seatsPerHold).map { SeatChoice(seat: SeatIndex($0), category: 0) }
        #expect(throws: Refusal.invalid(.tooManySeats)) { try table.quote(many) }
        let conflict = SeatConflict(seat: SeatIndex(0), reason: .blocked)
        #expect(throws: Refusal.seatsUnavailable(conflicts: [conflict], suggestion: nil)) {
            try table.quote(Make.seats(1))
        }
    }

    @Test func `the dearest order is refused, not miscounted`() throws {
        let fees = (0..<Limits.fees).map {
            Fee(key: "f\($0)", name: "F", per: .order, charge: .points(Limits.points))
        }
        let taxes = [Tax(key: "t", name: "T", points: Limits.points, fees: [0, 1, 2])]
        let terms = Make.terms(fees: fees, taxes: taxes)
        let seats = (0..<Limits.seatsPerHold).map {
            SeatChoice(seat: SeatIndex($0), category: 0)
        }
        for price in [Limits.amount, Limits.amount + 1, Limits.amount / 100, 1 << 50, -1, .min] {
            #expect(throws: Refusal.invalid(.totalTooHigh)) {
                try Make.table(terms, prices: [price]).quote(seats)
            }
        }
        #expect(try Make.table(nil, prices: [Limits.amount]).quote(Make.seats(0)).total > 0)
    }

    @Test func `the longest order is quoted`() throws {
        let fees = (0..<Limits.fees).map {
            Fee(key: "f\($0)", name: "F", per: .seat, charge: .amount(1_000))
        }
        let ordinals = fees.indices.map(UInt8.init)
        let taxes = (0..<Limits.taxes).map {
            Tax(key: "t\($0)", name: "T", points: 100, fees: ordinals)
        }
        let terms = Make.terms(fees: fees, taxes: taxes, promotions: [Make.half])
        #expect(terms.isSound)
        let seats = (0..<Limits.seatsPerHold).map {
            SeatChoice(seat: SeatIndex($0), category: 0)
        }
        let quote = try Make.table(terms).quote(seats, promotion: Make.use(0))
        #expect(quote.lines.count == 100 * (2 + 8 + 8 * 9))
    }

    @Test(arguments: UInt64(1)...200)
    func `whatever the terms, a bill adds up and no part of it is negative`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<20 {
            let (table, seats, use) = PricingSamples.random(&random)
            let quote = try table.quote(seats, promotion: use)
            #expect(quote.isSound)
            #expect(quote == (try table.quote(seats, promotion: use)))
            #expect(quote.seats == Set(seats.map(\.seat)))
            for seat in seats {
                let lines = quote.lines.filter { $0.seat == seat.seat }
                let price = lines.filter { $0.kind == .seat || $0.kind == .discount }
                #expect(price.reduce(0) { $0 + $1.amount } >= 0)
                #expect(lines.allSatisfy { $0.amount >= 0 || $0.kind == .discount })
                let included = lines.filter { $0.isIncluded && $0.fee == nil }
                #expect(
                    included.reduce(0) { $0 + $1.amount } <= price.reduce(0) { $0 + $1.amount }
                )
            }
            guard use != nil, let promotion = table.checkout?.promotions[0] else { continue }
            let sum = quote.amounts(.seat).reduce(0, +)
            let off = promotion.discount.amount(of: sum, table.checkout?.rounding ?? .standard)
            #expect(-quote.amounts(.discount).reduce(0, +) == Int64(min(off, Int128(sum))))
        }
    }

    @Test(arguments: UInt64(1)...200)
    func `shares sum to the whole and differ from proportion by less than a unit`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let weights = (0..<Int.random(in: 1...20, using: &random)).map { _ in
            Int64.random(
                in: 0...[1, 10, 25_000, Limits.amount].randomElement(using: &random)!,
                using: &random
            )
        }
        let sum = weights.reduce(0, +)
        let total = Int64.random(in: 0...sum, using: &random)
        let shares = Allocation.shares(of: total, by: weights)
        #expect(shares.reduce(0, +) == total)
        for (share, weight) in zip(shares, weights) {
            #expect(0...weight ~= share)
            let distance = Int128(share) * Int128(sum) - Int128(total) * Int128(weight)
            #expect(distance.magnitude < max(sum, 1).magnitude)
        }
    }
}
