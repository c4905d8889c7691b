// Money that comes after the hold ended: the ladder, and the buyer's answer to other seats.

extension ShowState {
    /// The ladder: the same seats, an equal block if the buyer consents, else no money.
    func late(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ news: PaymentNews,
        in context: TurnContext,
        plan: SeatPlan
    ) -> OrderEvent.Move {
        let now = context.time.now
        if sale.lever == .cancelled { return declined(order, payment, .showCancelled, at: now) }
        if order.reason.isFinal { return declined(order, payment, order.reason, at: now) }
        guard startsAfter(context.time.wall), order.isWhole, hasRoomForHold else {
            return declined(order, payment, .lateNothingFree, at: now)
        }
        guard mayUsePromotion(order) else {
            return declined(order, payment, .latePromotionUsed, at: now)
        }
        let offer = Offer(priceTable: order.priceTable)
        let isFree = order.seats.allSatisfy { seats.status(of: $0) == .free }
        if news.policy.takesSameSeats, isFree {
            return acquiring(order, order.seats, payment, news, .lateSameSeats, until: nil)
        }
        if news.policy.offersEqualBlock,
            let found = search(offer, plan: plan).equalBlock(to: order.seats, orphans: .off),
            let block = aligned(found, to: order.seats, plan: plan)
        {
            let end = now.advanced(by: news.policy.answerTime)
            return acquiring(order, block, payment, news, .lateEqualBlock, until: end)
        }
        return declined(order, payment, .lateNothingFree, at: now)
    }

    private func startsAfter(_ wall: WallTime) -> Bool { terms.map { $0.startsAt > wall } ?? false }

    /// Whether its promotion, which it gave back when it expired, is still to be had.
    private func mayUsePromotion(_ order: OrderRecord) -> Bool {
        guard let code = order.quote.promotionCode,
            let promotion = priceTables[Int(order.priceTable)].checkout?.promotions.first(where: {
                $0.code == code
            })
        else { return true }
        if let most = promotion.maxUses, orders.uses(of: code) >= Int(most) { return false }
        guard let most = promotion.maxUsesPerHolder, let holder = order.holder else { return true }
        return orders.uses(of: code, by: holder) < Int(most)
    }

    /// `until`: the buyer has so long to say yes; nil: no question.
    private func acquiring(
        _ order: OrderRecord,
        _ list: SeatList,
        _ payment: PaymentRecord,
        _ news: PaymentNews,
        _ reason: OrderReason,
        until end: Moment?
    ) -> OrderEvent.Move {
        let isTaken = payment.status == .captured
        let state: OrderState = end != nil ? .authorized : isTaken ? .paid : .capturing
        var move = OrderEvent.Move(order: order.id, state: state, reason: reason)
        move.acquired = OrderEvent.Acquired(hold: news.freshHold, seats: list)
        move.hold = end.map { .until($0) } ?? (isTaken ? .book : .until(.distantFuture))
        return move
    }

    private func declined(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ reason: OrderReason,
        at now: Moment
    ) -> OrderEvent.Move {
        var move = unwanted(order, payment, reason, at: now)
        move.state = move.refund == nil ? .expired : .refunding
        return move
    }

    /// The seats of `block` in the order of those of `seats` that they stand for, category by
    /// category; nil if the categories differ.
    private func aligned(_ block: SeatList, to seats: SeatList, plan: SeatPlan) -> SeatList? {
        var left = Array(block)
        var aligned = SeatList()
        for seat in seats {
            let category = plan.category(of: seat)
            guard let at = left.firstIndex(where: { plan.category(of: $0) == category }) else {
                return nil
            }
            aligned.append(left.remove(at: at))
        }
        return aligned
    }

    // MARK: Answers

    func decideOffer(
        _ id: OrderID,
        accepts: Bool,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        let order = try known(id)
        if order.state != .authorized {
            let isDone = order.reason == (accepts ? .offerAccepted : .offerDeclined)
            guard isDone else { throw .illegalState(.noOffer) }
            return .already(.order(OrderView(order, at: context.time)))
        }
        guard accepts else {
            let move = givenUp(order, reason: .offerDeclined, at: context.time.now)
            return decided(.moved(move), context)
        }
        switch order.payment(order.granted)?.status {
        case .captured: return decided(.moved(booked(order, .offerAccepted)), context)
        case .authorized:
            var move = OrderEvent.Move(order: id, state: .capturing, reason: .offerAccepted)
            move.hold = .until(.distantFuture)
            return decided(.moved(move), context)
        case .created, .failed, .refunded, nil:
            // No money is there for these seats any more.
            let move = givenUp(order, reason: .refundedElsewhere, at: context.time.now)
            return decided(.moved(move), context)
        }
    }
}
