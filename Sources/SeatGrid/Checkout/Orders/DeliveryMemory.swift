/// Which deliveries of a provider's webhooks a show has heard, by a digest of their event ids.
///
/// Kept eight days: the contract asks for seven at the least. A repeat would change nothing anyway,
/// as reports about money only ever move it on.
struct DeliveryMemory: Equatable, Sendable {
    /// Milliseconds.
    static let time: Int64 = 8 * 86_400_000

    /// How many are forgotten at once.
    private static let piece = 64

    struct Delivery: Equatable, Sendable {
        let id: Bits128
        let at: WallTime
    }

    private(set) var deliveries: [Delivery] = []
    private var known: Set<Bits128> = []

    func contains(_ id: Bits128) -> Bool { known.contains(id) }

    mutating func add(_ id: Bits128, at wall: WallTime) {
        guard known.insert(id).inserted else { return }
        deliveries.append(Delivery(id: id, at: wall))
        var old = max(0, deliveries.count - Limits.deliveries)
        while old < deliveries.count,
            deliveries[old].at.rawValue + Self.time < wall.rawValue
        {
            old += 1
        }
        // In pieces, so that forgetting costs O(1) each.
        guard old >= Self.piece else { return }
        for delivery in deliveries.prefix(old) { known.remove(delivery.id) }
        deliveries.removeFirst(old)
    }
}
