/// What a provider said of one refund.
package struct RefundReport: Hashable, Sendable {
    /// Numbers are for ever.
    package enum Status: UInt8, Sendable, CaseIterable {
        /// Taken on; the money is on its way.
        case pending = 0
        case processed = 1
        /// Nothing went back. The same intent may be tried again under another id.
        case failed = 2
    }

    /// The provider's id of the refund.
    package let refund: String
    /// The provider's id of the payment that it is taken from.
    package let payment: String
    package let status: Status
    /// Minor units.
    package let amount: Int64
    /// ISO 4217.
    package let currency: String
    /// The id under which we asked for it (`rf_…`); nil: it is none of ours, as refunds that the
    /// provider makes by itself or that somebody makes by hand.
    package let intent: String?

    package init(
        refund: String,
        payment: String,
        status: Status,
        amount: Int64,
        currency: String,
        intent: String? = nil
    ) {
        self.refund = refund
        self.payment = payment
        self.status = status
        self.amount = amount
        self.currency = currency
        self.intent = intent
    }
}
