/// Seats of a paid order that are to be given up, and how the order stands.
package struct Cancellation: Sendable {
    /// What the order cost, as it was frozen.
    package var quote: Quote
    /// The seats to give up now.
    package var seats: [SeatIndex]
    /// The seats that were given up before.
    package var cancelled: Set<SeatIndex>
    /// What was paid, minor units.
    package var captured: Int64
    /// What of that was refunded before or is being refunded, minor units.
    package var refunded: Int64
    package var at: WallTime
    /// When the show starts.
    package var startsAt: WallTime
    /// Whether the operator cancels: then all is given back, fees too, at any time.
    package var isByOperator: Bool

    package init(
        of quote: Quote,
        seats: [SeatIndex],
        cancelled: Set<SeatIndex> = [],
        captured: Int64,
        refunded: Int64,
        at: WallTime,
        startsAt: WallTime,
        isByOperator: Bool = false
    ) {
        self.quote = quote
        self.seats = seats
        self.cancelled = cancelled
        self.captured = captured
        self.refunded = refunded
        self.at = at
        self.startsAt = startsAt
        self.isByOperator = isByOperator
    }
}

/// What is given back for a cancellation. All amounts are minor units.
package struct RefundQuote: Equatable, Sendable {
    /// One seat's part, or the order's own.
    package struct Share: Equatable, Sendable {
        /// nil: the fees of the order as a whole.
        package let seat: SeatIndex?
        /// What it cost, with discount, fees and taxes.
        package let paid: Int64
        /// What of that is given back.
        package let refund: Int64

        package init(seat: SeatIndex?, paid: Int64, refund: Int64) {
            self.seat = seat
            self.paid = paid
            self.refund = refund
        }
    }

    /// The seats in the order they were named; then, if no seat of the order is left and it had
    /// fees of its own, these.
    package private(set) var shares: [Share]
    /// Basis points that the policy gives back now.
    package var points: UInt32

    package init(shares: [Share], points: UInt32) {
        self.shares = shares
        self.points = points
    }

    /// What is given back in all.
    package var total: Int64 { shares.reduce(0) { $0 + $1.refund } }
    /// What the seats cost, as far as it is no longer theirs.
    package var paid: Int64 { shares.reduce(0) { $0 + $1.paid } }

    /// Raises the total to one that can be paid: providers move no less than
    /// `Limits.leastPayment`. What is less becomes that much; and what would be left and be less
    /// goes back, too, as it could not go back by itself later. The last share has the difference.
    ///
    /// - Parameters:
    ///   - kept: what there is to give back, minor units; never more.
    ///   - isLast: whether nothing more can ever be due after this.
    mutating func makePayable(from kept: Int64, isLast: Bool) {
        guard total > 0, let place = shares.lastIndex(where: { $0.refund > 0 }) else { return }
        var due = min(kept, max(total, Limits.leastPayment))
        if !isLast, kept - due < Limits.leastPayment { due = kept }
        let share = shares[place]
        shares[place] = Share(
            seat: share.seat,
            paid: share.paid,
            refund: share.refund + due - total
        )
    }
}
