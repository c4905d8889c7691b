import SeatGrid

extension Problem {
    static let keyReused = Problem(
        .idempotencyKeyReused,
        "This Idempotency-Key came with another request before; use a new one."
    )

    /// What the rules' refusal is called in the contract, with seats by their labels.
    init(_ refusal: Refusal, plan: SeatPlan) {
        switch refusal {
        case .invalid(let reason):
            self.init(.invalidRequest, reason.rawValue)
            errors = [FieldError(pointer: reason.pointer, message: reason.rawValue)]
        case .seatNotFound(let seat):
            self.init(.seatNotFound, "The layout has no seat of index \(seat.rawValue).")
        case .holdNotFound:
            self.init(
                .holdNotFound,
                "There is no such hold, or it is not yours; make a new one."
            )
        case .bookingNotFound, .orderNotFound, .paymentMismatch, .notAdmitted:
            self.init(ofOrder: refusal)
        case .seatsUnavailable(let seats, let other):
            self.init(
                .seatsUnavailable,
                other == nil
                    ? "Some seats are taken; choose others."
                    : "Some seats are taken; choose others or take those of suggestion."
            )
            conflicts = seats.map {
                Conflict(seat: plan.label(of: $0.seat), reason: "\($0.reason.word)")
            }
            suggest(other, plan)
        case .notEnoughTogether:
            self.init(
                .notEnoughTogether,
                "There are not that many free seats together; ask for fewer, or without together."
            )
        case .soldOut:
            self.init(.soldOut, "There are not that many free seats of this kind left.")
        case .holdExpired:
            self.init(.holdExpired, "The hold ran out or was given up; hold the seats again.")
        case .cannotExtend:
            self.init(
                .cannotExtend,
                "The hold may not run that long after its first acquisition; book or give it up."
            )
        case .illegalState(let reason):
            self.init(.illegalState, reason.rawValue)
        case .showClosed(let reason):
            self.init(.showClosed, reason.rawValue)
        case .ruleViolation(let broken, let other):
            self.init(.ruleViolation, broken.explanation)
            rule = broken.rawValue
            suggest(other, plan)
        case .keyReused:
            self = .keyReused
        case .holdLimit(let limit):
            self.init(
                .holdLimit,
                "One person may hold at most \(limit) seats of this show; release some first."
            )
            headers = [
                Header("RateLimit-Policy", "\"holder\";q=\(limit)"),
                Header("RateLimit", "\"holder\";r=0"),
            ]
        }
    }

    /// A refusal that is about an order or a ticket.
    private init(ofOrder refusal: Refusal) {
        switch refusal {
        case .bookingNotFound:
            self.init(.bookingNotFound, "There is no such booking, or it is not yours.")
        case .orderNotFound:
            self.init(.notFound, "There is no such order, or it is not yours.")
        case .paymentMismatch:
            self.init(.paymentMismatch, "The payment is not this order's, or of another sum.")
        case .notAdmitted(let reason):
            self.init(reason)
        default: self.init(.illegalState, "This can't be done now.")
        }
    }

    private mutating func suggest(_ seats: SeatList?, _ plan: SeatPlan) {
        if let seats { suggestion = seats.map { plan.label(of: $0) } }
    }

    /// Nothing was decided.
    init(_ unavailability: Unavailability) {
        switch unavailability {
        case .unavailable(let milliseconds):
            self.init(
                .unavailable,
                "This node is starting, stopping or changing the show; repeat with the same Idempotency-Key."
            )
            retryAfterMilliseconds = milliseconds
        case .readOnly(let milliseconds):
            self.init(
                .readOnly,
                "The node's disk is nearly full: no new holds for now. Booking and releasing go on."
            )
            retryAfterMilliseconds = milliseconds
        }
    }
}

extension InvalidReason {
    /// The field it speaks of, as a JSON pointer.
    fileprivate var pointer: String {
        switch self {
        case .noSeats, .tooManySeats, .seatTwice, .seatNotBooked: "/seats"
        case .badCount: "/best_available/count"
        case .badAccessible: "/best_available/accessible"
        case .badCategory: "/best_available/category"
        case .badSection: "/best_available/section"
        case .badTTL: "/ttl_ms"
        case .badReleaseTime: "/release_at"
        case .unknownTicketType, .seatNotHeld: "/ticket_types"
        case .unknownPromotion: "/promo_code"
        default: ""
        }
    }
}

extension SaleRule {
    /// A sentence for people.
    fileprivate var explanation: String {
        switch self {
        case .orphanSeat: "This selection would leave a single free seat; choose without the gap."
        case .maxSeats: "This is more seats than one hold of this show may have."
        case .notConsecutive: "The seats of this show are sold side by side only."
        case .accessibleReserved: "Accessible seats are kept for those who need them."
        case .promoNotYetValid: "The promotion has not begun."
        case .promoExpired: "The promotion is over."
        case .promoExhausted: "The promotion has been used as often as it may be."
        case .promoHolderLimit: "You have used the promotion as often as you may."
        case .promoNeedsHolder: "The promotion is limited for each person; say who you are: holder."
        case .promoMinSeats: "The promotion is for more seats than these."
        case .promoOtherSeats: "The promotion is for other seats than these."
        case .ticketTypeNotSold: "The ticket type is not sold for seats of this category."
        }
    }
}

extension Problem {
    /// Why a door stays shut; `rule` has the word for machines.
    init(_ refusal: CheckInRefusal) {
        self.init(.illegalState, refusal.description)
        rule = refusal.code
    }
}
