import SeatGrid
import Synchronization
import Testing

@testable import Gateway

/// The sandbox, with faults.
final class ShadyProvider: PaymentProvider {
    /// Given the payment as it is.
    typealias Capture = @Sendable (PaymentReport) async throws(PaymentError) -> PaymentReport
    typealias Fault = @Sendable () async throws(PaymentError) -> Void

    private struct State {
        var captures = 0
        var polls = 0
        /// What it does instead of capturing.
        var capture: Capture?
        /// What comes before it tells of an order's payments.
        var poll: Fault?
        /// What comes before it makes an order.
        var order: Fault?
    }

    let sandbox: SandboxProvider
    let kind: PaymentProviderKind
    private let off: Int64
    private let failsPayments: Bool
    private let state: Mutex<State>

    /// - Parameters:
    ///   - off: payments are told of as of so much less.
    ///   - failsPayments: asked for one payment, it says that it has failed.
    init(
        kind: PaymentProviderKind = .sandbox,
        takingOff off: Int64 = 0,
        capture: Capture? = nil,
        poll: Fault? = nil,
        order: Fault? = nil,
        failsPayments: Bool = false
    ) throws {
        sandbox = try #require(SandboxProvider(clock: TestClock()))
        self.kind = kind
        self.off = off
        self.failsPayments = failsPayments
        state = Mutex(State(capture: capture, poll: poll, order: order))
    }

    /// How often it was asked to capture, and to tell of payments.
    var captures: Int { state.withLock { $0.captures } }
    var polls: Int { state.withLock { $0.polls } }

    /// From now on it captures as it should.
    func mend() { state.withLock { $0.capture = nil } }

    var keyID: String { sandbox.keyID }

    func createOrder(_ request: ProviderOrderRequest) async throws(PaymentError) -> ProviderOrder {
        if let fault = state.withLock({ $0.order }) { try await fault() }
        return try await sandbox.createOrder(request)
    }
    func order(_ id: String) async throws(PaymentError) -> ProviderOrder {
        try await sandbox.order(id)
    }
    func payments(ofOrder id: String) async throws(PaymentError) -> [PaymentReport] {
        let fault = state.withLock { state in
            state.polls += 1
            return state.poll
        }
        if let fault { try await fault() }
        return try await sandbox.payments(ofOrder: id).map(cheaper)
    }
    func payment(_ id: String) async throws(PaymentError) -> PaymentReport {
        cheaper(try await sandbox.payment(id))
    }
    func capture(
        _ payment: String,
        amount: Int64,
        currency: String
    ) async throws(PaymentError) -> PaymentReport {
        let fault = state.withLock { state in
            state.captures += 1
            return state.capture
        }
        if let fault { return try await fault(try await sandbox.payment(payment)) }
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
            status: failsPayments ? .failed : report.status,
            amount: report.amount - off,
            currency: report.currency
        )
    }
}
