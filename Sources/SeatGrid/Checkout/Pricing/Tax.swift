/// A tax on seats, fees or both.
package struct Tax: Hashable, Sendable {
    /// Unique among the terms' taxes.
    package let key: String
    package let name: String
    /// Basis points of what it is on.
    package let points: UInt32
    /// Whether it is on the seats' prices, less their discount.
    package let isOnSeats: Bool
    /// The ordinals of the fees that it is on, ascending.
    package let fees: [UInt8]
    /// Whether the prices and fees contain it already: it is shown then, not added.
    package let isIncluded: Bool

    package init(
        key: String,
        name: String,
        points: UInt32,
        isOnSeats: Bool = true,
        fees: [UInt8] = [],
        isIncluded: Bool = false
    ) {
        self.key = key
        self.name = name
        self.points = points
        self.isOnSeats = isOnSeats
        self.fees = fees
        self.isIncluded = isIncluded
    }
}
