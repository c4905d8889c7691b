/// A show's prices as they were at some time; a hold keeps to the one it was made under.
package final class PriceTable: Sendable {
    /// Minor units by category ordinal; nil: not for sale.
    package let prices: [Int64?]
    /// ISO 4217.
    package let currency: String
    /// Prices that seats kept when their layout changed under them: they win over `prices`.
    package let bySeat: [SeatIndex: Int64]

    package init(prices: [Int64?], currency: String, bySeat: [SeatIndex: Int64] = [:]) {
        self.prices = prices
        self.currency = currency
        self.bySeat = bySeat
    }

    /// The price of a seat of that category, minor units; nil: not for sale.
    package func price(of seat: SeatIndex, category: UInt8) -> Int64? {
        if !bySeat.isEmpty, let kept = bySeat[seat] { return kept }
        return Int(category) < prices.count ? prices[Int(category)] : nil
    }

    /// The sum over `seats`, minor units.
    package func total(of seats: SeatList, plan: SeatPlan) -> Int64 {
        var sum: Int64 = 0
        for seat in seats { sum += price(of: seat, category: plan.category(of: seat)) ?? 0 }
        return sum
    }
}

extension PriceTable: Equatable {
    package static func == (a: PriceTable, b: PriceTable) -> Bool {
        a === b || (a.prices == b.prices && a.currency == b.currency && a.bySeat == b.bySeat)
    }
}
