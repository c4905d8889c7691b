// A show's checkout terms, in events and in snapshots (docs/FORMAT.md, "Checkout terms").

extension ByteSink {
    mutating func put(_ terms: CheckoutTerms) {
        put(UInt8(terms.categories.count))
        for key in terms.categories { put(short: key) }
        put(UInt8(terms.ticketTypes.count))
        for type in terms.ticketTypes {
            put(short: type.key)
            put(short: type.name)
            // As many as there are categories.
            for charge in type.prices { put(charge) }
        }
        put(UInt8(terms.fees.count))
        for fee in terms.fees {
            put(short: fee.key)
            put(short: fee.name)
            put(fee.per.rawValue)
            put(fee.charge)
        }
        put(UInt8(terms.taxes.count))
        for tax in terms.taxes { put(tax) }
        put(terms.rounding.mode.rawValue)
        put(terms.rounding.unit)
        put(UInt8(terms.promotions.count))
        for promotion in terms.promotions { put(promotion) }
        put(UInt8(terms.refunds.tiers.count))
        for tier in terms.refunds.tiers {
            put(tier.before)
            put(tier.points)
        }
        put(terms.refunds.refundsFees)
    }

    private mutating func put(_ charge: Charge?) {
        switch charge {
        case nil: put(UInt8(0))
        case .amount(let amount):
            put(UInt8(1))
            put(amount)
        case .points(let points):
            put(UInt8(2))
            put(points)
        }
    }

    private mutating func put(_ tax: Tax) {
        put(short: tax.key)
        put(short: tax.name)
        put(tax.points)
        put(tax.isOnSeats)
        put(ordinals: tax.fees)
        put(tax.isIncluded)
    }

    private mutating func put(_ promotion: Promotion) {
        put(short: promotion.code)
        put(short: promotion.name)
        put(promotion.discount)
        put(promotion.validFrom)
        put(promotion.validUntil)
        put(promotion.minSeats)
        put(ordinals: promotion.categories)
        put(limit: promotion.maxUses)
        put(limit: promotion.maxUsesPerHolder)
    }

    private mutating func put(ordinals: [UInt8]) {
        put(UInt8(ordinals.count))
        put(bytes: ordinals)
    }

    private mutating func put(limit: UInt32?) {
        put(limit != nil)
        if let limit { put(limit) }
    }
}

extension ByteReader {
    /// Terms that are sound.
    mutating func checkoutTerms() throws(CodecError) -> CheckoutTerms {
        var categories: [String] = []
        for _ in 0..<(unsafe try u8()) { categories.append(unsafe try shortText()) }
        var types: [TicketType] = []
        for _ in 0..<(unsafe try u8()) {
            types.append(unsafe try ticketType(categories: categories.count))
        }
        var fees: [Fee] = []
        for _ in 0..<(unsafe try u8()) { fees.append(unsafe try fee()) }
        var taxes: [Tax] = []
        for _ in 0..<(unsafe try u8()) { taxes.append(unsafe try tax()) }
        let rounding = unsafe try rounding()
        var promotions: [Promotion] = []
        for _ in 0..<(unsafe try u8()) { promotions.append(unsafe try promotion()) }
        let terms = CheckoutTerms(
            categories: categories,
            ticketTypes: types,
            fees: fees,
            taxes: taxes,
            rounding: rounding,
            promotions: promotions,
            refunds: unsafe try refundPolicy()
        )
        guard terms.isSound else { throw .malformed("checkout") }
        return terms
    }

    private mutating func ticketType(categories: Int) throws(CodecError) -> TicketType {
        let key = unsafe try shortText()
        let name = unsafe try shortText()
        var prices: [Charge?] = []
        for _ in 0..<categories { prices.append(unsafe try optionalCharge()) }
        return TicketType(key: key, name: name, prices: prices)
    }

    private mutating func fee() throws(CodecError) -> Fee {
        let key = unsafe try shortText()
        let name = unsafe try shortText()
        guard let per = Fee.Per(rawValue: unsafe try u8()) else { throw .malformed("fee") }
        return Fee(key: key, name: name, per: per, charge: unsafe try charge())
    }

    private mutating func tax() throws(CodecError) -> Tax {
        unsafe Tax(
            key: try shortText(),
            name: try shortText(),
            points: try u32(),
            isOnSeats: try flag(),
            fees: try bytes(Int(try u8())),
            isIncluded: try flag()
        )
    }

    private mutating func rounding() throws(CodecError) -> Rounding {
        guard let mode = Rounding.Mode(rawValue: unsafe try u8()) else {
            throw .malformed("rounding")
        }
        return Rounding(mode: mode, unit: unsafe try i64())
    }

    private mutating func promotion() throws(CodecError) -> Promotion {
        unsafe Promotion(
            code: try shortText(),
            name: try shortText(),
            discount: try charge(),
            validFrom: try optionalWall(),
            validUntil: try optionalWall(),
            minSeats: try u8(),
            categories: try bytes(Int(try u8())),
            maxUses: try limit(),
            maxUsesPerHolder: try limit()
        )
    }

    private mutating func refundPolicy() throws(CodecError) -> RefundPolicy {
        var tiers: [RefundPolicy.Tier] = []
        for _ in 0..<(unsafe try u8()) {
            tiers.append(unsafe RefundPolicy.Tier(before: try i64(), points: try u32()))
        }
        return RefundPolicy(tiers: tiers, refundsFees: unsafe try flag())
    }

    private mutating func charge() throws(CodecError) -> Charge {
        guard let charge = unsafe try optionalCharge() else { throw .malformed("charge") }
        return charge
    }

    private mutating func optionalCharge() throws(CodecError) -> Charge? {
        switch unsafe try u8() {
        case 0: return nil
        case 1: return .amount(unsafe try i64())
        case 2: return .points(unsafe try u32())
        default: throw .malformed("charge")
        }
    }

    private mutating func limit() throws(CodecError) -> UInt32? {
        unsafe try flag() ? try u32() : nil
    }
}
