/// What happened to an order, or to a booking after it was made: results, never commands.
package enum OrderEvent: Equatable, Sendable {
    /// An order was made for a hold, which is being paid from now on; or is booked at once, if
    /// there is nothing to pay.
    case made(OrderRecord)
    case moved(Move)
    case refund(RefundStep)
    case cancelled(Cancellation)
    case admitted(Admission)
    /// Nothing but an answer, kept for repeats under its idempotency key.
    case told(OrderID, OrderState)

    /// What becomes of the order's hold.
    package enum HoldStep: Equatable, Sendable {
        case keep
        /// It runs that long; `distantFuture` while money is being taken.
        case until(Moment)
        /// Its seats go free.
        case drop
        case book

        /// Whether it is because of that payment that the seats are kept.
        func isFor(_ payment: PaymentRecord) -> Bool {
            switch self {
            case .keep, .drop: false
            case .until: payment.status == .authorized || payment.status == .captured
            case .book: true
            }
        }
    }

    /// A hold made anew for an order that had lost its own.
    package struct Acquired: Equatable, Sendable {
        package let hold: HoldID
        /// In the order of the seats they stand for, category by category.
        package let seats: SeatList

        package init(hold: HoldID, seats: SeatList) {
            self.hold = hold
            self.seats = seats
        }
    }

    /// An order went on to another state, or a payment of it became known.
    package struct Move: Equatable, Sendable {
        package let order: OrderID
        package var state: OrderState
        package var reason: OrderReason
        /// The payment this is about, as known from now on.
        package var payment: PaymentRecord?
        package var acquired: Acquired?
        package var hold = HoldStep.keep
        /// Money that is to go back.
        package var refund: RefundRecord?
        /// Whether all refunds are settled that were not: somebody made them by another way.
        package var settlesRefunds = false
        /// The digest of the webhook's event id by which this was heard.
        package var delivery: Bits128?

        package init(order: OrderID, state: OrderState, reason: OrderReason) {
            self.order = order
            self.state = state
            self.reason = reason
        }
    }

    /// A refund went on.
    package struct RefundStep: Equatable, Sendable {
        package let order: OrderID
        package let refund: RefundID
        package var refundState: RefundRecord.State
        package var attempt: UInt8
        package var providerID: String
        package var state: OrderState
        package var reason: OrderReason
        package var delivery: Bits128?

        package init(
            order: OrderID,
            refund: RefundID,
            refundState: RefundRecord.State,
            attempt: UInt8,
            providerID: String,
            state: OrderState,
            reason: OrderReason
        ) {
            self.order = order
            self.refund = refund
            self.refundState = refundState
            self.attempt = attempt
            self.providerID = providerID
            self.state = state
            self.reason = reason
        }
    }

    /// A booking was cancelled, or some of its seats.
    package struct Cancellation: Equatable, Sendable {
        package let booking: BookingID
        package let seats: SeatList
        package let reason: OrderReason
        package let refund: RefundRecord?

        package init(
            booking: BookingID,
            seats: SeatList,
            reason: OrderReason,
            refund: RefundRecord?
        ) {
            self.booking = booking
            self.seats = seats
            self.reason = reason
            self.refund = refund
        }
    }

    /// People were let in.
    package struct Admission: Equatable, Sendable {
        package let booking: BookingID
        package let seats: SeatList
        /// When the ticket was read: earlier than the event if the door was offline.
        package let at: WallTime
        /// The name of the door.
        package let door: String

        package init(booking: BookingID, seats: SeatList, at: WallTime, door: String) {
            self.booking = booking
            self.seats = seats
            self.at = at
            self.door = door
        }
    }
}
