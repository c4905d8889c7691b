import SeatGrid
import Synchronization

@testable import Gateway

/// The sandbox, with faults: it says of payments that they were of less, or never captures.
final class ShadyProvider: PaymentProvider {
    let sandbox: SandboxProvider
    private let off: Int64
    private let failsToCapture: Bool
    private let count = Mutex(0)

    init?(takingOff off: Int64 = 0, failsToCapture: Bool = false) {
        guard let sandbox = SandboxProvider(clock: TestClock()) else { return nil }
        self.sandbox = sandbox
        self.off = off
        self.failsToCapture = failsToCapture
    }

    /// How often it was asked to capture.
    var captures: Int { count.withLock { $0 } }

    var kind: PaymentProviderKind { sandbox.kind }
    var keyID: String { sandbox.keyID }

    func createOrder(_ request: ProviderOrderRequest) async throws(PaymentError) -> ProviderOrder {
        try await sandbox.createOrder(request)
    }
    func order(_ id: String) async throws(PaymentError) -> ProviderOrder {
        try await sandbox.order(id)
    }
    func payments(ofOrder id: String) async throws(PaymentError) -> [PaymentReport] {
        try await sandbox.payments(ofOrder: id).map(cheaper)
    }
    func payment(_ id: String) async throws(PaymentError) -> PaymentReport {
        cheaper(try await sandbox.payment(id))
    }
    func capture(
        _ payment: String,
        amount: Int64,
        currency: String
    ) async throws(PaymentError) -> PaymentReport {
        count.withLock { $0 += 1 }
        if failsToCapture { throw .unknown(detail: "it does not answer") }
        return try await sandbox.capture(payment, amount: amount, currency: currency)
    }
    func refund(_ request: ProviderRefundRequest) async throws(PaymentError) -> RefundReport {
        try await sandbox.refund(request)
    }
    func refund(
        _ id: String,
        ofPayment payment: String
    ) async throws(PaymentError) -> RefundReport {
        try await sandbox.refund(id, ofPayment: payment)
    }
    func refunds(ofPayment id: String) async throws(PaymentError) -> [RefundReport] {
        try await sandbox.refunds(ofPayment: id)
    }
    func isGenuine(_ answer: CheckoutSignature, forOrder order: String) -> Bool {
        sandbox.isGenuine(answer, forOrder: order)
    }
    func isGenuine(webhook body: [UInt8], signature: String) -> Bool { false }

    private func cheaper(_ report: PaymentReport) -> PaymentReport {
        PaymentReport(
            payment: report.payment,
            order: report.order,
            status: report.status,
            amount: report.amount - off,
            currency: report.currency
        )
    }
}
