extension ShowState {
    /// Callback, webhook and poll all come here: the same facts lead to the same end, in any order
    /// and any number of times. A fact that changes nothing makes no event, except the first time
    /// that a webhook's delivery is heard.
    func decidePayment(
        _ news: PaymentNews,
        in context: TurnContext,
        plan: SeatPlan
    ) throws(Refusal) -> Decision {
        let order = try known(news.order)
        guard news.report.order == order.providerOrder,
            news.report.payment.utf8.count <= Limits.textBytes,
            news.report.currency.utf8.count <= Limits.textBytes
        else { throw .paymentMismatch }
        let isRepeat = news.delivery.map { orders.knows($0) } ?? false
        guard !isRepeat, order.payments.count < Limits.paymentsPerOrder else {
            return .already(.order(OrderView(order, at: context.time)))
        }
        let payment = order.merged(news.report)
        guard payment != order.payment(payment.id) else {
            return heard(news.delivery, order, context)
        }
        var move = step(order, payment, news, in: context, plan: plan)
        move.payment = payment
        move.delivery = news.delivery
        return decided(.moved(move), context)
    }

    private func heard(
        _ delivery: Bits128?,
        _ order: OrderRecord,
        _ context: TurnContext
    ) -> Decision {
        guard let delivery else { return .already(.order(OrderView(order, at: context.time))) }
        var move = OrderEvent.Move(order: order.id, state: order.state, reason: order.reason)
        move.delivery = delivery
        return decided(.moved(move), context)
    }

    /// What a payment's new status does to its order.
    private func step(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ news: PaymentNews,
        in context: TurnContext,
        plan: SeatPlan
    ) -> OrderEvent.Move {
        let same = OrderEvent.Move(order: order.id, state: order.state, reason: order.reason)
        switch payment.status {
        case .created: return same
        case .failed: return failed(order, payment, same, at: context.time.now)
        case .refunded:
            guard order.state == .capturing, order.granted == payment.id else {
                var move = same
                if payment.refundedElsewhere > 0 { move.reason = .refundedElsewhere }
                return move
            }
            return captureEnds(order, payment, at: context.time.now)
        case .authorized, .captured:
            guard order.isExact(payment) else { return unwanted(order, payment, .wrongAmount) }
            return payment.status == .captured
                ? taken(order, payment, news, in: context, plan: plan)
                : authorized(order, payment, news, in: context, plan: plan)
        }
    }

    private func failed(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ same: OrderEvent.Move,
        at now: Moment
    ) -> OrderEvent.Move {
        var move = same
        if order.state == .created { move.state = .failed }
        let isAsked = order.state == .capturing || (order.state == .stuck && !order.isBooked)
        return isAsked && order.granted == payment.id
            ? captureEnds(order, payment, at: now) : move
    }

    /// Money that is not for this order's seats: never captured, or given back in full at once.
    private func unwanted(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ reason: OrderReason
    ) -> OrderEvent.Move {
        var move = OrderEvent.Move(order: order.id, state: order.state, reason: reason)
        let left = order.kept(of: payment)
        guard left > 0 else { return move }
        move.refund = order.intent(payment, left, reason)
        if order.state == .expired || order.state == .refunded { move.state = .refunding }
        return move
    }

    // MARK: Money that is reserved

    private func authorized(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ news: PaymentNews,
        in context: TurnContext,
        plan: SeatPlan
    ) -> OrderEvent.Move {
        switch order.state {
        case .created, .failed:
            var move = OrderEvent.Move(order: order.id, state: .capturing, reason: .onTime)
            move.hold = .until(.distantFuture)
            return move
        case .expired:
            return late(order, payment, news, in: context, plan: plan)
        case .stuck where !order.isBooked && order.granted == payment.id:
            return OrderEvent.Move(order: order.id, state: .capturing, reason: order.reason)
        case .authorized, .capturing, .paid, .refunding, .refunded, .stuck:
            return unwanted(order, payment, .paidTwice)
        }
    }

    // MARK: Money that was taken

