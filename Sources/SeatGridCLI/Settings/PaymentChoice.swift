/// Who takes the money.
enum PaymentChoice: String, CaseIterable {
    /// Nobody does: a page of our own plays the provider.
    case sandbox
    case razorpay
    /// There is no checkout: only `book` sells, for backends that take the money themselves.
    case off

    /// Razorpay if its key is in the environment, else the sandbox.
    static func usual(_ environment: [String: String]) -> PaymentChoice {
        environment["RAZORPAY_KEY_ID"]?.isEmpty == false ? .razorpay : .sandbox
    }
}
