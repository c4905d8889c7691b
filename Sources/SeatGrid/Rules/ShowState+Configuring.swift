extension ShowState {
    /// Decides on new terms: refuses them if they do not fit, or drop a seat that is not free.
    func decideConfigure(
        _ configuration: Configuration,
        in context: TurnContext,
        plan: SeatPlan
    ) throws(Refusal) -> Decision {
        let terms = configuration.terms
        guard terms.isSound, priceTables.count < Limits.priceTables else {
            throw .invalid(.badConfiguration)
        }
        guard sale.isConfigured else {
            guard configuration.remap == nil else { throw .invalid(.badConfiguration) }
            return decided(
                .configured(Event.Configured(terms: terms, remap: nil, kept: [])),
                context
            )
        }
        if self.terms == terms && configuration.remap == nil { return .already(.changed(version)) }
        guard let remap = configuration.remap else {
            guard terms.seatCount == seats.seatCount else { throw .invalid(.badConfiguration) }
            return decided(
                .configured(Event.Configured(terms: terms, remap: nil, kept: [])),
                context
            )
        }
        let moved = try check(remap, seatCount: terms.seatCount)
        return decided(
            .configured(
                Event.Configured(terms: terms, remap: moved, kept: kept(moved, plan: plan))
            ),
            context
        )
    }

    private func check(_ remap: [UInt16?], seatCount: Int) throws(Refusal) -> [UInt16] {
        guard remap.count == seats.seatCount else { throw .invalid(.badConfiguration) }
        var isTarget = [Bool](repeating: false, count: seatCount)
        for (old, new) in remap.enumerated() {
            guard let new else {
                guard seats.status(of: SeatIndex(old)) == .free else {
                    throw .illegalState(.dropsTakenSeat)
                }
                continue
            }
            guard Int(new) < seatCount, !isTarget[Int(new)] else {
                throw .invalid(.badConfiguration)
            }
            isTarget[Int(new)] = true
        }
        return remap.map { $0 ?? .max }
    }

    /// What the seats of every hold, booking and kept answer cost, as their categories may change.
    private func kept(_ moved: [UInt16], plan: SeatPlan) -> [Event.KeptPrice] {
        var seen: Set<UInt32> = []
        var kept: [Event.KeptPrice] = []
        func keep(_ list: SeatList, _ table: UInt16) {
            for seat in list where moved[Int(seat.rawValue)] != .max {
                let target = SeatIndex(rawValue: moved[Int(seat.rawValue)])
                guard seen.insert(UInt32(table) << 16 | UInt32(target.rawValue)).inserted,
                    let found = priceTables[Int(table)].kept(
                        seat,
                        category: plan.category(of: seat)
                    )
                else { continue }
                kept.append(Event.KeptPrice(priceTable: table, seat: target, kept: found))
            }
        }
        for record in holds.records { keep(record.seats, record.priceTable) }
        answers.forEach { keep($0.answer.seats, $0.answer.priceTable) }
        return kept.sorted { ($0.priceTable, $0.seat) < ($1.priceTable, $1.seat) }
    }

    mutating func applyConfigured(_ configured: Event.Configured) {
        let terms = configured.terms
        if let moved = configured.remap {
            move(to: moved, seatCount: terms.seatCount, kept: configured.kept)
        } else if !sale.isConfigured {
            seats = SeatPlanes(seatCount: terms.seatCount)
        }
        let prices = PriceTable(
            prices: terms.prices,
            currency: terms.currency,
            checkout: terms.checkout
        )
        if let known = priceTables.firstIndex(of: prices) {
            sale.currentPrices = UInt16(known)
        } else {
            sale.currentPrices = UInt16(priceTables.count)
            priceTables.append(prices)
        }
        take(terms)
    }

    /// Sets the terms, and what every turn reads of them.
    mutating func take(_ terms: ShowTerms) {
        self.terms = terms
        sale.rules = terms.rules
        sale.opens = terms.salesOpen
        sale.closes = terms.salesClose
        sale.hasUnpriced = terms.prices.contains { $0 == nil }
        sale.isConfigured = true
    }

    private mutating func move(
        to moved: [UInt16],
        seatCount: Int,
        kept: [Event.KeptPrice]
    ) {
        func new(_ list: SeatList) -> SeatList {
            SeatList(
                list.compactMap { seat in
                    let target = moved[Int(seat.rawValue)]
                    return target == .max ? nil : SeatIndex(rawValue: target)
                }
            )
        }
        holds.moveSeats(new)
        answers.moveSeats(new)
        bookings.moveSeats(new)
        orders.moveSeats { seat in
            let target = moved[Int(seat.rawValue)]
            return target == .max ? nil : SeatIndex(rawValue: target)
        }
        for index in blocks.indices {
            blocks[index].seats = blocks[index].seats.map {
                SeatIndex(rawValue: moved[Int($0.rawValue)])
            }
        }
        for table in priceTables.indices {
            var bySeat: [SeatIndex: PriceTable.Kept] = [:]
            for price in kept where Int(price.priceTable) == table {
                bySeat[price.seat] = price.kept
            }
            // The categories of the old layout mean nothing in the new one.
            priceTables[table] = PriceTable(
                prices: [],
                currency: priceTables[table].currency,
                bySeat: bySeat,
                checkout: priceTables[table].checkout
            )
        }
        seats = SeatPlanes(seatCount: seatCount)
        seatAll()
    }

    /// Marks the seats of all holds, bookings and blocks on planes that are still all free.
    mutating func seatAll() {
        for slot in holds.records.indices {
            let status: SeatStatus
            switch holds.records[slot].state {
            case .active, .paying: status = .held
            case .booked: status = .booked
            case .released, .expired: continue
            }
            for seat in holds.records[slot].seats {
                seats.set(seat, status, owner: UInt16(slot))
            }
        }
        for block in blocks {
            for seat in block.seats { seats.set(seat, .blocked, owner: SeatPlanes.nobody) }
        }
    }
}

extension ShowTerms {
    /// Whether its figures are within all bounds.
    var isSound: Bool {
        seatCount >= 0 && seatCount <= Limits.seatsPerShow && prices.count <= Limits.categories
            && prices.allSatisfy { $0.map { $0 >= 0 && $0 <= 1 << 50 } ?? true }
            && layout.utf8.count <= Limits.textBytes && currency.utf8.count <= Limits.textBytes
            && 1...Limits.seatsPerHold ~= rules.maxSeatsPerHold
            && 1...Limits.seatsPerHolder ~= rules.maxSeatsPerHolder
            && Limits.shortestHold...Limits.longestHold ~= rules.holdMax
            && Limits.shortestHold...Limits.longestHold ~= rules.holdTTL
            && (checkout.map { $0.isSound && $0.categories.count == prices.count } ?? true)
    }
}

extension Bits128: Comparable {
    package static func < (a: Bits128, b: Bits128) -> Bool { (a.high, a.low) < (b.high, b.low) }
}
