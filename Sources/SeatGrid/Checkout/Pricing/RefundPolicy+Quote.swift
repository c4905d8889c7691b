extension PriceTable {
    /// What is given back for a cancellation, by the policy of this table; the same answer for one
    /// who only asks and for one who does it.
    package func refund(_ cancellation: Cancellation) throws(Refusal) -> RefundQuote {
        try (checkout?.refunds ?? .untilStart).quote(
            cancellation,
            rounding: checkout?.rounding ?? .standard
        )
    }
}

extension RefundPolicy {
    /// What is given back for a cancellation (docs/API.md, "What is given back").
    ///
    /// Each seat's part is rounded by itself, to the minor unit: seats cancelled one by one bring
    /// exactly what they bring together at the same time. The order's own fees go with its last
    /// seat. Never more than was captured and not refunded before.
    ///
    /// Refuses no seats, a seat that the order does not have, and one given up before.
    package func quote(
        _ cancellation: Cancellation,
        rounding: Rounding = .standard
    ) throws(Refusal) -> RefundQuote {
        try check(cancellation)
        let isFull = cancellation.isByOperator
        let points =
            isFull
            ? Charge.whole
            : self.points(at: cancellation.at, startsAt: cancellation.startsAt)
        // To the minor unit, whatever the terms say: else a part could exceed the whole.
        let rounding = Rounding(mode: rounding.mode)
        var sums: [SeatIndex?: (paid: Int64, back: Int64)] = [:]
        for line in cancellation.quote.lines where !line.isIncluded && !line.isOfGoneSeat {
            sums[line.seat, default: (0, 0)].paid += line.amount
            if isFull || refundsFees || !line.isFee {
                sums[line.seat, default: (0, 0)].back += line.amount
            }
        }
        var left = max(cancellation.captured - cancellation.refunded, 0)
        func share(_ seat: SeatIndex?) -> RefundQuote.Share {
            let sum = sums[seat] ?? (0, 0)
            let due = min(Int64(rounding.part(points, of: max(sum.back, 0))), left)
            left -= due
            return RefundQuote.Share(seat: seat, paid: sum.paid, refund: due)
        }
        var shares = cancellation.seats.map { share($0) }
        if cancellation.leavesNoSeat, sums[nil] != nil { shares.append(share(nil)) }
        return RefundQuote(shares: shares, points: points)
    }

    private func check(_ cancellation: Cancellation) throws(Refusal) {
        guard !cancellation.seats.isEmpty else { throw .invalid(.noSeats) }
        let bought = cancellation.quote.seats
        var seen: Set<SeatIndex> = []
        for seat in cancellation.seats {
            guard seen.insert(seat).inserted else { throw .invalid(.seatTwice) }
            guard bought.contains(seat) else { throw .seatNotFound(seat) }
            guard !cancellation.cancelled.contains(seat) else {
                throw .illegalState(.seatCancelled)
            }
        }
    }
}

extension Cancellation {
    /// Whether all seats of the order are given up then.
    fileprivate var leavesNoSeat: Bool {
        quote.seats.isSubset(of: cancelled.union(seats))
    }
}
