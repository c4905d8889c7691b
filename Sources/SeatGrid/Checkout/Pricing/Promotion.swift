/// A code that makes seats cheaper, for some people, for a while.
package struct Promotion: Hashable, Sendable {
    /// Unique in the terms: capitals, digits, `_` and `-`.
    package let code: String
    package let name: String
    /// What it takes off the sum of its seats, never more than that sum.
    package let discount: Charge
    /// nil: from the beginning.
    package let validFrom: WallTime?
    /// No longer valid at this time; nil: for ever.
    package let validUntil: WallTime?
    /// How many of its seats an order must have.
    package let minSeats: UInt8
    /// The terms' category ordinals of its seats, ascending; empty: all.
    package let categories: [UInt8]
    /// How many orders of one show may use it; nil: any number.
    package let maxUses: UInt32?
    /// How many orders of one holder may use it in one show; nil: any number.
    package let maxUsesPerHolder: UInt32?

    package init(
        code: String,
        name: String,
        discount: Charge,
        validFrom: WallTime? = nil,
        validUntil: WallTime? = nil,
        minSeats: UInt8 = 1,
        categories: [UInt8] = [],
        maxUses: UInt32? = nil,
        maxUsesPerHolder: UInt32? = nil
    ) {
        self.code = code
        self.name = name
        self.discount = discount
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.minSeats = minSeats
        self.categories = categories
        self.maxUses = maxUses
        self.maxUsesPerHolder = maxUsesPerHolder
    }

    /// The same for seats of other categories.
    func covering(_ categories: [UInt8]) -> Promotion {
        Promotion(
            code: code,
            name: name,
            discount: discount,
            validFrom: validFrom,
            validUntil: validUntil,
            minSeats: minSeats,
            categories: categories,
            maxUses: maxUses,
            maxUsesPerHolder: maxUsesPerHolder
        )
    }

    /// Whether seats of that category become cheaper by it.
    func covers(_ category: UInt8) -> Bool { categories.isEmpty || categories.contains(category) }

    /// Refuses a use that the promotion's conditions do not allow.
    ///
    /// - Parameter seats: how many of the order's seats it covers.
    func check(_ use: PromotionUse, seats: Int) throws(Refusal) {
        if let validFrom, use.at < validFrom { throw .ruleViolation(.promoNotYetValid) }
        if let validUntil, use.at >= validUntil { throw .ruleViolation(.promoExpired) }
        guard seats > 0 else { throw .ruleViolation(.promoOtherSeats) }
        guard seats >= Int(minSeats) else { throw .ruleViolation(.promoMinSeats) }
        if let maxUses, use.usesSoFar >= Int(maxUses) { throw .ruleViolation(.promoExhausted) }
        guard let maxUsesPerHolder else { return }
        guard let uses = use.usesOfHolder else { throw .ruleViolation(.promoNeedsHolder) }
        guard uses < Int(maxUsesPerHolder) else { throw .ruleViolation(.promoHolderLimit) }
    }
}

/// A promotion that an order wants to use, and how often that was done before.
package struct PromotionUse: Equatable, Sendable {
    /// Its ordinal in the terms: `PriceTable.promotion(ofCode:)`.
    package let promotion: UInt16
    package let at: WallTime
    /// Orders of the show that have used it and still count.
    package let usesSoFar: Int
    /// The same of this holder alone; nil: nobody knows who it is, so that a promotion with a limit
    /// per holder is refused.
    package let usesOfHolder: Int?

    package init(promotion: UInt16, at: WallTime, usesSoFar: Int, usesOfHolder: Int?) {
        self.promotion = promotion
        self.at = at
        self.usesSoFar = usesSoFar
        self.usesOfHolder = usesOfHolder
    }
}

extension Refusal {
    /// A broken rule for which no other seats can be proposed.
    static func ruleViolation(_ rule: SaleRule) -> Refusal {
        .ruleViolation(rule, suggestion: nil)
    }
}
