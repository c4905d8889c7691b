/// What is charged besides the seats' prices.
package struct Fee: Hashable, Sendable {
    /// What it is charged for. Numbers are for ever.
    package enum Per: UInt8, Sendable, CaseIterable {
        case seat = 0
        case order = 1
    }

    /// Unique among the terms' fees.
    package let key: String
    package let name: String
    package let per: Per
    /// Basis points are of the seat's price, or of the sum of the seats' prices for a fee per
    /// order, before any discount.
    package let charge: Charge

    package init(key: String, name: String, per: Per, charge: Charge) {
        self.key = key
        self.name = name
        self.per = per
        self.charge = charge
    }
}
