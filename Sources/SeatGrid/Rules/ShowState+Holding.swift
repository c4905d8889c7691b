/// What a buyer brings to a selection of seats.
struct Offer {
    /// The slot of the buyer's own hold, whose seats count as free: it is given up in this step.
    var givenUp = HoldRecord.none
    /// The prices that will count.
    var priceTable: UInt16
}

extension ShowState {
    /// Decides on a new hold. Refuses, in this order: what is malformed, a sale that is not open,
    /// an unusable `replaces`, too many seats, seats in the way, a stranded seat, a holder's limit.
    @inline(__always)
    func decideHold(
        _ request: HoldRequest,
        in context: TurnContext,
        plan: SeatPlan,
        into event: inout Event
    ) throws(Refusal) -> Verdict {
        let ttl = try timeToLive(request.ttl)
        if request.wish == nil { try checkNames(request.seats) }
        guard holds.find(request.id) == nil else { throw .invalid(.holdTwice) }
        try checkOnSale(at: context.time.wall)
        guard hasRoomForHold else { throw .illegalState(.tooManyHolds) }
        var offer = Offer(priceTable: sale.currentPrices)
        if let replaced = request.replaces {
            offer.givenUp = try slotGivenUp(replaced, at: context.time.now)
        }
        var list = request.seats
        if let wish = request.wish {
            list = try choose(wish, offer, plan: plan)
        } else {
            try checkSelection(list, offer, plan: plan)
        }
        try checkHolder(request.holder, wants: list.count, offer)
        let term = try term(ttl: ttl, offer, at: context.time.now)
        event.take(context, version: version.next)
        event.become(
            request,
            list,
            deadline: term.deadline,
            acquired: term.acquired,
            priceTable: offer.priceTable
        )
        return .event
    }

    private func timeToLive(_ asked: Int64?) throws(Refusal) -> Int64 {
        guard let asked else { return min(sale.rules.holdTTL, sale.rules.holdMax) }
        guard asked >= Limits.shortestHold, asked <= sale.rules.holdMax else {
            throw .invalid(.badTTL)
        }
        return asked
    }

    /// A hold that has ended by itself is as good as given up.
    private func slotGivenUp(_ id: HoldID, at now: Moment) throws(Refusal) -> UInt16 {
        guard let slot = holds.find(id) else { throw .holdNotFound }
        switch holds.records[slot].state {
        case .active: return UInt16(slot)
        case .released, .expired: return HoldRecord.none
        case .paying: throw .illegalState(.holdPaying)
        case .booked: throw .illegalState(.holdBooked)
        }
    }

    /// Whoever replaces a hold that runs keeps its first acquisition, as whoever swaps its seats
    /// does: else a chain of replacements, out to other seats and back, would hold seats for ever,
    /// past the show's absolute limit.
    @inline(__always)
    private func term(
        ttl: Int64,
        _ offer: Offer,
        at now: Moment
    ) throws(Refusal) -> (deadline: Moment, acquired: Moment) {
        let deadline = now.advanced(by: ttl)
        guard offer.givenUp != HoldRecord.none else { return (deadline, now) }
        let acquired = holds.records[Int(offer.givenUp)].acquired
        let limit = acquired.advanced(by: sale.rules.holdMax)
        guard now.milliseconds(until: limit) >= Limits.shortestHold else { throw .cannotExtend }
        return (min(deadline, limit), acquired)
    }

    func checkOnSale(at wall: WallTime) throws(Refusal) {
        switch sale.phase(at: wall) {
        case .onSale: return
        case .scheduled: throw .showClosed(.notYetOpen)
        case .closed: throw .showClosed(.closed)
        case .cancelled: throw .showClosed(.cancelled)
        }
    }

    /// Whether a list of seats is well formed: not empty, not too long, none twice, all exist.
    @inline(__always)
    func checkNames(_ list: SeatList) throws(Refusal) {
        let count = list.count
        guard count > 0 else { throw .invalid(.noSeats) }
        guard count <= Limits.seatsPerHold else { throw .invalid(.tooManySeats) }
        for position in 0..<count {
            let seat = list[position]
            guard Int(seat.rawValue) < seats.seatCount else { throw .seatNotFound(seat) }
            for earlier in 0..<position where list[earlier] == seat {
                throw .invalid(.seatTwice)
            }
        }
    }

    /// Whether the buyer may have just these seats now.
    @inline(__always)
    func checkSelection(_ list: SeatList, _ offer: Offer, plan: SeatPlan) throws(Refusal) {
        guard list.count <= sale.rules.maxSeatsPerHold else {
            throw .ruleViolation(.maxSeats, suggestion: firstFew(of: list, offer, plan: plan))
        }
        var isClear = true
        for position in 0..<list.count
        where obstacle(at: list[position], offer, plan: plan) != nil { isClear = false }
        guard isClear else { throw conflict(list, offer, plan: plan) }
        if sale.rules.orphans != .off { try checkOrphans(list, offer, plan: plan) }
    }

