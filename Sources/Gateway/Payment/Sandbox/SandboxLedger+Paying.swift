import SeatGrid

/// What callers and testers may do. Each says no like Razorpay.
extension SandboxLedger {
    mutating func makeOrder(
        _ request: ProviderOrderRequest,
        id: String,
        now: Int64
    ) throws(PaymentError) -> SandboxOrder {
        guard request.amount >= 100 else {
            throw Self.refusal("Order amount less than minimum amount allowed")
        }
        guard request.notes.count <= 15, request.receipt.utf8.count <= 40 else {
            throw Self.refusal("too many notes, or a receipt of more than 40 characters")
        }
        guard makeRoom(now: now) else {
            throw .refused(code: "sandbox_full", detail: "the sandbox has no room for more orders")
        }
        let order = SandboxOrder(
            id: id,
            amount: request.amount,
            currency: request.currency,
            receipt: request.receipt,
            notes: request.notes,
            createdAt: now
        )
        put(.order(order))
        return order
    }

    /// - Parameter after: how long the bank takes, milliseconds; nil: the choice's usual time.
    mutating func pay(
        _ id: String,
        _ choice: SandboxChoice,
        after: Int64?,
        ids: [String],
        now: Int64
    ) throws(PaymentError) -> [SandboxPayment] {
        guard let order = orders[id] else { throw Self.noSuchID }
        guard order.amountPaid == 0 else { throw Self.refusal("Order is already paid") }
        let ids = choice == .twice ? ids.prefix(2) : ids.prefix(1)
        guard paymentsOfOrder[id, default: []].count + ids.count <= limits.payments else {
            throw Self.refusal("too many payments were tried for this order")
        }
        let answersAt: Int64? =
            switch choice {
            case .now, .twice: now + (after ?? 0)
            case .later: now + (after ?? limits.laterBy)
            case .late: now + (after ?? limits.tooLateBy)
            case .never, .declined: nil
            }
        var made: [SandboxPayment] = []
        for payment in ids {
            made.append(
                SandboxPayment(
                    id: payment,
                    order: id,
                    amount: order.amount,
                    currency: order.currency,
                    createdAt: now,
                    answersAt: answersAt,
                    isDeclined: choice == .declined
                )
            )
        }
        for payment in made { put(.payment(payment)) }
        return made
    }

    mutating func capture(
        _ id: String,
        amount: Int64,
        currency: String,
        now: Int64
    ) throws(PaymentError) -> PaymentReport {
        guard var payment = payments[id], var order = orders[payment.order] else {
            throw Self.noSuchID
        }
        guard amount == payment.amount, currency == payment.currency else {
            throw Self.refusal("Capture amount must be equal to the amount authorized")
        }
        if payment.capturedAt == nil {
            guard status(of: payment, now: now) == .authorized else {
                throw Self.refusal("Only payments which have been authorized can be captured")
            }
            guard order.amountPaid == 0 else { throw Self.refusal("Order is already paid") }
            payment.capturedAt = now
            order.amountPaid = amount
            put(.payment(payment))
            put(.order(order))
        }
        return report(of: payment, now: now)
    }

    mutating func refund(
        _ request: ProviderRefundRequest,
        id: String,
        now: Int64
    ) throws(PaymentError) -> RefundReport {
        if let before = refund(ofIntent: request.intent) {
            guard before.payment == request.payment, before.amount == request.amount,
                before.notes == request.notes
            else { throw Self.refusal("Different request body for the same idempotency key") }
            return report(of: before, now: now)
        }
        guard var payment = payments[request.payment] else { throw Self.noSuchID }
        guard payment.capturedAt != nil else {
            throw Self.refusal("The payment status should be captured for action to be taken")
        }
        guard request.amount > 0, request.amount <= payment.amount - payment.refunded else {
            throw Self.refusal("The refund amount provided is greater than amount captured")
        }
        payment.refunded += request.amount
        let refund = SandboxRefund(
            id: id,
            payment: payment.id,
            amount: request.amount,
            currency: payment.currency,
            intent: request.intent,
            notes: request.notes,
            createdAt: now
        )
        put(.payment(payment))
        put(.refund(refund))
        return report(of: refund, now: now)
    }

    static let noSuchID = refusal("The id provided does not exist")

    private static func refusal(_ detail: String) -> PaymentError {
        .refused(code: "BAD_REQUEST_ERROR", detail: detail)
    }
}
