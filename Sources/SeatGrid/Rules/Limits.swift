/// The bounds of what the rules and the catalogue accept: nothing in a show grows without one.
package enum Limits {
    /// Seats a layout may have: slots of holds are 16 bits, and ended holds need some too.
    package static let seatsPerShow = 50_000
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
}
