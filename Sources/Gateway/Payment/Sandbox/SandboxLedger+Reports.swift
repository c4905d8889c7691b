import SeatGrid

/// What has become of things by a certain time.
extension SandboxLedger {
    /// As at Razorpay: created for ten minutes, then failed, authorised whenever the bank says so,
    /// returned if nobody captures it in time.
    func status(of payment: SandboxPayment, now: Int64) -> PaymentReport.Status {
        if payment.isDeclined { return .failed }
        if payment.capturedAt != nil {
            return payment.refunded == payment.amount ? .refunded : .captured
        }
        if let answer = payment.answersAt, answer <= now {
            return now - answer < limits.captureWithin ? .authorized : .refunded
        }
        return now - payment.createdAt < limits.failsAfter ? .created : .failed
    }

    func report(of payment: SandboxPayment, now: Int64) -> PaymentReport {
        let status = status(of: payment, now: now)
        return PaymentReport(
            payment: payment.id,
            order: payment.order,
            status: status,
            amount: payment.amount,
            currency: payment.currency,
            amountRefunded: status == .refunded ? payment.amount : payment.refunded,
            reason: status == .failed ? payment.isDeclined ? "declined" : "payment_timed_out" : nil
        )
    }

    func report(of refund: SandboxRefund, now: Int64) -> RefundReport {
        RefundReport(
            refund: refund.id,
            payment: refund.payment,
            status: now - refund.createdAt < limits.refundTakes ? .pending : .processed,
            amount: refund.amount,
            currency: refund.currency,
            intent: refund.intent
        )
    }

    func report(of order: SandboxOrder) -> ProviderOrder {
        let isTried = paymentsOfOrder[order.id] != nil
        return ProviderOrder(
            id: order.id,
            status: order.amountPaid > 0 ? .paid : isTried ? .attempted : .created,
            amount: order.amount,
            amountPaid: order.amountPaid,
            currency: order.currency,
            receipt: order.receipt,
            notes: order.notes
        )
    }

    /// Of the order, the oldest first.
    func payments(ofOrder id: String, now: Int64) -> [PaymentReport] {
        paymentsOfOrder[id, default: []].compactMap { payments[$0] }
            .map { report(of: $0, now: now) }
    }

    /// Of the payment, the oldest first.
    func refunds(ofPayment id: String, now: Int64) -> [RefundReport] {
        refundsOfPayment[id, default: []].compactMap { refunds[$0] }
            .map { report(of: $0, now: now) }
    }
}
