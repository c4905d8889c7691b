import Testing

@testable import SeatGrid

/// Who may use a promotion, when and for what.
@Suite struct PromotionTests {
    private typealias Make = PricingSamples

    /// Gold seats alone, two at the least, valid for 100 hours, 100 times, once a holder.
    private static let limited: UInt16 = 1
    private let table = Make.table(Make.full)

    private func refusal(of use: PromotionUse, _ seats: [SeatChoice]) -> SaleRule? {
        do {
            _ = try table.quote(seats, promotion: use)
            return nil
        } catch .ruleViolation(let rule, _) {
            return rule
        } catch {
            return .maxSeats
        }
    }

    @Test func `each condition has its own refusal`() {
        let gold = Make.seats(0, 0)
        let number = Self.limited
        #expect(refusal(of: Make.use(number), gold) == nil)
        let begin = Make.start.advanced(by: -100 * Make.hour)
        let early = begin.advanced(by: -1)
        #expect(refusal(of: Make.use(number, at: early), gold) == .promoNotYetValid)
        #expect(refusal(of: Make.use(number, at: begin), gold) == nil)
        #expect(refusal(of: Make.use(number, at: Make.start), gold) == .promoExpired)
        let last = Make.start.advanced(by: -1)
        #expect(refusal(of: Make.use(number, at: last), gold) == nil)
        #expect(refusal(of: Make.use(number, usesSoFar: 99), gold) == nil)
        #expect(refusal(of: Make.use(number, usesSoFar: 100), gold) == .promoExhausted)
        #expect(refusal(of: Make.use(number, usesOfHolder: 1), gold) == .promoHolderLimit)
        #expect(refusal(of: Make.use(number, usesOfHolder: nil), gold) == .promoNeedsHolder)
        #expect(refusal(of: Make.use(number), Make.seats(0, 1)) == .promoMinSeats)
        #expect(refusal(of: Make.use(number), Make.seats(1, 1)) == .promoOtherSeats)
        #expect(refusal(of: Make.use(0, usesSoFar: .max, usesOfHolder: nil), gold) == nil)
    }

    @Test func `only the seats it is for become cheaper`() throws {
        let quote = try table.quote(Make.seats(1, 0, 0), promotion: Make.use(Self.limited))
        let discounted = quote.lines.filter { $0.kind == .discount }
        #expect(discounted.map(\.seat) == [SeatIndex(1), SeatIndex(2)])
        #expect(discounted.map(\.amount) == [-2_500, -2_500])
    }

    @Test func `a code is found in capitals or not, and an unknown one is refused`() throws {
        #expect(try table.promotion(ofCode: "gold-50") == 1)
        #expect(try table.promotion(ofCode: "HALF") == 0)
        #expect(throws: Refusal.invalid(.unknownPromotion)) {
            try table.promotion(ofCode: "HALF ")
        }
        #expect(throws: Refusal.invalid(.unknownPromotion)) {
            try Make.table(nil).promotion(ofCode: "HALF")
        }
        #expect(throws: Refusal.invalid(.unknownPromotion)) {
            try table.quote(Make.seats(0), promotion: Make.use(2))
        }
    }
}
