extension PriceTable {
    /// What an order of these seats costs, line by line (docs/API.md, "What an order costs").
    ///
    /// Pure: the same seats under the same table always cost the same. Seats come in the order they
    /// are given, each with its lines, and then the order's own. Refuses a ticket type or promotion
    /// that there is not, or not for these seats.
    ///
    /// - Parameter promotion: the one to use, with how often that was done before.
    package func quote(
        _ seats: [SeatChoice],
        promotion: PromotionUse? = nil
    ) throws(Refusal) -> Quote {
        try check(seats)
        var prices: [Int64] = []
        for seat in seats { prices.append(try price(of: seat)) }
        let discounts = try discounts(on: seats, prices, promotion)
        var bill = Bill(terms: checkout)
        for (place, seat) in seats.enumerated() {
            try bill.add(seat, price: prices[place], discount: discounts[place], promotion)
        }
        try bill.addOrder(seatsSum: prices.reduce(0, +))
        return try bill.quote(currency: currency, promotion?.promotion)
    }

    /// The ordinal of a ticket type. Without ticket types in the terms there is none to name.
    package func ticketType(ofKey key: String) throws(Refusal) -> UInt8 {
        guard let found = checkout?.ticketType(ofKey: key) else {
            throw .invalid(.unknownTicketType)
        }
        return found
    }

    /// The ordinal of a promotion.
    package func promotion(ofCode code: String) throws(Refusal) -> UInt16 {
        guard let found = checkout?.promotion(ofCode: code) else {
            throw .invalid(.unknownPromotion)
        }
        return found
    }

    private func check(_ seats: [SeatChoice]) throws(Refusal) {
        guard !seats.isEmpty else { throw .invalid(.noSeats) }
        guard seats.count <= Limits.seatsPerHold else { throw .invalid(.tooManySeats) }
        guard Set(seats.map(\.seat)).count == seats.count else { throw .invalid(.seatTwice) }
        let types = max(checkout?.ticketTypes.count ?? 0, 1)
        guard seats.allSatisfy({ Int($0.ticketType) < types }) else {
            throw .invalid(.unknownTicketType)
        }
    }

    private func price(of choice: SeatChoice) throws(Refusal) -> Int64 {
        guard let base = price(of: choice.seat, category: choice.category) else {
            let conflict = SeatConflict(seat: choice.seat, reason: .blocked)
            throw .seatsUnavailable(conflicts: [conflict], suggestion: nil)
        }
        guard let checkout else { return try Bill.fit(Int128(base)) }
        let price = checkout.price(
            ofType: choice.ticketType,
            category: category(of: choice.seat, now: choice.category),
            base: base
        )
        guard let price else { throw .ruleViolation(.ticketTypeNotSold) }
        return try Bill.fit(price)
    }

    /// What the promotion takes off each seat.
    private func discounts(
        on seats: [SeatChoice],
        _ prices: [Int64],
        _ use: PromotionUse?
    ) throws(Refusal) -> [Int64] {
        guard let use else { return prices.map { _ in 0 } }
        guard let checkout, Int(use.promotion) < checkout.promotions.count else {
            throw .invalid(.unknownPromotion)
        }
        let promotion = checkout.promotions[Int(use.promotion)]
        var covered = prices
        var count = 0
        for (place, seat) in seats.enumerated() {
            if promotion.covers(category(of: seat.seat, now: seat.category)) {
                count += 1
            } else {
                covered[place] = 0
            }
        }
        try promotion.check(use, seats: count)
        let sum = covered.reduce(0, +)
        let off = promotion.discount.amount(of: sum, checkout.rounding)
        return Allocation.shares(of: Int64(min(off, Int128(sum))), by: covered)
    }
}
