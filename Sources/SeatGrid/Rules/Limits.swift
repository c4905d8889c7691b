/// The bounds of what the rules and the catalogue accept: nothing in a show grows without one.
package enum Limits {
    /// Seats a layout may have.
    package static let seatsPerShow = 50_000
    /// Holds that run and bookings, cancelled ones too, that a show may have at once: their slots
    /// are 16 bits, and ended holds need some too.
    package static let holdsPerShow = 55_000
    /// Seats one hold may name, whatever a show's rules say.
    package static let seatsPerHold = 100
    /// The highest `max_seats_per_holder` a show may have.
    package static let seatsPerHolder = 65_535
    /// The shortest time a hold may be asked for, milliseconds.
    package static let shortestHold: Int64 = 1_000
    /// The longest `hold_max_ms` a show may have, milliseconds.
    package static let longestHold: Int64 = 86_400_000
    /// Ended holds that a show remembers, so that it can say what became of them.
    package static let endedHolds = 10_000
    /// Answers that a show remembers by their idempotency key.
    package static let idempotencyRecords = 10_000
    /// How long ended holds and idempotency keys are remembered, milliseconds.
    package static let memory: Int64 = 86_400_000
    /// Holds and blocks that one lapse event ends; the rest follow in the next.
    package static let lapsesPerEvent = 256
    /// Different price tables a show may have had.
    package static let priceTables = 10_000
    /// Categories of a layout: ordinals are 8 bits.
    package static let categories = 250
    /// Bytes of a booking's `reference`, a block's `reason`, a key's name.
    package static let textBytes = 255
    /// Bytes of a booking's `customer`, as canonical JSON.
    package static let customerBytes = 8_192
    /// Orders a show may have seen.
    package static let ordersPerShow = 1_000_000
    /// Payments after which an order takes up no further attempt that came to nothing; money that
    /// came is always taken up.
    package static let paymentsPerOrder = 50
    /// How often a refund is asked for before somebody has to look.
    package static let refundAttempts: UInt8 = 5
    /// How long the provider may leave open what became of a refund that it was asked for,
    /// milliseconds.
    package static let refundUnanswered: Int64 = 6 * 3_600_000
    /// How long a refund may be under way before somebody has to look, milliseconds.
    package static let refundPending: Int64 = 7 * 86_400_000
    /// The least that providers move, minor units: less is neither charged nor given back.
    package static let leastPayment: Int64 = 100
    /// Webhook deliveries that a show remembers.
    package static let deliveries = 200_000
    /// The highest amount of a quote, minor units: whole in a double, and no sum of a quote's lines
    /// overflows.
    package static let amount: Int64 = 1 << 49
    /// The most basis points of a charge or tax: ten times the whole.
    package static let points: UInt32 = 100_000
    /// Ticket types of a show.
    package static let ticketTypes = 32
    /// Fees of a show.
    package static let fees = 8
    /// Taxes of a show.
    package static let taxes = 8
    /// Promotions of a show.
    package static let promotions = 100
    /// Tiers of a show's refund policy.
    package static let refundTiers = 16
    /// The longest time before a show that a refund policy may speak of, milliseconds.
    package static let refundTime: Int64 = 365 * 86_400_000
    /// The most minor units that amounts are rounded to.
    package static let roundingUnit: Int64 = 1_000_000
    /// Lines of a quote: 100 seats with all fees and taxes that a show may have.
    package static let quoteLines = 8_192 + 1_024
}
