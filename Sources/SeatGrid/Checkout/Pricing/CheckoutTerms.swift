/// What an order of a show costs beyond the categories' prices, and what of it is given back.
///
/// Immutable and shared: a price table holds it, so that a hold keeps to the terms it was made
/// under.
package final class CheckoutTerms: Sendable {
    /// The keys of the categories, whose ordinals ticket types and promotions speak of.
    package let categories: [String]
    /// The first is the usual one; empty: every seat costs its category's price.
    package let ticketTypes: [TicketType]
    package let fees: [Fee]
    package let taxes: [Tax]
    package let rounding: Rounding
    package let promotions: [Promotion]
    package let refunds: RefundPolicy

    package init(
        categories: [String],
        ticketTypes: [TicketType] = [],
        fees: [Fee] = [],
        taxes: [Tax] = [],
        rounding: Rounding = .standard,
        promotions: [Promotion] = [],
        refunds: RefundPolicy = .untilStart
    ) {
        self.categories = categories
        self.ticketTypes = ticketTypes
        self.fees = fees
        self.taxes = taxes
        self.rounding = rounding
        self.promotions = promotions
        self.refunds = refunds
    }

    /// The ordinal of a ticket type; nil: there is none of that key.
    package func ticketType(ofKey key: String) -> UInt8? {
        ticketTypes.firstIndex { $0.key == key }.map { UInt8($0) }
    }

    /// The ordinal of a promotion, whose code may be given in small letters; nil: there is none.
    package func promotion(ofCode code: String) -> UInt16? {
        let code = code.uppercased()
        return promotions.firstIndex { $0.code == code }.map { UInt16($0) }
    }

    /// The same with its ordinals as `keys` has them. A ticket type is not sold in a category that
    /// the terms do not have.
    ///
    /// - Precondition: `keys` has all categories of the terms.
    package func arranged(for keys: [String]) -> CheckoutTerms {
        if keys == categories { return self }
        precondition(Set(keys).isSuperset(of: categories), "a category is gone")
        let places = keys.map { key in categories.firstIndex(of: key) }
        let types = ticketTypes.map { type in
            let prices = places.map { $0.flatMap { type.prices[$0] } }
            return TicketType(key: type.key, name: type.name, prices: prices)
        }
        let promotions = promotions.map { promotion in
            promotion.covering(
                keys.indices.filter { place in
                    places[place].map { promotion.categories.contains(UInt8($0)) } ?? false
                }.map { UInt8($0) }
            )
        }
        return CheckoutTerms(
            categories: keys,
            ticketTypes: types,
            fees: fees,
            taxes: taxes,
            rounding: rounding,
            promotions: promotions,
            refunds: refunds
        )
    }

    /// The price of a seat whose category costs `base`; nil: the type is not sold there.
    func price(ofType type: UInt8, category: UInt8, base: Int64) -> Int128? {
        if ticketTypes.isEmpty { return Int128(base) }
        let prices = ticketTypes[Int(type)].prices
        guard Int(category) < prices.count, let charge = prices[Int(category)] else { return nil }
        return charge.amount(of: base, rounding)
    }
}

extension CheckoutTerms: Hashable {
    package static func == (a: CheckoutTerms, b: CheckoutTerms) -> Bool {
        a === b
            || (a.categories == b.categories && a.ticketTypes == b.ticketTypes
                && a.fees == b.fees && a.taxes == b.taxes && a.rounding == b.rounding
                && a.promotions == b.promotions && a.refunds == b.refunds)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(categories)
        hasher.combine(ticketTypes)
        hasher.combine(fees)
        hasher.combine(taxes)
        hasher.combine(rounding)
        hasher.combine(promotions)
        hasher.combine(refunds)
    }
}
