/// Every error this server can answer: the code, its status and its title. CONTRACT §2.
package enum ProblemCode: String, CaseIterable, Sendable {
    case invalidRequest = "invalid_request"
    case unauthorized
    case forbidden
    case notFound = "not_found"
    case seatNotFound = "seat_not_found"
    case holdNotFound = "hold_not_found"
    case bookingNotFound = "booking_not_found"
    case methodNotAllowed = "method_not_allowed"
    case requestTimeout = "request_timeout"
    case seatsUnavailable = "seats_unavailable"
    case notEnoughTogether = "not_enough_together"
    case soldOut = "sold_out"
    case holdExpired = "hold_expired"
    case cannotExtend = "cannot_extend"
    case illegalState = "illegal_state"
    case paymentMismatch = "payment_mismatch"
    case idempotencyInProgress = "idempotency_in_progress"
    case showClosed = "show_closed"
    case payloadTooLarge = "payload_too_large"
    case unsupportedMediaType = "unsupported_media_type"
    case ruleViolation = "rule_violation"
    case idempotencyKeyReused = "idempotency_key_reused"
    case waitingRoom = "waiting_room"
    case upgradeRequired = "upgrade_required"
    case rateLimited = "rate_limited"
    case holdLimit = "hold_limit"
    case headersTooLarge = "headers_too_large"
    case internalError = "internal_error"
    case unavailable
    case notOwner = "not_owner"
    case readOnly = "read_only"

    /// The HTTP status.
    package var status: Int {
        switch self {
        case .invalidRequest: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound, .seatNotFound, .holdNotFound, .bookingNotFound: 404
        case .methodNotAllowed: 405
        case .requestTimeout: 408
        case .seatsUnavailable, .notEnoughTogether, .soldOut, .holdExpired, .cannotExtend,
            .illegalState, .paymentMismatch, .idempotencyInProgress:
            409
        case .showClosed: 410
        case .payloadTooLarge: 413
        case .unsupportedMediaType: 415
        case .ruleViolation, .idempotencyKeyReused: 422
        case .waitingRoom: 425
        case .upgradeRequired: 426
        case .rateLimited, .holdLimit: 429
        case .headersTooLarge: 431
        case .internalError: 500
        case .unavailable, .notOwner, .readOnly: 503
        }
    }

    /// `Retry-After` is owed on every 429 and 503.
    var defaultRetryMilliseconds: Int? {
        switch self {
        case .rateLimited: 1_000
        case .holdLimit: 30_000
        case .unavailable, .notOwner: 1_000
        case .readOnly: 5_000
        default: nil
        }
    }
}
