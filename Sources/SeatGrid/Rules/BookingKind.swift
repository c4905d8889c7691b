/// What a booking that a backend made stands for. Numbers are for ever.
package enum BookingKind: UInt8, Sendable, CaseIterable {
    /// Somebody took the money for it.
    case paid = 0
    /// Nobody pays: it brings in nothing, whatever its seats cost.
    case complimentary = 1
    /// Sold at the counter.
    case walkIn = 2

    /// A word for machines.
    package var word: String {
        switch self {
        case .paid: "paid"
        case .complimentary: "complimentary"
        case .walkIn: "walk_in"
        }
    }
}
