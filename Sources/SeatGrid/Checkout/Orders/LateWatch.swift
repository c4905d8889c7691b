/// Settled orders that the provider is still asked about for a day: an account that captures by
/// itself may have taken money again, or after all, and the webhook that says so may be lost.
struct LateWatch: Sendable {
    /// Milliseconds.
    static let time: Int64 = 86_400_000
    /// How many are forgotten at once.
    private static let piece = 64

    /// In the order in which they were settled, one maybe more than once.
    private var orders: [(ordinal: Int, since: Moment)] = []

    /// When the last of them is given up.
    var until: Moment { orders.last.map { $0.since.advanced(by: Self.time) } ?? .start }

    mutating func add(_ ordinal: Int, since: Moment) {
        if let last = orders.last, last == (ordinal, since) { return }
        orders.append((ordinal, since))
        let old = orders.prefix { $0.since.milliseconds(until: since) >= Self.time }.count
        // In pieces, so that forgetting costs O(1) each.
        if old >= Self.piece { orders.removeFirst(old) }
    }

    /// Those that are still watched; `since` tells when an order was settled last.
    func ordinals(at now: Moment, since: (Int) -> Moment) -> [Int] {
        orders.compactMap { order in
            order.since.milliseconds(until: now) < Self.time && order.since == since(order.ordinal)
                ? order.ordinal : nil
        }
    }
}
