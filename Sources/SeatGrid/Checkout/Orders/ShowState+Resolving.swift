// Ends of orders that take a decision: of an operator about one that is stuck, or of the rules.

extension ShowState {
    /// Money that is being taken, or is on its way back after all else is settled, waits for a
    /// person from now on. While a buyer is still paying, a refund besides keeps nobody from it.
    func decideStall(
        _ id: OrderID,
        _ reason: OrderReason,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        let order = try known(id)
        guard order.state == .capturing || (order.isAtRest && order.isRefunding) else {
            return .already(.order(OrderView(order, at: context.time)))
        }
        return decided(.moved(OrderEvent.Move(order: id, state: .stuck, reason: reason)), context)
    }

    func decideResolve(
        _ id: OrderID,
        _ resolution: Resolution,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        let order = try known(id)
        guard order.state == .stuck else { throw .illegalState(.orderNotStuck) }
        var move = OrderEvent.Move(order: id, state: order.state, reason: .resolvedByHand)
        switch resolution {
        case .retry: move.state = standing(of: order)
        case .giveUp:
            guard !order.isBooked else { throw .illegalState(.orderBooked) }
            move = givenUp(order, reason: .resolvedByHand, at: context.time.now)
        case .settled:
            guard order.isRefunding else { throw .illegalState(.orderNotRefunding) }
            var settled = order
            settled.settleRefunds(at: context.time.now)
            move.settlesRefunds = true
            move.state = standing(of: settled)
        }
        return decided(.moved(move), context)
    }

    /// The order ends without seats: money that was taken goes back.
    func givenUp(
        _ order: OrderRecord,
        reason: OrderReason,
        payment: PaymentRecord? = nil,
        at now: Moment
    ) -> OrderEvent.Move {
        var move = OrderEvent.Move(order: order.id, state: .expired, reason: reason)
        move.payment = payment
        move.hold = .drop
        let payments = order.payments.filter { $0.id != payment?.id } + (payment.map { [$0] } ?? [])
        if let taken = payments.first(where: { order.kept(of: $0) > 0 }) {
            move.state = .refunding
            move.refund = order.intent(taken, order.kept(of: taken), reason, at: now)
        }
        return move
    }
}

extension OrderRecord {
    /// The intent to give back that much of a payment.
    func intent(
        _ payment: PaymentRecord,
        _ amount: Int64,
        _ reason: OrderReason,
        at now: Moment
    ) -> RefundRecord {
        RefundRecord(
            id: nextRefund,
            payment: payment.id,
            amount: amount,
            reason: reason,
            since: now
        )
    }

    /// Somebody gave back by another way what was not settled.
    mutating func settleRefunds(at now: Moment) {
        for place in refunds.indices where refunds[place].state != .settled {
            refunds[place].state = .settled
            refunds[place].since = now
        }
    }
}
