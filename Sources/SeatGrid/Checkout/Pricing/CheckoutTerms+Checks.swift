extension CheckoutTerms {
    /// Whether all is within its bounds, no key is there twice, and each ordinal means something.
    var isSound: Bool {
        categories.count <= Limits.categories && Self.areKeys(categories)
            && ticketTypes.count <= Limits.ticketTypes && Self.areKeys(ticketTypes.map(\.key))
            && ticketTypes.allSatisfy(isSound)
            && fees.count <= Limits.fees && Self.areKeys(fees.map(\.key))
            && fees.allSatisfy { Self.isText($0.name) && $0.charge.isSound }
            && taxes.count <= Limits.taxes && Self.areKeys(taxes.map(\.key))
            && taxes.allSatisfy(isSound)
            && 1...Limits.roundingUnit ~= rounding.unit
            && promotions.count <= Limits.promotions && Self.areKeys(promotions.map(\.code))
            && promotions.allSatisfy(isSound)
            && refunds.isSound
    }

    private static func areKeys(_ keys: [String]) -> Bool {
        keys.allSatisfy(isText) && Set(keys).count == keys.count
    }

    private static func isText(_ text: String) -> Bool { text.utf8.count <= Limits.textBytes }

    private func isSound(_ type: TicketType) -> Bool {
        Self.isText(type.name) && type.prices.count == categories.count
            && type.prices.allSatisfy { $0?.isSound ?? true }
    }

    private func isSound(_ tax: Tax) -> Bool {
        Self.isText(tax.name) && tax.points <= Limits.points
            && Self.areOrdinals(tax.fees, below: fees.count)
    }

    private func isSound(_ promotion: Promotion) -> Bool {
        Self.isText(promotion.name) && promotion.discount.isSound
            && Self.areOrdinals(promotion.categories, below: categories.count)
            && promotion.code == promotion.code.uppercased()
            && 1...Limits.seatsPerHold ~= Int(promotion.minSeats)
    }

    private static func areOrdinals(_ ordinals: [UInt8], below count: Int) -> Bool {
        ordinals.allSatisfy { Int($0) < count }
            && zip(ordinals, ordinals.dropFirst()).allSatisfy { $0 < $1 }
    }
}

extension RefundPolicy {
    /// Whether its tiers are in order and give nobody more than all.
    var isSound: Bool {
        tiers.count <= Limits.refundTiers
            && tiers.allSatisfy { 0...Limits.refundTime ~= $0.before && $0.points <= Charge.whole }
            && zip(tiers, tiers.dropFirst()).allSatisfy { $0.before > $1.before }
    }
}
