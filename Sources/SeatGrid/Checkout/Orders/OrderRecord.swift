/// An order: what is bought, what it costs, and every payment and refund that it has seen.
package struct OrderRecord: Equatable, Sendable {
    package let id: OrderID
    /// The hold that it was made of.
    package let madeOf: HoldID
    /// The hold that the seats are under: another one after a late payment.
    package internal(set) var hold: HoldID
    /// How often the seats were acquired for this order, from 1 on: what was asked of the provider
    /// for an earlier time is not good for a later one.
    package internal(set) var epoch: UInt32
    package internal(set) var seats: SeatList
    /// What each seat's ticket type is, by the seat's place in `seats`.
    package internal(set) var ticketTypes: [UInt8]
    package internal(set) var quote: Quote
    package let priceTable: UInt16
    package let holder: HolderID?
    /// Sealed; opaque to the rules.
    package let customer: [UInt8]?
    /// The language the buyer reads, `en` or `hi`.
    package let locale: String
    package let provider: ProviderKind
    /// The provider's id of the order; empty if there is no provider.
    package let providerOrder: String
    package let createdAt: WallTime
    /// When the hold would have run out: the provider is asked then.
    package internal(set) var payBy: Moment
    package internal(set) var state: OrderState
    package internal(set) var reason: OrderReason
    /// The version that last changed it.
    package internal(set) var version: ShowVersion
    /// When `state` was last set.
    package internal(set) var since: Moment
    /// The provider's id of the payment that may be captured; empty: none.
    package internal(set) var granted: String
    package internal(set) var payments: [PaymentRecord]
    package internal(set) var refunds: [RefundRecord]
    /// Whether it has become a booking, which has the order's own bits.
    package internal(set) var isBooked: Bool

    /// The booking that it becomes or has become.
    package var booking: BookingID { BookingID(id.bits) }

    /// The next refund's id: no random bits are needed, for nobody gains by guessing it.
    var nextRefund: RefundID {
        RefundID(Bits128(high: id.bits.high, low: id.bits.low &+ UInt64(refunds.count) &+ 1))
    }

    /// What was taken, minor units.
    package var captured: Int64 {
        payments.reduce(0) { $0 + ($1.status.isTaken ? $1.amount : 0) }
    }

    /// What has gone back, or is meant to, minor units.
    package var refunded: Int64 { payments.reduce(0) { $0 + refunded(of: $1) } }

    /// The same of one payment.
    func refunded(of payment: PaymentRecord) -> Int64 {
        refunds.reduce(payment.refundedElsewhere) { sum, refund in
            refund.payment == payment.id ? sum + refund.amount : sum
        }
    }

    /// What was taken with the payment and is not on its way back, minor units.
    func kept(of payment: PaymentRecord) -> Int64 {
        payment.status.isTaken ? max(0, payment.amount - refunded(of: payment)) : 0
    }

    func payment(_ id: String) -> PaymentRecord? { payments.first { $0.id == id } }

    /// Whether a payment is of just what the order costs.
    func isExact(_ payment: PaymentRecord) -> Bool {
        payment.amount == quote.total && payment.currency == quote.currency
    }

    /// Whether a refund is not settled yet.
    package var isRefunding: Bool { refunds.contains { $0.state != .settled } }

    /// Whether time or the provider may still change it without anybody asking.
    package var isOpen: Bool {
        switch state {
        case .created, .failed, .authorized, .capturing, .stuck, .refunding: true
        case .paid, .expired, .refunded: isRefunding
        }
    }
}

/// One payment of an order, by what the provider said of it last.
package struct PaymentRecord: Equatable, Sendable {
    /// The provider's id.
    package let id: String
    package internal(set) var status: PaymentReport.Status
    package let amount: Int64
    package let currency: String
    /// What was given back without us, minor units.
    package internal(set) var refundedElsewhere: Int64

    package init(
        id: String,
        status: PaymentReport.Status,
        amount: Int64,
        currency: String,
        refundedElsewhere: Int64 = 0
    ) {
        self.id = id
        self.status = status
        self.amount = amount
        self.currency = currency
        self.refundedElsewhere = refundedElsewhere
    }
}

extension PaymentReport.Status {
    /// Whether money was taken.
    package var isTaken: Bool { self == .captured || self == .refunded }

    /// Reports come in any order: a status gives way to one of a higher rank only. A bank may
    /// answer late, so that `failed` is not the end.
    var rank: Int {
        switch self {
        case .created: 0
        case .failed: 1
        case .authorized: 2
        case .captured: 3
        case .refunded: 4
        }
    }
}

/// Money that is to go back, or went back. It is in the log before the provider is asked.
package struct RefundRecord: Equatable, Sendable {
    /// Numbers are for ever.
    package enum State: UInt8, Sendable, CaseIterable {
        /// The provider is to be asked.
        case intended = 0
        /// The provider has taken it on.
        case pending = 1
        case settled = 2
        /// The provider gave up; to be asked again under another attempt.
        case failed = 3
    }

    package let id: RefundID
    /// The provider's id of the payment it comes from.
    package let payment: String
    package let amount: Int64
    package let reason: OrderReason
    package internal(set) var state: State
    /// How often the provider gave up: part of the key under which it is asked.
    package internal(set) var attempt: UInt8
    /// The provider's id of the refund; empty while it has none.
    package internal(set) var providerID: String
    /// When it last went on, or somebody last said that it is to.
    package internal(set) var since: Moment

    package init(
        id: RefundID,
        payment: String,
        amount: Int64,
        reason: OrderReason,
        state: State = .intended,
        attempt: UInt8 = 0,
        providerID: String = "",
        since: Moment
    ) {
        self.id = id
        self.payment = payment
        self.amount = amount
        self.reason = reason
        self.state = state
        self.attempt = attempt
        self.providerID = providerID
        self.since = since
    }

    /// Whether it has not gone on for so long that somebody has to look.
    func isOverdue(at now: Moment) -> Bool {
        let longest = state == .pending ? Limits.refundPending : Limits.refundUnanswered
        return state != .settled && since.milliseconds(until: now) >= longest
    }
}
