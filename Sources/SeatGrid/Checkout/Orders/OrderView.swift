/// An order as its buyer sees it.
package struct OrderView: Equatable, Sendable {
    package let id: OrderID
    package let hold: HoldID
    package let seats: SeatList
    package let ticketTypes: [UInt8]
    package let quote: Quote
    package let state: OrderState
    package let reason: OrderReason
    package let provider: ProviderKind
    package let providerOrder: String
    /// nil: it is not booked.
    package let booking: BookingID?
    /// Milliseconds to pay, or to answer an offer; 0 if there is nothing to do.
    package private(set) var expiresIn: Int64
    /// As of now, also in an answer of before: told only to those who look.
    package let refunds: [RefundRecord]
    /// What has gone back or is on its way, minor units; as of now.
    package let refunded: Int64
    package private(set) var version: ShowVersion
    package let createdAt: WallTime

    package init(_ order: OrderRecord, at time: TurnTime) {
        let left = max(0, time.now.milliseconds(until: order.payBy))
        let isWaiting =
            order.state == .created || order.state == .failed || order.state == .authorized
        self.init(order, order.seats, order.quote, order.state, order.reason)
        expiresIn = isWaiting ? left : 0
    }

    /// The order as it was told of at another time, to the byte.
    init(_ order: OrderRecord, as answer: KeptAnswer) {
        var quote = order.quote
        let moved = Dictionary(zip(order.seats, answer.seats)) { first, _ in first }
        quote.moveSeats { moved[$0] ?? $0 }
        self.init(order, answer.seats, quote, answer.orderState, answer.orderReason)
        expiresIn = answer.expiresIn
        version = answer.version
    }

    private init(
        _ order: OrderRecord,
        _ seats: SeatList,
        _ quote: Quote,
        _ state: OrderState,
        _ reason: OrderReason
    ) {
        id = order.id
        hold = order.madeOf
        self.seats = seats
        ticketTypes = order.ticketTypes
        self.quote = quote
        self.state = state
        self.reason = reason
        provider = order.provider
        providerOrder = order.providerOrder
        let isBooked =
            switch state {
            case .paid, .refunding, .refunded, .stuck: order.isBooked
            case .created, .authorized, .capturing, .failed, .expired: false
            }
        booking = isBooked ? order.booking : nil
        expiresIn = 0
        refunds = order.refunds
        refunded = order.refunded
        version = order.version
        createdAt = order.createdAt
    }
}

/// What a cancellation came to.
package struct CancellationView: Equatable, Sendable {
    package let booking: BookingID
    package let record: CancellationRecord
    /// ISO 4217; nil: the booking was not paid here.
    package let currency: String?
}
