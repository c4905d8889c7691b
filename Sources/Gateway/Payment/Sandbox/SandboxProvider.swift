package import SeatGrid
import Synchronization

/// A provider that is none: orders, payments and refunds like Razorpay's, in this process, with a
/// checkout page of our own and without a network.
///
/// Every answer tells only of what is on stable storage, so that money facts survive a crash.
package final class SandboxProvider: PaymentProvider {
    package let kind = PaymentProviderKind.sandbox
    package let keyID = "rzp_sandbox"
    private let ledger: Mutex<SandboxLedger>
    private let secret: Secret
    private let store: any SandboxStore
    private let clock: any EngineClock

    /// Goes on from the lines that the store has kept; nil if one of them can't be read.
    package init?(
        keeping lines: [[UInt8]] = [],
        in store: any SandboxStore = SandboxStoreless(),
        clock: any EngineClock,
        limits: SandboxLimits = SandboxLimits()
    ) {
        guard var ledger = SandboxLedger(lines: lines, limits: limits) else { return nil }
        let key = ledger.key ?? Secret.random().reveal { KeyFile.hex($0) }
        guard let secret = Secret(key.utf8) else { return nil }
        if ledger.key == nil { ledger.put(.key(key)) }
        store.add(ledger.takeChanges())
        self.ledger = Mutex(ledger)
        self.secret = secret
        self.store = store
        self.clock = clock
    }

    /// The fewest lines that tell what `lines` tell; nil if one of them can't be read.
    package static func compacted(_ lines: [[UInt8]]) -> [[UInt8]]? {
        SandboxLedger(lines: lines, limits: SandboxLimits())?.lines
    }

    /// Runs `body`, and returns when what it changed or saw is on stable storage.
    private func turn<Result: Sendable>(
        _ body: (inout SandboxLedger, Int64) throws(PaymentError) -> Result
    ) async throws(PaymentError) -> Result {
        let now = clock.wall().rawValue
        let result = try ledger.withLock { ledger throws(PaymentError) -> Result in
            // Within the lock, so that the lines are in the order of the changes.
            defer { store.add(ledger.takeChanges()) }
            return try body(&ledger, now)
        }
        guard await store.settle() else {
            throw .unknown(detail: "the sandbox's file can't be written")
        }
        return result
    }

    private func id(_ prefix: String) -> String { prefix + Crockford.string(clock.randomBits()) }

    /// Makes an order; refused when there is no room for one.
    package func createOrder(
        _ request: ProviderOrderRequest
    ) async throws(PaymentError) -> ProviderOrder {
        let id = id("order_")
        return try await turn { ledger, now throws(PaymentError) in
            // Apart: within one expression the ledger would be read first, that is copied whole.
            let order = try ledger.makeOrder(request, id: id, now: now)
            return ledger.report(of: order)
        }
    }

    /// The order, and whether it was paid.
    package func order(_ id: String) async throws(PaymentError) -> ProviderOrder {
        try await turn { ledger, _ throws(PaymentError) in
            guard let order = ledger.orders[id] else { throw SandboxLedger.noSuchID }
            return ledger.report(of: order)
        }
    }

    /// The order's payments as they are by now.
    package func payments(ofOrder id: String) async throws(PaymentError) -> [PaymentReport] {
        try await turn { ledger, now throws(PaymentError) in
            guard ledger.orders[id] != nil else { throw SandboxLedger.noSuchID }
            return ledger.payments(ofOrder: id, now: now)
        }
    }

    /// The payment as it is by now.
    package func payment(_ id: String) async throws(PaymentError) -> PaymentReport {
        try await turn { ledger, now throws(PaymentError) in
            guard let payment = ledger.payments[id] else { throw SandboxLedger.noSuchID }
            return ledger.report(of: payment, now: now)
        }
    }

    /// Captures, or finds that it is captured; an order is paid once.
    package func capture(
        _ payment: String,
        amount: Int64,
        currency: String
    ) async throws(PaymentError) -> PaymentReport {
        try await turn { ledger, now throws(PaymentError) in
            try ledger.capture(payment, amount: amount, currency: currency, now: now)
        }
    }

    /// Refunds, never more than was captured.
    package func refund(
        _ request: ProviderRefundRequest
    ) async throws(PaymentError) -> RefundReport {
        let id = id("rfnd_")
        return try await turn { ledger, now throws(PaymentError) in
            try ledger.refund(request, id: id, now: now)
        }
    }

    /// The refund as it is by now.
    package func refund(
        _ id: String,
        ofPayment payment: String
    ) async throws(PaymentError) -> RefundReport {
        try await turn { ledger, now throws(PaymentError) in
            guard let refund = ledger.refunds[id], refund.payment == payment else {
                throw SandboxLedger.noSuchID
            }
            return ledger.report(of: refund, now: now)
        }
    }

    /// All refunds of the payment.
    package func refunds(ofPayment id: String) async throws(PaymentError) -> [RefundReport] {
        try await turn { ledger, now throws(PaymentError) in
            guard ledger.payments[id] != nil else { throw SandboxLedger.noSuchID }
            return ledger.refunds(ofPayment: id, now: now)
        }
    }

    /// Checks with the key in the sandbox's file.
    package func isGenuine(_ answer: CheckoutSignature, forOrder order: String) -> Bool {
        RazorpaySignature.isCheckout(
            answer.signature,
            order: order,
            payment: answer.payment,
            secret: secret
        )
    }

    /// Never: the sandbox sends no webhooks.
    package func isGenuine(webhook body: [UInt8], signature: String) -> Bool { false }

    /// What the checkout page hands over for a payment, signed as Razorpay signs it.
    package func answer(for payment: PaymentReport) -> CheckoutSignature {
        CheckoutSignature(
            payment: payment.payment,
            signature: RazorpaySignature.ofCheckout(
                order: payment.order,
                payment: payment.payment,
                secret: secret
            )
        )
    }

    /// A tester pays.
    func pay(
        _ order: String,
        _ choice: SandboxChoice,
        after: Int64?
    ) async throws(PaymentError) -> [PaymentReport] {
        let ids = [id("pay_"), id("pay_")]
        return try await turn { ledger, now throws(PaymentError) in
            try ledger.pay(order, choice, after: after, ids: ids, now: now)
                .map { ledger.report(of: $0, now: now) }
        }
    }
}
