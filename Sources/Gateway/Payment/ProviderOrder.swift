/// What an order is made of at the provider.
package struct ProviderOrderRequest: Equatable, Sendable {
    /// Minor units, at least 100.
    package let amount: Int64
    /// ISO 4217.
    package let currency: String
    /// Our own name for it, at most 40 bytes: the order's id.
    package let receipt: String
    /// At most 15 pairs of at most 256 bytes; comes back with the order.
    package let notes: [String: String]

    package init(amount: Int64, currency: String, receipt: String, notes: [String: String] = [:]) {
        self.amount = amount
        self.currency = currency
        self.receipt = receipt
        self.notes = notes
    }
}

/// An order as the provider keeps it. It never expires and can't be cancelled: it can be paid for
/// as long as somebody knows its id.
package struct ProviderOrder: Equatable, Sendable {
    /// What has become of it.
    package enum Status: Sendable, Equatable {
        case created
        /// A payment was tried.
        case attempted
        /// A payment was captured.
        case paid
    }

    package let id: String
    package let status: Status
    package let amount: Int64
    package let amountPaid: Int64
    package let currency: String
    package let receipt: String
    package let notes: [String: String]

    package init(
        id: String,
        status: Status,
        amount: Int64,
        amountPaid: Int64,
        currency: String,
        receipt: String,
        notes: [String: String]
    ) {
        self.id = id
        self.status = status
        self.amount = amount
        self.amountPaid = amountPaid
        self.currency = currency
        self.receipt = receipt
        self.notes = notes
    }
}
