extension ShowState {
    /// Decides what becomes of orders and bookings; see `decide(_:in:plan:)`.
    func decideOrder(
        _ command: OrderCommand,
        in context: TurnContext,
        plan: SeatPlan
    ) throws(Refusal) -> Decision {
        switch command {
        case .make(let request): return try decideMake(request, in: context, plan: plan)
        case .payment(let news): return try decidePayment(news, in: context, plan: plan)
        case .captureRefused(let id, let payment):
            return try decideCaptureRefused(id, payment, in: context)
        case .notPaid(let id): return try decideNotPaid(id, in: context)
        case .stall(let id, let reason): return try decideStall(id, reason, in: context)
        case .answerOffer(let id, let accepts):
            return try decideOffer(id, accepts: accepts, in: context)
        case .refund(let news): return try decideRefund(news, in: context)
        case .cancel(let request): return try decideCancel(request, in: context)
        case .admit(let request):
            return try decideAdmit(request, in: context, plan: plan)
        case .resolve(let id, let resolution):
            return try decideResolve(id, resolution, in: context)
        case .tell(let id):
            let order = try known(id)
            guard context.mark != nil else {
                return .already(.order(OrderView(order, at: context.time)))
            }
            return decided(.told(id, order.state), context)
        }
    }

    func known(_ id: OrderID) throws(Refusal) -> OrderRecord {
        guard let ordinal = orders.find(id) else { throw .orderNotFound }
        return orders[ordinal]
    }

    func decided(_ event: OrderEvent, _ context: TurnContext) -> Decision {
        decided(.order(event), context)
    }

    // MARK: Making

    /// What the seats of a hold cost its owner, with a ticket type each and a promotion.
    package func quote(
        _ hold: HoldID,
        ticketTypes: [SeatIndex: String],
        promotion: String?,
        at time: TurnTime,
        plan: SeatPlan
    ) throws(Refusal) -> Quote {
        let slot = try activeHold(hold, at: time.now)
        return try price(slot, ticketTypes, promotion, at: time.wall, plan: plan).quote
    }

    private func decideMake(
        _ request: OrderRequest,
        in context: TurnContext,
        plan: SeatPlan
    ) throws(Refusal) -> Decision {
        guard (request.customer?.count ?? 0) <= Limits.customerBytes,
            request.providerOrder.utf8.count <= Limits.textBytes
        else { throw .invalid(.textTooLong) }
        if sale.lever == .cancelled { throw .showClosed(.cancelled) }
        let slot = try activeHold(request.hold, at: context.time.now)
        guard orders.find(request.id) == nil, bookings.find(BookingID(request.id.bits)) == nil,
            orders.count < Limits.ordersPerShow
        else { throw .invalid(.orderTwice) }
        let price = try price(
            slot,
            request.ticketTypes,
            request.promotion,
            at: context.time.wall,
            plan: plan
        )
        guard price.quote.total == request.total else { throw .paymentMismatch }
        return decided(.made(record(request, slot, price, context)), context)
    }

    private func record(
        _ request: OrderRequest,
        _ slot: Int,
        _ price: (quote: Quote, types: [UInt8]),
        _ context: TurnContext
    ) -> OrderRecord {
        let hold = holds.records[slot]
        let isFree = price.quote.total == 0
        return OrderRecord(
            id: request.id,
            madeOf: hold.id,
            hold: hold.id,
            epoch: 1,
            seats: hold.seats,
            ticketTypes: price.types,
            quote: price.quote,
            priceTable: hold.priceTable,
            holder: holds.holder(of: slot),
            customer: request.customer,
            locale: request.locale,
            provider: isFree ? .none : request.provider,
            providerOrder: isFree ? "" : request.providerOrder,
            createdAt: context.time.wall,
            payBy: hold.deadline,
            state: isFree ? .paid : .created,
            reason: .none,
            version: version.next,
            since: context.time.now,
            granted: "",
            payments: [],
            refunds: [],
            isBooked: isFree
        )
    }

    private func price(
        _ slot: Int,
        _ ticketTypes: [SeatIndex: String],
        _ promotion: String?,
        at wall: WallTime,
        plan: SeatPlan
    ) throws(Refusal) -> (quote: Quote, types: [UInt8]) {
        let hold = holds.records[slot]
        let table = priceTables[Int(hold.priceTable)]
        for seat in ticketTypes.keys where !hold.seats.contains(seat) {
            throw .invalid(.seatNotHeld)
        }
        var choices: [SeatChoice] = []
        for seat in hold.seats {
            var type: UInt8 = 0
            if let key = ticketTypes[seat] {
                type = try table.ticketType(ofKey: key)
            }
            choices.append(
                SeatChoice(seat: seat, category: plan.category(of: seat), ticketType: type)
            )
        }
        var use: PromotionUse?
        if let code = promotion {
            let promotion = try table.promotion(ofCode: code)
            let holder = holds.holder(of: slot)
            // As the terms write it: the buyer may have typed it in small letters.
            let known = table.checkout?.promotions[Int(promotion)].code ?? code
            use = PromotionUse(
                promotion: promotion,
                at: wall,
                usesSoFar: orders.uses(of: known),
                usesOfHolder: holder.map { orders.uses(of: known, by: $0) }
            )
        }
        let quote = try table.quote(choices, promotion: use)
        guard quote.total == 0 || quote.total >= Limits.leastPayment else {
            throw .invalid(.totalTooLow)
        }
        return (quote, choices.map(\.ticketType))
    }

    // MARK: Ends without money

    private func decideNotPaid(
        _ id: OrderID,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        let order = try known(id)
        let isWaiting = order.state == .created || order.state == .failed
        // A payment that the bank has not answered yet may still come, till the absolute limit.
        let isUnderWay = order.payments.contains { $0.status == .created }
        guard isWaiting, order.payBy <= context.time.now, !isUnderWay else {
            return .already(.order(OrderView(order, at: context.time)))
        }
        var move = OrderEvent.Move(order: id, state: .expired, reason: .notPaid)
        move.hold = .drop
        return decided(.moved(move), context)
    }
}
