/// A show's prices as they were at some time; a hold keeps to the one it was made under.
package final class PriceTable: Sendable {
    /// Minor units by category ordinal; nil: not for sale.
    package let prices: [Int64?]
    /// ISO 4217.
    package let currency: String
    /// Prices that seats kept when their layout changed under them: they win over `prices`.
    package let bySeat: [SeatIndex: Kept]
    /// What an order costs besides; nil: the prices alone, all given back till the show starts.
    package let checkout: CheckoutTerms?

    /// What a seat kept when its layout changed.
    package struct Kept: Equatable, Sendable {
        /// Minor units.
        package var price: Int64
        /// The category that it had, by the ordinals of `checkout`; nil: nobody asks.
        package var category: UInt8?

        package init(price: Int64, category: UInt8? = nil) {
            self.price = price
            self.category = category
        }
    }

    package init(
        prices: [Int64?],
        currency: String,
        bySeat: [SeatIndex: Kept] = [:],
        checkout: CheckoutTerms? = nil
    ) {
        self.prices = prices
        self.currency = currency
        self.bySeat = bySeat
        self.checkout = checkout
    }

    /// The price of a seat of that category, minor units; nil: not for sale.
    package func price(of seat: SeatIndex, category: UInt8) -> Int64? {
        if !bySeat.isEmpty, let kept = bySeat[seat] { return kept.price }
        return Int(category) < prices.count ? prices[Int(category)] : nil
    }

    /// What the seat keeps when its layout changes; nil: it is not for sale.
    func kept(_ seat: SeatIndex, category: UInt8) -> Kept? {
        guard let price = price(of: seat, category: category) else { return nil }
        let known = checkout.map { _ in self.category(of: seat, now: category) }
        return Kept(price: price, category: known)
    }

    /// The category by which `checkout` prices a seat that is of category `now` in its layout.
    func category(of seat: SeatIndex, now: UInt8) -> UInt8 {
        if !bySeat.isEmpty, let kept = bySeat[seat]?.category { return kept }
        return now
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
        a === b
            || (a.prices == b.prices && a.currency == b.currency && a.bySeat == b.bySeat
                && a.checkout == b.checkout)
    }
}
