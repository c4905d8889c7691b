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
        guard !isRepeat, order.takesUp(news.report) else {
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
        let now = context.time.now
        switch payment.status {
        case .created: return same
        case .failed: return failed(order, payment, same, at: now)
        case .refunded: return returned(order, payment, same, at: now)
        case .authorized, .captured:
            // Known as taken: nothing is new but that somebody gave a part of it back.
            if order.payment(payment.id)?.status == .captured {
                return refundedElsewhere(same)
            }
            guard order.isExact(payment) else {
                return unwanted(order, payment, .wrongAmount, at: now)
            }
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
        if isAsked(order, payment.id) { return captureEnds(order, payment, at: now) }
        var move = same
        if order.state == .created { move.state = .failed }
        return move
    }

    /// All of the money went back, or was never taken.
    private func returned(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ same: OrderEvent.Move,
        at now: Moment
    ) -> OrderEvent.Move {
        if isAsked(order, payment.id) { return captureEnds(order, payment, at: now) }
        // Nobody can say yes to seats for which no money is there any more.
        if order.state == .authorized, order.granted == payment.id {
            return givenUp(order, reason: .refundedElsewhere, payment: payment, at: now)
        }
        return payment.refundedElsewhere > 0 ? refundedElsewhere(same) : same
    }

    private func refundedElsewhere(_ same: OrderEvent.Move) -> OrderEvent.Move {
        var move = same
        move.reason = .refundedElsewhere
        return move
    }

    /// Money that is not for this order's seats: never captured, or given back in full at once.
    func unwanted(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ reason: OrderReason,
        at now: Moment
    ) -> OrderEvent.Move {
        var move = OrderEvent.Move(order: order.id, state: order.state, reason: reason)
        let left = order.kept(of: payment)
        guard left > 0 else { return move }
        move.refund = order.intent(payment, left, reason, at: now)
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
        case .stuck where isAsked(order, payment.id):
            return OrderEvent.Move(order: order.id, state: .capturing, reason: order.reason)
        case .authorized, .capturing, .paid, .refunding, .refunded, .stuck:
            return unwanted(order, payment, .paidTwice, at: context.time.now)
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
        let now = context.time.now
        let isAsked = isAsked(order, payment.id)
        switch order.state {
        case .created, .failed, .capturing, .stuck:
            let isFirst = order.state == .created || order.state == .failed
            guard isFirst || isAsked else { return unwanted(order, payment, .paidTwice, at: now) }
            if sale.lever == .cancelled {
                return givenUp(order, reason: .showCancelled, payment: payment, at: now)
            }
            return booked(order, isFirst ? .onTime : order.reason)
        case .authorized:
            // The buyer is still asked about other seats.
            guard order.granted == payment.id else {
                return unwanted(order, payment, .paidTwice, at: now)
            }
            return OrderEvent.Move(order: order.id, state: .authorized, reason: order.reason)
        case .expired:
            return late(order, payment, news, in: context, plan: plan)
        case .paid, .refunding, .refunded:
            return unwanted(order, payment, .paidTwice, at: now)
        }
    }

    func booked(_ order: OrderRecord, _ reason: OrderReason) -> OrderEvent.Move {
        var move = OrderEvent.Move(order: order.id, state: .paid, reason: reason)
        move.hold = .book
        return move
    }

    // MARK: Captures that bring nothing

    /// The provider said no to a capture.
    func decideCaptureRefused(
        _ id: OrderID,
        _ payment: String,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        let order = try known(id)
        guard isAsked(order, payment), var record = order.payment(payment),
            record.status != .captured
        else { return .already(.order(OrderView(order, at: context.time))) }
        if record.status != .refunded { record.status = .failed }
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
            return givenUp(order, reason: .captureRefused, payment: payment, at: now)
        }
        var move = OrderEvent.Move(order: order.id, state: .failed, reason: .captureRefused)
        move.hold = .until(limit)
        return move
    }
}

extension OrderRecord {
    /// Whether what is said of a payment is kept: attempts that came to nothing are, up to a bound.
    fileprivate func takesUp(_ report: PaymentReport) -> Bool {
        switch report.status {
        case .authorized, .captured, .refunded: true
        case .created, .failed:
            payments.count < Limits.paymentsPerOrder || payment(report.payment) != nil
        }
    }

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
