/// What the checkout page hands to the browser after an authorised payment.
package struct CheckoutSignature: Equatable, Sendable {
    /// The provider's id of the payment.
    package let payment: String
    /// Hex of HMAC-SHA256 over `order|payment`.
    package let signature: String

    package init(payment: String, signature: String) {
        self.payment = payment
        self.signature = signature
    }
}
