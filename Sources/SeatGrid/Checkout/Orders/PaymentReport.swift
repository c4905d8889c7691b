/// What a provider said of one payment, by callback, webhook or poll.
///
/// Reports come in any order, any number of times and late: the newest one need not be the one that
/// came last. Only `captured` and `refunded` say that money was taken.
package struct PaymentReport: Hashable, Sendable {
    /// Numbers are for ever.
    package enum Status: UInt8, Sendable, CaseIterable {
        /// The bank has not answered yet.
        case created = 0
        /// The money is reserved; nobody is charged before it is captured.
        case authorized = 1
        case captured = 2
        /// All of it went back, captured or not: what nobody captures, the provider returns.
        case refunded = 3
        /// Not for good: a bank that answers late makes it `authorized` after all.
        case failed = 4
    }

    /// The provider's id of the payment.
    package let payment: String
    /// The provider's id of the order that it pays.
    package let order: String
    package let status: Status
    /// Minor units.
    package let amount: Int64
    /// ISO 4217.
    package let currency: String
    /// What has gone back so far, minor units; part of `amount`.
    package let amountRefunded: Int64
    /// Why it failed: the provider's word for it, at most 64 bytes of `[a-z0-9_]`.
    package let reason: String?

    package init(
        payment: String,
        order: String,
        status: Status,
        amount: Int64,
        currency: String,
        amountRefunded: Int64 = 0,
        reason: String? = nil
    ) {
        self.payment = payment
        self.order = order
        self.status = status
        self.amount = amount
        self.currency = currency
        self.amountRefunded = amountRefunded
        self.reason = reason
    }
}
