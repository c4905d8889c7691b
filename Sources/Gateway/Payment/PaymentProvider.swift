package import SeatGrid

/// Which provider an installation works with.
package enum PaymentProviderKind: String, Sendable, CaseIterable {
    case razorpay
    case sandbox
}

/// Whoever takes the money.
///
/// Nothing here retries: the caller knows what is due and asks again. Every call ends within the
/// provider's time limit. Ids given to these calls are what the provider gave out before, or what a
/// stranger claims they are: one that no provider's id looks like is refused without asking.
package protocol PaymentProvider: Sendable {
    var kind: PaymentProviderKind { get }
    /// The public id that checkout pages need (`provider_key_id`).
    var keyID: String { get }

    /// Makes an order whose payments wait to be captured. There is no idempotency: after `unknown`
    /// there may be an order that nobody knows the id of, which is harmless.
    func createOrder(
        _ request: ProviderOrderRequest
    ) async throws(PaymentError) -> ProviderOrder

    /// The order as the provider has it now.
    func order(_ id: String) async throws(PaymentError) -> ProviderOrder

    /// All payments that were tried for the order, failed ones too, in no certain order.
    func payments(ofOrder id: String) async throws(PaymentError) -> [PaymentReport]

    /// The payment as the provider has it now.
    func payment(_ id: String) async throws(PaymentError) -> PaymentReport

    /// Takes the money of an authorised payment. Success if it is captured already, with the same
    /// amount, and whatever has been refunded since; `refused` if it is not authorised (any more).
    func capture(
        _ payment: String,
        amount: Int64,
        currency: String
    ) async throws(PaymentError) -> PaymentReport

    /// Gives money back. A repeat of an equal request gives the first one's refund as it is now.
    func refund(_ request: ProviderRefundRequest) async throws(PaymentError) -> RefundReport

    /// The refund as the provider has it now.
    func refund(_ id: String, ofPayment payment: String) async throws(PaymentError) -> RefundReport

    /// All refunds of the payment, those that are none of ours too.
    func refunds(ofPayment id: String) async throws(PaymentError) -> [RefundReport]

    /// Whether the checkout page's answer is the provider's and about `order`, which is the stored
    /// id and never the caller's. Constant time in the signature.
    func isGenuine(_ answer: CheckoutSignature, forOrder order: String) -> Bool

    /// Whether a webhook's raw body was signed by the provider. Constant time in the signature.
    func isGenuine(webhook body: [UInt8], signature: String) -> Bool
}
