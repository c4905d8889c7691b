@testable import SeatGrid

/// A payment provider as a value: what is true of the money, whatever anybody has heard.
struct FakeProvider {
    struct Payment {
        var id: String
        var order: String
        var status: PaymentReport.Status
        var amount: Int64
        /// Whether the status says `captured` as soon as it would be `authorized`.
        var capturesItself = false
    }

    struct Refund {
        var id: String
        var key: String
        var payment: String
        var amount: Int64
        var status: RefundReport.Status
    }

    private(set) var payments: [String: Payment] = [:]
    private(set) var refunds: [String: Refund] = [:]
    private var count = 0

    mutating func pay(
        _ order: String,
        _ amount: Int64,
        _ status: PaymentReport.Status,
        capturesItself: Bool = false
    ) -> String {
        count += 1
        let id = "pay\(count)"
        payments[id] = Payment(
            id: id,
            order: order,
            status: status,
            amount: amount,
            capturesItself: capturesItself
        )
        if status == .authorized { authorize(id) }
        return id
    }

    mutating func authorize(_ id: String) {
        guard let payment = payments[id],
            payment.status == .created || payment.status == .failed
                || payment.status == .authorized
        else { return }
        payments[id]?.status = payment.capturesItself ? .captured : .authorized
    }

    mutating func fail(_ id: String) {
        if payments[id]?.status == .created { payments[id]?.status = .failed }
    }

    /// Nil: refused.
    mutating func capture(_ id: String) -> PaymentReport? {
        switch payments[id]?.status {
        case .authorized: payments[id]?.status = .captured
        case .captured: break
        default: return nil
        }
        return report(id)
    }

    mutating func refund(_ payment: String, _ amount: Int64, key: String) -> RefundReport? {
        if let known = refunds[key] { return report(known) }
        guard payments[payment]?.status == .captured,
            given(payment) + amount <= payments[payment]?.amount ?? 0
        else { return nil }
        let refund = Refund(
            id: "rfnd-\(key)",
            key: key,
            payment: payment,
            amount: amount,
            status: .pending
        )
        refunds[key] = refund
        return report(refund)
    }

    mutating func settle(_ key: String, fails: Bool) {
        guard refunds[key]?.status == .pending else { return }
        refunds[key]?.status = fails ? .failed : .processed
        if let payment = refunds[key]?.payment, given(payment) == payments[payment]?.amount {
            payments[payment]?.status = .refunded
        }
    }

    func given(_ payment: String) -> Int64 {
        refunds.values.reduce(0) {
            $1.payment == payment && $1.status != .failed ? $0 + $1.amount : $0
        }
    }

    /// What has come back to the buyer for certain.
    func returned(_ payment: String) -> Int64 {
        refunds.values.reduce(0) {
            $1.payment == payment && $1.status == .processed ? $0 + $1.amount : $0
        }
    }

    func report(_ id: String) -> PaymentReport? {
        payments[id].map {
            PaymentReport(
                payment: $0.id,
                order: $0.order,
                status: $0.status,
                amount: $0.amount,
                currency: "INR",
                amountRefunded: given(id)
            )
        }
    }

    func report(_ refund: Refund) -> RefundReport {
        RefundReport(
            refund: refund.id,
            payment: refund.payment,
            status: refund.status,
            amount: refund.amount,
            currency: "INR",
            intent: refund.key
        )
    }

    /// A refund under any attempt of the intent that has not failed.
    func refund(ofIntent refund: RefundRecord) -> RefundReport? {
        let first = RefundRecord(
            id: refund.id,
            payment: refund.payment,
            amount: refund.amount,
            reason: refund.reason,
            since: refund.since
        ).key
        return refunds.keys.sorted().first {
            $0.hasPrefix(first) && refunds[$0]?.status != .failed
        }.flatMap { report(refund: $0) }
    }

    func report(refund key: String) -> RefundReport? { refunds[key].map { report($0) } }

    func payments(of order: String) -> [PaymentReport] {
        payments.values.filter { $0.order == order }.sorted { $0.id < $1.id }
            .compactMap { report($0.id) }
    }
}
