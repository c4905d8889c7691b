/// What a show has brought in, and what it still owes.
package struct Takings: Equatable, Sendable {
    /// Minor units: what was taken for orders less what went back or is on its way; for bookings
    /// that were not paid here, the prices of their seats, if anybody paid.
    package var revenue: Int64 = 0
    /// How many bookings were made of each kind, by its number; cancelled ones too.
    package var bookings = [Int](repeating: 0, count: BookingKind.allCases.count)
    /// Bookings that will be cancelled with their show, or whose money is on its way back.
    package var bookingsToRefund = 0
}

extension ShowState {
    /// Looks at every booking. O(bookings).
    package func takings(plan: SeatPlan) -> Takings {
        var takings = Takings()
        for record in bookings.records {
            takings.bookings[Int(record.kind.rawValue)] += 1
            let hold = holds.records[record.slot]
            var isOwed = sale.lever == .cancelled && !hold.seats.isEmpty
            if let ordinal = orders.find(OrderID(record.id.bits)) {
                let order = orders[ordinal]
                takings.revenue += order.captured - order.refunded
                isOwed = isOwed || order.isRefunding
            } else if record.kind != .complimentary {
                let prices = priceTables[Int(hold.priceTable)]
                takings.revenue += prices.total(of: hold.seats, plan: plan)
            }
            if isOwed { takings.bookingsToRefund += 1 }
        }
        return takings
    }
}
