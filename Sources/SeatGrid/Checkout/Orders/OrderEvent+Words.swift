extension OrderEvent {
    /// What happened, as operators read it in a show's log.
    package var word: String {
        switch self {
        case .made: "order_made"
        case .moved(let move): "order_\(move.state.word)"
        case .refund(let step): "refund_\(step.refundState.word)"
        case .cancelled: "booking_cancelled"
        case .admitted: "admitted"
        case .told: "noted"
        }
    }
}

extension OrderState {
    /// The contract's word.
    package var word: String {
        switch self {
        case .created: "created"
        case .authorized: "authorized"
        case .capturing: "capturing"
        case .paid: "paid"
        case .failed: "failed"
        case .expired: "expired"
        case .refunding: "refunding"
        case .refunded: "refunded"
        case .stuck: "stuck"
        }
    }
}

extension RefundRecord.State {
    /// A word for machines.
    package var word: String {
        switch self {
        case .intended: "intended"
        case .pending: "pending"
        case .settled: "settled"
        case .failed: "failed"
        }
    }
}

extension PaymentReport.Status {
    /// The provider's word.
    package var word: String {
        switch self {
        case .created: "created"
        case .authorized: "authorized"
        case .captured: "captured"
        case .refunded: "refunded"
        case .failed: "failed"
        }
    }
}