    private func taken(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ news: PaymentNews,
        in context: TurnContext,
        plan: SeatPlan
    ) -> OrderEvent.Move {
        let isOurs = order.granted.isEmpty || order.granted == payment.id
        switch order.state {
        case .created, .failed, .capturing, .stuck:
            guard !order.isBooked, isOurs || order.state == .created || order.state == .failed
            else { return unwanted(order, payment, .paidTwice) }
            if sale.lever == .cancelled {
                return givenUp(order, reason: .showCancelled, payment: payment)
            }
            let reason = order.state == .capturing || order.state == .stuck ? order.reason : .onTime
            return booked(order, reason)
        case .authorized:
            // The buyer is still asked about other seats.
            guard isOurs else { return unwanted(order, payment, .paidTwice) }
            return OrderEvent.Move(order: order.id, state: .authorized, reason: order.reason)
        case .expired:
            return late(order, payment, news, in: context, plan: plan)
        case .paid, .refunding, .refunded:
            return unwanted(order, payment, .paidTwice)
        }
    }

    private func booked(_ order: OrderRecord, _ reason: OrderReason) -> OrderEvent.Move {
        var move = OrderEvent.Move(order: order.id, state: .paid, reason: reason)
        move.hold = .book
        return move
    }

    // MARK: Money that comes too late

    /// The ladder: the same seats, an equal block if the buyer consents, else no money.
    private func late(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ news: PaymentNews,
        in context: TurnContext,
        plan: SeatPlan
    ) -> OrderEvent.Move {
        if sale.lever == .cancelled { return declined(order, payment, .showCancelled) }
        guard order.reason != .abandoned, order.reason != .resolvedByHand,
            order.reason != .offerDeclined, startsAfter(context.time.wall)
        else { return declined(order, payment, order.reason) }
        let offer = Offer(priceTable: order.priceTable)
        let isFree = order.seats.allSatisfy { seats.status(of: $0) == .free }
        if news.policy.takesSameSeats, isFree {
            return acquiring(order, order.seats, payment, news, .lateSameSeats, until: nil)
        }
        if news.policy.offersEqualBlock,
            let found = search(offer, plan: plan).equalBlock(to: order.seats, orphans: .off),
            let block = aligned(found, to: order.seats, plan: plan)
        {
            let end = context.time.now.advanced(by: news.policy.answerTime)
            return acquiring(order, block, payment, news, .lateEqualBlock, until: end)
        }
        return declined(order, payment, .lateNothingFree)
    }

    private func startsAfter(_ wall: WallTime) -> Bool { terms.map { $0.startsAt > wall } ?? false }

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
        _ reason: OrderReason
    ) -> OrderEvent.Move {
        var move = unwanted(order, payment, reason)
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
            return decided(.moved(givenUp(order, reason: .offerDeclined)), context)
        }
        guard let payment = order.payment(order.granted) else { throw .illegalState(.noOffer) }
        if payment.status == .captured {
            return decided(.moved(booked(order, .offerAccepted)), context)
        }
        var move = OrderEvent.Move(order: id, state: .capturing, reason: .offerAccepted)
        move.hold = .until(.distantFuture)
        return decided(.moved(move), context)
    }

    /// The provider said no to a capture.
    func decideCaptureRefused(
        _ id: OrderID,
        _ payment: String,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        let order = try known(id)
        let isAsked = order.state == .capturing || order.state == .stuck
        guard isAsked, !order.isBooked, order.granted == payment,
            var record = order.payment(payment), !record.status.isTaken
        else { return .already(.order(OrderView(order, at: context.time))) }
        record.status = .failed
        var move = captureEnds(order, record, at: context.time.now)
        move.payment = record
        return decided(.moved(move), context)
    }

    /// The granted payment brought nothing: the buyer may try again while the hold may run.
    private func captureEnds(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        at now: Moment
    ) -> OrderEvent.Move {
        let limit = holds.find(order.hold).map {
            holds.records[$0].acquired.advanced(by: sale.rules.holdMax)
        }
        guard let limit, limit > now, order.epoch == 1, sale.lever != .cancelled else {
            return givenUp(order, reason: .captureRefused, payment: payment)
        }
        var move = OrderEvent.Move(order: order.id, state: .failed, reason: .captureRefused)
        move.hold = .until(limit)
        return move
    }
}

extension OrderRecord {
    /// The payment as known with this report; the same as before if it is old news.
    func merged(_ report: PaymentReport) -> PaymentRecord {
        var record =
            payment(report.payment)
            ?? PaymentRecord(
                id: report.payment,
                status: report.status,
                amount: report.amount,
                currency: report.currency
            )
        if report.status.rank > record.status.rank { record.status = report.status }
        let ours = refunds.reduce(0) { $1.payment == record.id ? $0 + $1.amount : $0 }
        let whole = report.status == .refunded ? report.amount : report.amountRefunded
        let elsewhere = min(record.amount, whole) - ours
        record.refundedElsewhere = max(record.refundedElsewhere, elsewhere)
        return record
    }
}
