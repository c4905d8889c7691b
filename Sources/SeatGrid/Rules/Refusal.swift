/// Why the rules say no. Each case is one code of the contract §2; a refusal changes nothing.
package enum Refusal: Error, Equatable, Sendable {
    /// 400 `invalid_request`
    case invalid(InvalidReason)
    /// 404 `seat_not_found`: an index beyond the show's layout.
    case seatNotFound(SeatIndex)
    /// 404 `hold_not_found`
    case holdNotFound
    /// 404 `booking_not_found`
    case bookingNotFound
    /// 404 `not_found`: the show has no such order, or the order no such refund.
    case orderNotFound
    /// 409 `payment_mismatch`: another order's payment, or another sum than the order's.
    case paymentMismatch
    /// 409 `illegal_state`: who has this ticket is not let in.
    case notAdmitted(CheckInRefusal)
    /// 409 `seats_unavailable`: every seat in the way, and the nearest equal block if there is one.
    case seatsUnavailable(conflicts: [SeatConflict], suggestion: SeatList?)
    /// 409 `not_enough_together`
    case notEnoughTogether
    /// 409 `sold_out`
    case soldOut
    /// 409 `hold_expired`: the hold is past its time, or was given back.
    case holdExpired
    /// 409 `cannot_extend`
    case cannotExtend
    /// 409 `illegal_state`
    case illegalState(IllegalReason)
    /// 410 `show_closed`
    case showClosed(ClosedReason)
    /// 422 `rule_violation`, with a legal selection if there is one.
    case ruleViolation(SaleRule, suggestion: SeatList?)
    /// 422 `idempotency_key_reused`
    case keyReused
    /// 429 `hold_limit`: the holder would have more seats than the show allows.
    case holdLimit(limit: Int)
}

/// A seat that stands in the way. `reason` is never `free`.
package struct SeatConflict: Equatable, Sendable {
    package let seat: SeatIndex
    /// `blocked` also for a seat whose category has no price: it is not for sale.
    package let reason: SeatStatus

    package init(seat: SeatIndex, reason: SeatStatus) {
        self.seat = seat
        self.reason = reason
    }
}

/// `rule` of a `rule_violation`; raw values are the contract's words.
package enum SaleRule: String, Sendable, CaseIterable {
    case orphanSeat = "orphan_seat"
    case maxSeats = "max_seats"
    /// Reserved: no rule of a show leads to it yet.
    case notConsecutive = "not_consecutive"
    /// Reserved: no rule of a show leads to it yet.
    case accessibleReserved = "accessible_reserved"
    case promoNotYetValid = "promo_not_yet_valid"
    case promoExpired = "promo_expired"
    case promoExhausted = "promo_exhausted"
    case promoHolderLimit = "promo_holder_limit"
    case promoNeedsHolder = "promo_needs_holder"
    case promoMinSeats = "promo_min_seats"
    case promoOtherSeats = "promo_other_seats"
    case ticketTypeNotSold = "ticket_type_not_sold"
}

/// What is wrong with a request; raw values are sentences for `detail`.
package enum InvalidReason: String, Sendable, CaseIterable {
    case noSeats = "The list of seats is empty."
    case tooManySeats = "The list of seats is too long."
    case seatTwice = "A seat is named twice."
    case badCount = "count must be 1 or more, and not more than a hold may have."
    case badAccessible = "accessible must be between 0 and count."
    case badCategory = "The layout has no such category."
    case badSection = "The layout has no such section."
    case badTTL = "ttl_ms must be between 1000 and the show's limit."
    case holdTwice = "A hold with this id exists already."
    case orderTwice = "An order with this id exists already, or the show has too many."
    case seatNotHeld = "ticket_types names a seat that is not in the hold."
    case seatNotBooked = "seats names a seat that is not in the booking."
    case bookingTwice = "A booking with this id exists already."
    case textTooLong = "A text is too long."
    case badReleaseTime = "release_at must be in the future."
    case badConfiguration = "The terms do not fit the layout."
    case unknownTicketType = "The show has no such ticket type."
    case unknownPromotion = "The show has no such promotion."
    case totalTooHigh = "The order costs more than can be paid at once."
    case totalTooLow = "The order costs less than can be paid: 100 minor units, or nothing."
}

/// Why a thing can't be done as it stands; raw values are sentences for `detail`.
package enum IllegalReason: String, Sendable, CaseIterable {
    case holdBooked = "The hold has been booked."
    case holdPaying = "The hold is being paid for."
    case showCancelled = "The show has been cancelled."
    case bookingCancelled = "The booking has been cancelled."
    case seatUsed = "The people of a seat have been let in; only an operator can cancel it now."
    case orderNotStuck = "The order is not stuck."
    case orderBooked = "The order has seats; cancel its booking instead."
    case orderNotRefunding = "No money of the order is on its way back."
    case noOffer = "No seats are offered for this order, or the offer has ended."
    case dropsTakenSeat = "The new layout lacks a seat that is held, booked or blocked."
    case notConfigured = "The show is not set up yet."
    case seatCancelled = "A seat has been cancelled already."
    case tooManyHolds = "The show has had as many holds and bookings as it can keep."
}

/// Why nothing is sold; raw values are sentences for `detail`.
package enum ClosedReason: String, Sendable, CaseIterable {
    case notYetOpen = "The sale has not begun."
    case closed = "The sale is closed."
    case cancelled = "The show has been cancelled."
}
