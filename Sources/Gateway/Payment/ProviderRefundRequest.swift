/// What is to go back, and under which id. A repeat must be equal to the first in every field, or
/// the provider refuses it.
package struct ProviderRefundRequest: Equatable, Sendable {
    /// The provider's id of the payment.
    package let payment: String
    /// Minor units, at least 100.
    package let amount: Int64
    /// Our own id (`rf_…`): receipt and idempotency key, 10 to 40 of `[A-Za-z0-9_-]`.
    package let intent: String
    /// At most 15 pairs of at most 256 bytes.
    package let notes: [String: String]

    package init(payment: String, amount: Int64, intent: String, notes: [String: String] = [:]) {
        self.payment = payment
        self.amount = amount
        self.intent = intent
        self.notes = notes
    }
}
