// Events about orders as the bodies of log records, and orders in snapshots (docs/FORMAT.md).

extension ByteSink {
    mutating func put(_ event: OrderEvent) {
        put(event.kind.rawValue)
        switch event {
        case .made(let record): put(record)
        case .moved(let move): put(move)
        case .refund(let step): put(step)
        case .cancelled(let cancellation):
            put(cancellation.booking.bits)
            put(cancellation.seats)
            put(cancellation.reason.rawValue)
            put(cancellation.refund != nil)
            if let refund = cancellation.refund { put(refund) }
        case .admitted(let admission):
            put(admission.booking.bits)
            put(admission.seats)
            put(admission.at.rawValue)
            put(short: admission.door)
        case .told(let id, let state):
            put(id.bits)
            put(state.rawValue)
        }
    }

    private mutating func put(_ move: OrderEvent.Move) {
        put(move.order.bits)
        put(move.state.rawValue)
        put(move.reason.rawValue)
        put(move.payment != nil)
        if let payment = move.payment { put(payment) }
        put(move.acquired != nil)
        if let acquired = move.acquired {
            put(acquired.hold.bits)
            put(acquired.seats)
        }
        switch move.hold {
        case .keep: put(UInt8(0))
        case .until(let end):
            put(UInt8(1))
            put(end.rawValue)
        case .drop: put(UInt8(2))
        case .book: put(UInt8(3))
        }
        put(move.refund != nil)
        if let refund = move.refund { put(refund) }
        put(move.settlesRefunds)
        put(delivery: move.delivery)
    }

    private mutating func put(_ step: OrderEvent.RefundStep) {
        put(step.order.bits)
        put(step.refund.bits)
        put(step.refundState.rawValue)
        put(step.attempt)
        put(short: step.providerID)
        put(step.state.rawValue)
        put(step.reason.rawValue)
        put(delivery: step.delivery)
    }

    private mutating func put(delivery: Bits128?) {
        put(delivery != nil)
        if let delivery { put(delivery) }
    }

    mutating func put(_ order: OrderRecord) {
        put(order.id.bits)
        put(order.madeOf.bits)
        put(order.hold.bits)
        put(order.epoch)
        put(order.seats)
        put(count: order.ticketTypes.count)
        put(bytes: order.ticketTypes)
        put(order.quote)
        put(order.priceTable)
        put(order.holder != nil)
        if let holder = order.holder { put(holder.bits) }
        put(customer: order.customer)
        put(short: order.locale)
        put(order.provider.rawValue)
        put(short: order.providerOrder)
        put(order.createdAt.rawValue)
        put(order.payBy.rawValue)
        put(order.state.rawValue)
        put(order.reason.rawValue)
        put(order.version.rawValue)
        put(order.since.rawValue)
        put(short: order.granted)
        put(count: order.payments.count)
        for payment in order.payments { put(payment) }
        put(count: order.refunds.count)
        for refund in order.refunds { put(refund) }
        put(order.isBooked)
    }

    mutating func put(_ payment: PaymentRecord) {
        put(short: payment.id)
        put(payment.status.rawValue)
        put(payment.amount)
        put(short: payment.currency)
        put(payment.refundedElsewhere)
    }

    mutating func put(_ refund: RefundRecord) {
        put(refund.id.bits)
        put(short: refund.payment)
        put(refund.amount)
        put(refund.reason.rawValue)
        put(refund.state.rawValue)
        put(refund.attempt)
        put(short: refund.providerID)
        put(refund.since.rawValue)
    }

    mutating func put(_ record: CancellationRecord) {
        put(record.seats)
        put(record.left)
        put(record.version.rawValue)
        put(record.at.rawValue)
        put(record.reason.rawValue)
        put(record.refund != nil)
        if let refund = record.refund { put(refund.bits) }
        put(record.amount)
    }
}
