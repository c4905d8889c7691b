/// Who takes the money.
enum PaymentChoice: String, CaseIterable {
    /// Nobody does: a page of our own plays the provider.
    case sandbox
    case razorpay
    /// There is no checkout: only `book` sells, for backends that take the money themselves.
    case off
}
