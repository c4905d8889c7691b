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
    /// The provider is silent about a refund: say so with `OrderCommand.stall`.
    case stall(OrderRecord, OrderReason)

    /// One thing of a kind is done at a time. Another attempt at a refund is another thing, for the
    /// bank has only begun with it; so is an overdue question, which must not wait till one of
    /// those before may be asked again.
    package var key: String {
        switch self {
        case .capture(let order, _): "c\(Crockford.string(order.id.bits))"
        case .refund(_, let refund): "r\(Crockford.string(refund.id.bits)).\(refund.attempt)"
        case .poll(let order, let isOverdue):
            "\(isOverdue ? "o" : "p")\(Crockford.string(order.id.bits))"
        case .cancelBooking(let id): "b\(Crockford.string(id.bits))"
        case .stall(let order, _): "s\(Crockford.string(order.id.bits))"
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

/// What is to be done for one show, the most pressing kind first, so much of each and no more: a
/// thousand refunds under way keep no buyer waiting.
private struct CheckoutAgenda {
    /// The most pressing first.
    enum Kind: Int, CaseIterable {
        /// Never cut: a buyer waits, and the money may go back by itself.
        case capture, stall, cancelBooking, refund, overduePoll, pendingRefund, poll, latePoll
    }

    private let limit: Int
    private let isDue: (String) -> Bool
    private var works = [[CheckoutWork]](repeating: [], count: Kind.allCases.count)

    init(limit: Int, isDue: @escaping (String) -> Bool) {
        self.limit = limit
        self.isDue = isDue
    }

    var all: [CheckoutWork] { works.flatMap(\.self) }

    func isFull(_ kind: Kind) -> Bool { kind != .capture && works[kind.rawValue].count >= limit }

    /// What is not due takes no place of what is.
    mutating func add(_ work: CheckoutWork, as kind: Kind) {
        guard !isFull(kind), isDue(work.key) else { return }
        works[kind.rawValue].append(work)
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

    /// Open orders that are looked at in a turn, besides for captures, for each thing of a kind
    /// that may be done: most of what is open waits for its time.
    private static let looksPerThing = 8

    /// What is to be done, at most `limit` things of a kind and all captures. O(open orders), and
    /// O(bookings) in a show that was cancelled; `isDue` is asked about captures, some open orders
    /// for each thing of `limit`, and such bookings.
    ///
    /// - Parameters:
    ///   - turn: another one each time; it begins elsewhere then.
    ///   - isDue: whether it is the time of the thing with that key; what is not is left out.
    package func checkoutWork(
        at now: Moment,
        limit: Int,
        turn: Int = 0,
        isDue: @escaping (String) -> Bool = { _ in true }
    ) -> [CheckoutWork] {
        var agenda = CheckoutAgenda(limit: limit, isDue: isDue)
        let open = orders.open.rotated(toTurn: turn, limit: limit)
        for ordinal in open {
            let order = orders[ordinal]
            guard order.state == .capturing, let payment = order.payment(order.granted) else {
                continue
            }
            agenda.add(.capture(order, payment: payment), as: .capture)
        }
        for ordinal in open.prefix(limit * Self.looksPerThing) {
            plan(orders[ordinal], at: now, into: &agenda)
        }
        for ordinal in orders.late(at: now, turn: turn, limit: limit) {
            agenda.add(.poll(orders[ordinal], isOverdue: false), as: .latePoll)
        }
        if hasBookingsToCancel {
            for booking in bookings.records where !agenda.isFull(.cancelBooking) {
                let hasSeats = !holds.records[booking.slot].seats.isEmpty
                if hasSeats { agenda.add(.cancelBooking(booking.id), as: .cancelBooking) }
            }
        }
        return agenda.all
    }

    /// What is to be done for an order besides taking its money.
    private func plan(
        _ order: OrderRecord,
        at now: Moment,
        into agenda: inout CheckoutAgenda
    ) {
        for refund in order.refunds where refund.state != .settled {
            // To ask what became of one does no harm, and may be the way out.
            if refund.state == .pending {
                agenda.add(.refund(order, refund), as: .pendingRefund)
            } else if order.state != .stuck {
                agenda.add(.refund(order, refund), as: .refund)
            }
        }
        if order.isAtRest, order.refunds.contains(where: { $0.isOverdue(at: now) }) {
            agenda.add(.stall(order, .providerSilent), as: .stall)
        }
        if order.state == .created || order.state == .failed {
            let isOverdue = order.payBy <= now
            agenda.add(
                .poll(order, isOverdue: isOverdue),
                as: isOverdue ? .overduePoll : .poll
            )
        }
    }
}
