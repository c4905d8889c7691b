import SeatGrid

/// Events about orders as operators read them: what was decided and why, and nothing of people.
extension EventBody {
    static func writeDetails(_ event: OrderEvent, to out: inout ByteWriter) {
        switch event {
        case .made(let record):
            out.writeString(",\"order\":\"\(record.id.text)\"")
            write(record.hold, to: &out)
            out.writeStaticString(",\"total\":")
            out.writeMoney(record.quote.total, record.quote.currency)
        case .moved(let move): write(move, to: &out)
        case .refund(let step):
            out.writeString(",\"order\":\"\(step.order.text)\",\"refund\":\"\(step.refund.text)\"")
            out.writeString(",\"attempt\":\(step.attempt)")
            write(step.reason, to: &out)
        case .cancelled(let cancellation):
            out.writeString(",\"booking\":\"\(cancellation.booking.text)\"")
            write(cancellation.reason, to: &out)
            if let refund = cancellation.refund { write(refund, to: &out) }
        case .admitted(let admission):
            out.writeString(",\"booking\":\"\(admission.booking.text)\",\"door\":")
            out.writeJSON(admission.door)
        case .told(let id, _):
            out.writeString(",\"order\":\"\(id.text)\"")
        }
    }

    private static func write(_ move: OrderEvent.Move, to out: inout ByteWriter) {
        out.writeString(",\"order\":\"\(move.order.text)\"")
        write(move.reason, to: &out)
        if let payment = move.payment {
            out.writeStaticString(",\"payment\":")
            out.writeJSON(payment.id)
            out.writeString(",\"payment_status\":\"\(payment.status.word)\"")
        }
        if let refund = move.refund { write(refund, to: &out) }
    }

    private static func write(_ refund: RefundRecord, to out: inout ByteWriter) {
        out.writeString(",\"refund\":\"\(refund.id.text)\",\"amount\":\(refund.amount)")
    }

    private static func write(_ reason: OrderReason, to out: inout ByteWriter) {
        if let word = reason.word { out.writeString(",\"reason\":\"\(word)\"") }
    }
}

extension RefundID {
    /// As the contract writes ids.
    package var text: String { "rf_" + Crockford.string(bits) }
}
