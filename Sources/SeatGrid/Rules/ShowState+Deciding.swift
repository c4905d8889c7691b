extension ShowState {
    /// Decides what `command` would do, and changes nothing. `due` must be nil at that time.
    ///
    /// `plan` is that of the show's layout; for `configure` that of the layout it has had till now
    /// (of the new one, if it has had none).
    package func decide(
        _ command: Command,
        in context: TurnContext,
        plan: SeatPlan
    ) throws(Refusal) -> Decision {
        var event = Event.blank
        switch try settle(command, in: context, plan: plan, into: &event) {
        case .event: return .event(event)
        case .already(let outcome): return .already(outcome)
        }
    }

    /// The same, with the event in a place of the caller's, which may be used for the next turn,
    /// too. After a refusal it means nothing.
    ///
    /// This, too, changes nothing: it is mutating only to be passed the state by reference, as a
    /// call of any other method copies its half a kilobyte.
    package mutating func decide(
        _ command: Command,
        in context: TurnContext,
        plan: SeatPlan,
        into event: inout Event
    ) throws(Refusal) -> Verdict {
        try settle(command, in: context, plan: plan, into: &event)
    }

    @inline(__always)
    private func settle(
        _ command: Command,
        in context: TurnContext,
        plan: SeatPlan,
        into event: inout Event
    ) throws(Refusal) -> Verdict {
        switch command {
        case .hold(let request):
            try checkConfigured(plan)
            return try decideHold(request, in: context, plan: plan, into: &event)
        case .release(let id):
            try checkConfigured(plan)
            return try decideRelease(id, in: context, into: &event)
        default:
            switch try decideRare(command, in: context, plan: plan) {
            case .already(let outcome): return note(outcome, in: context, into: &event)
            case .event(let decided):
                event = decided
                return .event
            }
        }
    }

    @inline(__always)
    private func checkConfigured(_ plan: SeatPlan) throws(Refusal) {
        guard sale.isConfigured else { throw .illegalState(.notConfigured) }
        precondition(plan.seatCount == seats.seatCount, "not the plan of this show")
    }

    @inline(never)
    private func decideRare(
        _ command: Command,
        in context: TurnContext,
        plan: SeatPlan
    ) throws(Refusal) -> Decision {
        if case .configure(let configuration) = command {
            return try decideConfigure(configuration, in: context, plan: plan)
        }
        try checkConfigured(plan)
        switch command {
        case .extend(let id, let ttl): return try decideExtend(id, ttl: ttl, in: context)
        case .swap(let id, let list):
            return try decideSwap(id, to: list, in: context, plan: plan)
        case .book(let request): return try decideBook(request, in: context)
        case .block(let list, let reason, let until):
            return try decideBlock(list, reason, until, in: context)
        case .unblock(let list): return try decideUnblock(list, in: context)
        case .open, .close, .cancel: return try decideSale(command, in: context)
        case .order(let command): return try decideOrder(command, in: context, plan: plan)
        case .forget(let id):
            guard booking(id) != nil else { throw .bookingNotFound }
            return .already(.changed(version))
        case .configure, .hold, .release: preconditionFailure("decided elsewhere")
        }
    }

    /// A success of which nothing was left to do. Under a key it is an event all the same: the key
    /// is honoured like any other, also after a crash, and there is no second place to keep it.
    @inline(never)
    private func note(
        _ outcome: Outcome,
        in context: TurnContext,
        into event: inout Event
    ) -> Verdict {
        guard context.mark != nil else { return .already(outcome) }
        if case .order(let order) = outcome {
            guard case .event(let told) = decided(.told(order.id, order.state), context) else {
                preconditionFailure("what was decided is an event")
            }
            event = told
            return .event
        }
        event = Event(
            version: version.next,
            time: context.time,
            caller: context.caller,
            mark: context.mark,
            body: .noted(outcome == .released ? .released : .changed)
        )
        return .event
    }

    func decided(_ body: Event.Body, _ context: TurnContext) -> Decision {
        .event(
            Event(
                version: version.next,
                time: context.time,
                caller: context.caller,
                mark: context.mark,
                body: body
            )
        )
    }

    // MARK: The owner's commands

    private func decideExtend(
        _ id: HoldID,
        ttl: Int64,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        guard ttl >= Limits.shortestHold else { throw .invalid(.badTTL) }
        try checkNotCancelled()
        let slot = try activeHold(id, at: context.time.now)
        try checkOnSale(at: context.time.wall)
        let limit = holds.records[slot].acquired.advanced(by: sale.rules.holdMax)
        guard ttl <= context.time.now.milliseconds(until: limit) else { throw .cannotExtend }
        return decided(
            .extended(id, deadline: context.time.now.advanced(by: ttl)),
            context
        )
    }

    private func decideSwap(
        _ id: HoldID,
        to list: SeatList,
        in context: TurnContext,
        plan: SeatPlan
    ) throws(Refusal) -> Decision {
        try checkNames(list)
        try checkNotCancelled()
        let slot = try activeHold(id, at: context.time.now)
        try checkOnSale(at: context.time.wall)
        let record = holds.records[slot]
        let offer = Offer(givenUp: UInt16(slot), priceTable: record.priceTable)
        try checkSelection(list, offer, plan: plan)
        try checkHolder(holds.holder(of: slot), wants: list.count, offer)
        return decided(.swapped(id, seats: list), context)
    }

    /// Released again is released: without a key it is answered alike, and logs nothing.
    @inline(__always)
    private func decideRelease(
        _ id: HoldID,
        in context: TurnContext,
        into event: inout Event
    ) throws(Refusal) -> Verdict {
        guard let slot = holds.find(id) else { throw .holdNotFound }
        switch holds.records[slot].state {
        case .active:
            event.take(context, version: version.next)
            event.become(releaseOf: id)
            return .event
        case .released, .expired: return note(.released, in: context, into: &event)
        case .paying:
            // Whoever gives up before any money moved may; late money is not captured then.
            try checkUnpaid(id)
            event.take(context, version: version.next)
            event.become(releaseOf: id)
            return .event
        case .booked: throw .illegalState(.holdBooked)
        }
    }

    /// A hold may be booked after the sale's end, as long as it runs: its owner may have paid.
    private func decideBook(
        _ request: BookRequest,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        guard request.reference.utf8.count <= Limits.textBytes,
            (request.customer?.count ?? 0) <= Limits.customerBytes
        else { throw .invalid(.textTooLong) }
        try checkNotCancelled()
        _ = try activeHold(request.hold, at: context.time.now)
        guard bookings.find(request.id) == nil else { throw .invalid(.bookingTwice) }
        return decided(
            .booked(
                Event.Booked(
                    hold: request.hold,
                    id: request.id,
                    reference: request.reference,
                    customer: request.customer,
                    kind: request.kind
                )
            ),
            context
        )
    }

    private func checkUnpaid(_ id: HoldID) throws(Refusal) {
        guard let ordinal = orders.find(hold: id) else { return }
        let state = orders[ordinal].state
        guard state == .created || state == .failed else { throw .illegalState(.holdPaying) }
    }

    /// Before a look at the hold: it was the end of the show that ended it.
    private func checkNotCancelled() throws(Refusal) {
        if sale.lever == .cancelled { throw .showClosed(.cancelled) }
    }

    /// The slot of a hold that runs; refuses what is unknown, ended or booked.
    func activeHold(_ id: HoldID, at now: Moment) throws(Refusal) -> Int {
        guard let slot = holds.find(id) else { throw .holdNotFound }
        switch holds.records[slot].state {
        case .active:
            // Exact without any timer, even if the shell forgot to ask what is due.
            guard holds.records[slot].deadline > now else { throw .holdExpired }
            return slot
        case .released, .expired: throw .holdExpired
        case .paying: throw .illegalState(.holdPaying)
        case .booked: throw .illegalState(.holdBooked)
        }
    }

    // MARK: The operator's commands

    private func decideBlock(
        _ list: [SeatIndex],
        _ reason: String,
        _ until: WallTime?,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        guard !list.isEmpty else { throw .invalid(.noSeats) }
        guard Set(list).count == list.count else { throw .invalid(.seatTwice) }
        guard reason.utf8.count <= Limits.textBytes else { throw .invalid(.textTooLong) }
        if let until, until <= context.time.wall { throw .invalid(.badReleaseTime) }
        try checkExist(list)
        let conflicts = list.compactMap { seat in
            let status = seats.status(of: seat)
            return status == .free ? nil : SeatConflict(seat: seat, reason: status)
        }
        guard conflicts.isEmpty else {
            throw .seatsUnavailable(conflicts: conflicts, suggestion: nil)
        }
        return decided(.blocked(seats: list, reason: reason, until: until), context)
    }

    private func decideUnblock(
        _ list: [SeatIndex],
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        guard !list.isEmpty else { throw .invalid(.noSeats) }
        guard Set(list).count == list.count else { throw .invalid(.seatTwice) }
        try checkExist(list)
        let blocked = list.filter { seats.status(of: $0) == .blocked }
        if blocked.isEmpty { return .already(.changed(version)) }
        return decided(.unblocked(seats: blocked), context)
    }

    private func checkExist(_ list: [SeatIndex]) throws(Refusal) {
        for seat in list where Int(seat.rawValue) >= seats.seatCount {
            throw .seatNotFound(seat)
        }
    }

    private func decideSale(
        _ command: Command,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        if sale.lever == .cancelled {
            guard case .cancel = command else { throw .illegalState(.showCancelled) }
            return .already(.changed(version))
        }
        switch command {
        case .open:
            if sale.phase(at: context.time.wall) == .onSale { return .already(.changed(version)) }
            return decided(.opened, context)
        case .close:
            if sale.lever == .closed { return .already(.changed(version)) }
            return decided(.closed, context)
        default:
            return decided(.cancelled, context)
        }
    }
}
