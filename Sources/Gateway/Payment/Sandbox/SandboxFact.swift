/// An order of the sandbox. Times are milliseconds since 1970.
struct SandboxOrder: Equatable, Sendable {
    let id: String
    let amount: Int64
    let currency: String
    let receipt: String
    let notes: [String: String]
    let createdAt: Int64
    /// Of the payment that was captured; an order is paid once.
    var amountPaid: Int64 = 0
}

/// A payment of the sandbox. What has become of it follows from these and the time.
struct SandboxPayment: Equatable, Sendable {
    let id: String
    let order: String
    let amount: Int64
    let currency: String
    let createdAt: Int64
    /// When the bank says yes; nil: never.
    let answersAt: Int64?
    /// The bank said no at once.
    let isDeclined: Bool
    var capturedAt: Int64?
    var refunded: Int64 = 0
}

/// A refund of the sandbox.
struct SandboxRefund: Equatable, Sendable {
    let id: String
    let payment: String
    let amount: Int64
    let currency: String
    /// The idempotency key.
    let intent: String
    let notes: [String: String]
    let createdAt: Int64
}

/// One line of the sandbox's file: a record as it is from now on. The last one of an id counts.
enum SandboxFact: Equatable, Sendable {
    /// What callbacks are signed with.
    case key(String)
    case order(SandboxOrder)
    case payment(SandboxPayment)
    case refund(SandboxRefund)
}
