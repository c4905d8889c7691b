/// Something that a show wants of the payment provider: what the log has decided and the world does
/// not know yet. It follows from the state alone, so that a crash forgets none of it.
package enum CheckoutWork: Equatable, Sendable {
    /// Take the money of this payment; then say what became of it.
    case capture(OrderRecord, payment: PaymentRecord)
    /// Give money back, under `RefundRecord.key`.
    case refund(OrderRecord, RefundRecord)
    /// Ask what has been paid. `isOverdue`: the hold's time is up, so it ends unless money came.
    case poll(OrderRecord, isOverdue: Bool)
    /// The show was cancelled: give all of the booking back.
    case cancelBooking(BookingID)

    /// One thing of a kind is done at a time.
    package var key: String {
        switch self {
        case .capture(let order, _): "c\(Crockford.string(order.id.bits))"
        case .refund(_, let refund): "r\(Crockford.string(refund.id.bits))"
        case .poll(let order, _): "p\(Crockford.string(order.id.bits))"
        case .cancelBooking(let id): "b\(Crockford.string(id.bits))"
        }
    }
}

extension RefundRecord {
    /// Whether the provider was asked under that key for this refund, at any attempt.
    package func isKey(_ key: String) -> Bool {
        let name = "rf_" + Crockford.string(id.bits)
        return key == name || key.hasPrefix(name + "-")
    }

    /// The idempotency key under which the provider is asked: another one after a refund failed.
    package var key: String {
        let name = "rf_" + Crockford.string(id.bits)
        return attempt == 0 ? name : "\(name)-\(attempt)"
    }
}

extension ShowState {
    /// Whether there may be anything to do for orders. O(1).
    package func hasCheckoutWork(at now: Moment) -> Bool {
        orders.hasOpen || hasBookingsToCancel || orders.lateUntil > now
    }

    private var hasBookingsToCancel: Bool {
        sale.lever == .cancelled && bookings.uncancelled > 0
    }

    /// What is to be done, at most `limit` things; the oldest orders first.
    package func checkoutWork(at now: Moment, limit: Int) -> [CheckoutWork] {
        var work: [CheckoutWork] = []
        for ordinal in orders.open where work.count < limit {
            work += self.work(of: orders[ordinal], at: now)
        }
        for ordinal in orders.late(at: now) where work.count < limit {
            work.append(.poll(orders[ordinal], isOverdue: false))
        }
        guard hasBookingsToCancel else { return work }
        for booking in bookings.records where work.count < limit {
            let hasSeats = !holds.records[booking.slot].seats.isEmpty
            if hasSeats { work.append(.cancelBooking(booking.id)) }
        }
        return work
    }

    private func work(of order: OrderRecord, at now: Moment) -> [CheckoutWork] {
        var work: [CheckoutWork] = []
        if order.state == .capturing, let payment = order.payment(order.granted) {
            work.append(.capture(order, payment: payment))
        }
        if order.state != .stuck {
            for refund in order.refunds where refund.state != .settled {
                work.append(.refund(order, refund))
            }
        }
        switch order.state {
        case .created, .failed:
            work.append(.poll(order, isOverdue: order.payBy <= now))
        default: break
        }
        return work
    }
}
