extension ShowState {
    /// What cancelling these seats of a booking would give back, by the policy of its purchase.
    ///
    /// `seats` nil: all that are left. The very function by which a cancellation is decided.
    package func cancellation(
        of request: CancelRequest,
        at wall: WallTime
    ) throws(Refusal) -> CancellationQuote {
        guard let place = bookings.find(request.booking) else { throw .bookingNotFound }
        let booking = bookings.records[place]
        let left = holds.records[booking.slot].seats
        let chosen = request.seats ?? left
        guard !left.isEmpty else { throw .illegalState(.bookingCancelled) }
        guard !chosen.isEmpty else { throw .invalid(.noSeats) }
        guard Set(chosen).count == chosen.count else { throw .invalid(.seatTwice) }
        for seat in chosen where !left.contains(seat) { throw .invalid(.seatNotBooked) }
        // Whoever cancels after the show was, has what they would have had by themselves.
        let isByOperator = request.isByOperator || sale.lever == .cancelled
        if !isByOperator {
            for seat in chosen where booking.isUsed(seat) {
                throw .illegalState(.seatUsed)
            }
        }
        guard let ordinal = orders.find(OrderID(booking.id.bits)) else {
            return CancellationQuote(seats: chosen, left: left.count - chosen.count, refund: nil)
        }
        let order = orders[ordinal]
        let taken = order.payments.first { $0.id == order.granted && order.kept(of: $0) > 0 }
        var quote = try priceTables[Int(order.priceTable)].refund(
            Cancellation(
                of: order.quote,
                seats: Array(chosen),
                cancelled: Set(order.seats.filter { !left.contains($0) }),
                captured: taken?.amount ?? 0,
                refunded: taken.map { order.refunded(of: $0) } ?? 0,
                at: wall,
                startsAt: terms?.startsAt ?? WallTime(rawValue: 0),
                isByOperator: isByOperator
            )
        )
        quote.makePayable(
            from: taken.map { order.kept(of: $0) } ?? 0,
            isLast: chosen.count == left.count
        )
        return CancellationQuote(
            seats: chosen,
            left: left.count - chosen.count,
            refund: CancellationQuote.Refund(
                quote: quote,
                currency: order.quote.currency,
                payment: taken?.id
            )
        )
    }

    func decideCancel(
        _ request: CancelRequest,
        in context: TurnContext
    ) throws(Refusal) -> Decision {
        let quote = try cancellation(of: request, at: context.time.wall)
        var refund: RefundRecord?
        if let money = quote.refund, money.quote.total > 0, let payment = money.payment,
            let ordinal = orders.find(OrderID(request.booking.bits))
        {
            refund = RefundRecord(
                id: orders[ordinal].nextRefund,
                payment: payment,
                amount: money.quote.total,
                reason: request.reason,
                since: context.time.now
            )
        }
        return decided(
            .cancelled(
                OrderEvent.Cancellation(
                    booking: request.booking,
                    seats: quote.seats,
                    reason: request.reason,
                    refund: refund
                )
            ),
            context
        )
    }

    /// A refund that failed for good is asked for anew under another key, a few times.
    func decideRefund(_ news: RefundNews, in context: TurnContext) throws(Refusal) -> Decision {
        let order = try known(news.order)
        guard let refund = order.refunds.first(where: { $0.id == news.refund }) else {
            throw .orderNotFound
        }
        let isRepeat = news.delivery.map { orders.knows($0) } ?? false
        var step = OrderEvent.RefundStep(
            order: order.id,
            refund: refund.id,
            refundState: refund.state,
            attempt: refund.attempt,
            providerID: refund.providerID,
            state: order.state,
            reason: order.reason
        )
        step.delivery = news.delivery
        if !isRepeat, refund.state != .settled { go(on: &step, refund, order, news.report) }
        let isSame =
            step.refundState == refund.state && step.attempt == refund.attempt
            && step.providerID == refund.providerID && step.state == order.state
        if isSame, isRepeat || news.delivery == nil {
            return .already(.order(OrderView(order, at: context.time)))
        }
        return decided(.refund(step), context)
    }

    private func go(
        on step: inout OrderEvent.RefundStep,
        _ refund: RefundRecord,
        _ order: OrderRecord,
        _ report: RefundReport?
    ) {
        guard let report, report.status != .failed else {
            if let report, refund.isOldNews(report) { return }
            step.refundState = .failed
            step.attempt = min(refund.attempt, .max - 1) + 1
            step.providerID = ""
            // A buyer who is still paying is not kept from it: the next attempt asks again.
            if step.attempt >= Limits.refundAttempts, order.isAtRest {
                step.state = .stuck
                step.reason = .refundFailed
            }
            return
        }
        step.providerID = report.refund
        step.refundState = report.status == .processed ? .settled : .pending
        guard step.refundState == .settled else { return }
        let others = order.refunds.filter { $0.id != refund.id }
        guard others.allSatisfy({ $0.state == .settled }) else { return }
        // One that is stuck for the money of its seats stays so, whatever else has gone back.
        guard order.state == .refunding || (order.state == .stuck && !isPinned(order)) else {
            return
        }
        var settled = order
        settled.settleRefunds(at: order.since)
        step.state = standing(of: settled)
        if order.state == .stuck { step.reason = refund.reason }
    }
}

extension RefundRecord {
    /// Whether it is about an attempt that was given up already.
    fileprivate func isOldNews(_ failure: RefundReport) -> Bool {
        if let intent = failure.intent { return intent != key }
        return state == .failed || (!providerID.isEmpty && failure.refund != providerID)
    }
}

/// What cancelling gives back.
package struct CancellationQuote: Equatable, Sendable {
    /// Money that goes back by us.
    package struct Refund: Equatable, Sendable {
        package let quote: RefundQuote
        package let currency: String
        /// The provider's id of the payment it comes from; nil: none was taken.
        let payment: String?
    }

    package let seats: SeatList
    /// How many seats the booking has after that.
    package let left: Int
    /// nil: the booking was not paid here.
    package let refund: Refund?
}
