// What an order's state follows from: whether it has seats, held or booked, and where its money is.

extension ShowState {
    /// Whether its seats are held for it still.
    func isPinned(_ order: OrderRecord) -> Bool {
        holds.find(order.hold).map { holds.records[$0].state == .paying } ?? false
    }

    /// Whether it is this payment whose money is being taken, or would be if the provider answered.
    func isAsked(_ order: OrderRecord, _ payment: String) -> Bool {
        (order.state == .capturing || order.state == .stuck) && order.granted == payment
            && isPinned(order)
    }

    /// Where an order stands that nobody has to look at any more. Being stuck says nothing of what
    /// was before, so it is told by the seats and the money.
    func standing(of order: OrderRecord) -> OrderState {
        if isPinned(order) { return .capturing }
        if hasBookedSeats(order) { return .paid }
        if order.isRefunding { return .refunding }
        return order.captured > 0 ? .refunded : .expired
    }

    private func hasBookedSeats(_ order: OrderRecord) -> Bool {
        guard order.isBooked, let place = bookings.find(order.booking) else { return false }
        return !holds.records[bookings.records[place].slot].seats.isEmpty
    }

    /// Whether no seat is held for a payment that nobody waits for.
    var holdsBeingPaidHaveOrders: Bool {
        holds.records.allSatisfy { $0.state != .paying || orders.find(hold: $0.id) != nil }
    }
}
