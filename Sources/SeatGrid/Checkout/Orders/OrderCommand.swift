/// What somebody, or the provider, wants of an order.
package enum OrderCommand: Equatable, Sendable {
    case make(OrderRequest)
    case payment(PaymentNews)
    /// The provider refused to take the money that it had been granted.
    case captureRefused(OrderID, payment: String)
    /// The provider was asked after the hold's time and knows of no payment under way.
    case notPaid(OrderID)
    /// The provider does not say what became of the money.
    case stall(OrderID, OrderReason)
    /// The buyer's answer to seats that were offered.
    case answerOffer(OrderID, accepts: Bool)
    case refund(RefundNews)
    case cancel(CancelRequest)
    case admit(AdmitRequest)
    case resolve(OrderID, Resolution)
    /// Keeps what somebody is told of the order now, for repeats under an idempotency key.
    case tell(OrderID)
}

/// What an order is asked for.
package struct OrderRequest: Equatable, Sendable {
    package var hold: HoldID
    package var id: OrderID
    /// Ticket types by their keys, for seats that are not of the usual one.
    package var ticketTypes: [SeatIndex: String]
    package var promotion: String?
    /// Sealed.
    package var customer: [UInt8]?
    package var locale: String
    package var provider: ProviderKind
    package var providerOrder: String
    /// What the provider was told that it costs: another sum is refused. Minor units.
    package var total: Int64

    package init(
        hold: HoldID,
        id: OrderID,
        ticketTypes: [SeatIndex: String] = [:],
        promotion: String? = nil,
        customer: [UInt8]? = nil,
        locale: String = "en",
        provider: ProviderKind,
        providerOrder: String,
        total: Int64
    ) {
        self.hold = hold
        self.id = id
        self.ticketTypes = ticketTypes
        self.promotion = promotion
        self.customer = customer
        self.locale = locale
        self.provider = provider
        self.providerOrder = providerOrder
        self.total = total
    }
}

/// How far one goes for money that comes too late.
package struct LatePolicy: Equatable, Sendable {
    /// Whether the same seats are taken again if they are still free.
    package var takesSameSeats: Bool
    /// Whether an equal block is offered.
    package var offersEqualBlock: Bool
    /// How long the buyer has to answer, milliseconds.
    package var answerTime: Int64

    package init(
        takesSameSeats: Bool = true,
        offersEqualBlock: Bool = true,
        answerTime: Int64 = 900_000
    ) {
        self.takesSameSeats = takesSameSeats
        self.offersEqualBlock = offersEqualBlock
        self.answerTime = answerTime
    }
}

/// What was heard of a payment.
package struct PaymentNews: Equatable, Sendable {
    package var order: OrderID
    package var report: PaymentReport
    /// A fresh hold's id, should seats have to be taken again.
    package var freshHold: HoldID
    package var policy: LatePolicy
    package var delivery: Bits128?

    package init(
        order: OrderID,
        report: PaymentReport,
        freshHold: HoldID,
        policy: LatePolicy = LatePolicy(),
        delivery: Bits128? = nil
    ) {
        self.order = order
        self.report = report
        self.freshHold = freshHold
        self.policy = policy
        self.delivery = delivery
    }
}

/// What was heard of a refund.
package struct RefundNews: Equatable, Sendable {
    package var order: OrderID
    package var refund: RefundID
    /// What the provider says of it; nil: it refused to take it on.
    package var report: RefundReport?
    package var delivery: Bits128?

    package init(
        order: OrderID,
        refund: RefundID,
        report: RefundReport?,
        delivery: Bits128? = nil
    ) {
        self.order = order
        self.refund = refund
        self.report = report
        self.delivery = delivery
    }
}

/// Which seats of a booking are to be cancelled.
package struct CancelRequest: Equatable, Sendable {
    package var booking: BookingID
    /// nil: all that are left.
    package var seats: SeatList?
    package var reason: OrderReason

    package init(booking: BookingID, seats: SeatList?, reason: OrderReason) {
        self.booking = booking
        self.seats = seats
        self.reason = reason
    }

    /// Whether the operator wants it: then all is refunded, whatever the policy says.
    package var isByOperator: Bool { reason != .buyerCancelled }
}

/// Who is to be let in.
package struct AdmitRequest: Equatable, Sendable {
    /// Verified.
    package var ticket: SignedTicket
    /// Labels; nil: all on the ticket.
    package var seats: [String]?
    package var door: CheckIn.Door
    /// When the ticket was read.
    package var at: WallTime
    /// The name of the door.
    package var doorName: String
    /// Whether they are in already: the door had no line to the node when they came.
    package var wasOffline: Bool

    package init(
        ticket: SignedTicket,
        seats: [String]?,
        door: CheckIn.Door,
        at: WallTime,
        doorName: String,
        wasOffline: Bool
    ) {
        self.ticket = ticket
        self.seats = seats
        self.door = door
        self.at = at
        self.doorName = doorName
        self.wasOffline = wasOffline
    }
}

/// What an operator does about an order that is stuck.
package enum Resolution: String, Sendable, CaseIterable {
    /// Asks the provider again.
    case retry
    /// Gives the seats free; whatever money turns up goes back.
    case giveUp = "give_up"
    /// Says that the money went back by another way.
    case settled
}