    /// Whether the holder stays within the show's limit.
    @inline(__always)
    func checkHolder(_ holder: HolderID?, wants count: Int, _ offer: Offer) throws(Refusal) {
        guard let holder else { return }
        var has = holds.seats(of: holder)
        if offer.givenUp != HoldRecord.none {
            let slot = Int(offer.givenUp)
            if holds.holder(of: slot) == holder { has -= holds.records[slot].seats.count }
        }
        guard has + count <= sale.rules.maxSeatsPerHolder else {
            throw .holdLimit(limit: sale.rules.maxSeatsPerHolder)
        }
    }

    private func isOwn(_ seat: SeatIndex, _ offer: Offer) -> Bool {
        offer.givenUp != HoldRecord.none && seats.status(of: seat) == .held
            && seats.owner(of: seat) == offer.givenUp
    }

    /// Why the buyer can't have the seat, nil if it is free to them and for sale.
    @inline(__always)
    private func obstacle(at seat: SeatIndex, _ offer: Offer, plan: SeatPlan) -> SeatStatus? {
        let status = seats.status(of: seat)
        if status != .free && !isOwn(seat, offer) { return status }
        // A seat that has no price is not for sale, just as one that is blocked.
        if offer.priceTable != sale.currentPrices || sale.hasUnpriced,
            priceTables[Int(offer.priceTable)].price(of: seat, category: plan.category(of: seat))
                == nil
        {
            return .blocked
        }
        return nil
    }

    private func conflict(_ list: SeatList, _ offer: Offer, plan: SeatPlan) -> Refusal {
        let conflicts = list.compactMap { seat in
            obstacle(at: seat, offer, plan: plan).map { SeatConflict(seat: seat, reason: $0) }
        }
        let search = search(offer, plan: plan)
        return .seatsUnavailable(
            conflicts: conflicts,
            suggestion: search.equalBlock(to: list, orphans: sale.rules.orphans)
        )
    }

    private func checkOrphans(
        _ list: SeatList,
        _ offer: Offer,
        plan: SeatPlan
    ) throws(Refusal) {
        let search = search(offer, plan: plan)
        guard search.strands(list) else { return }
        let legal = search.equalBlock(to: list, orphans: .strict)
        if legal == nil && sale.rules.orphans == .lenient { return }
        throw .ruleViolation(.orphanSeat, suggestion: legal)
    }

    /// The legal selection for somebody who wanted too many: the first ones, if they can be had.
    private func firstFew(of list: SeatList, _ offer: Offer, plan: SeatPlan) -> SeatList? {
        let few = SeatList(list.prefix(sale.rules.maxSeatsPerHold))
        guard few.allSatisfy({ obstacle(at: $0, offer, plan: plan) == nil }) else { return nil }
        if sale.rules.orphans != .off && search(offer, plan: plan).strands(few) { return nil }
        return few
    }

    private func choose(
        _ wish: BestAvailable,
        _ offer: Offer,
        plan: SeatPlan
    ) throws(Refusal) -> SeatList {
        guard 1...Limits.seatsPerHold ~= wish.count else { throw .invalid(.badCount) }
        guard 0...wish.count ~= wish.accessible else { throw .invalid(.badAccessible) }
        if let category = wish.category, Int(category) >= plan.categoryKeys.count {
            throw .invalid(.badCategory)
        }
        if let section = wish.section, Int(section) >= plan.sectionNames.count {
            throw .invalid(.badSection)
        }
        guard wish.count <= sale.rules.maxSeatsPerHold else {
            throw .ruleViolation(.maxSeats, suggestion: fewer(wish, offer, plan: plan))
        }
        return try search(offer, plan: plan).best(wish)
    }

    /// The legal selection for a wish for too many: what as many as are allowed would be given, if
    /// that may be taken by its seats, too.
    private func fewer(_ wish: BestAvailable, _ offer: Offer, plan: SeatPlan) -> SeatList? {
        var fewer = wish
        fewer.count = sale.rules.maxSeatsPerHold
        fewer.accessible = min(wish.accessible, fewer.count)
        guard let few = try? search(offer, plan: plan).best(fewer) else { return nil }
        if sale.rules.orphans != .off, (try? checkOrphans(few, offer, plan: plan)) == nil {
            return nil
        }
        return few
    }

    /// A search over the seats that are free to the buyer and for sale. O(seats / 64).
    func search(_ offer: Offer, plan: SeatPlan) -> SeatSearch {
        var plane = seats.freePlane()
        if offer.givenUp != HoldRecord.none {
            for seat in holds.records[Int(offer.givenUp)].seats {
                plane[Int(seat.rawValue >> 6)] |= 1 << UInt64(seat.rawValue & 63)
            }
        }
        if sale.hasUnpriced || offer.priceTable != sale.currentPrices {
            let table = priceTables[Int(offer.priceTable)]
            for index in 0..<seats.seatCount where plane[index >> 6] >> UInt64(index & 63) & 1 == 1
            {
                let seat = SeatIndex(index)
                if table.price(of: seat, category: plan.category(of: seat)) == nil {
                    plane[index >> 6] &= ~(1 << UInt64(index & 63))
                }
            }
        }
        return SeatSearch(plan: plan, usable: plane)
    }
}
