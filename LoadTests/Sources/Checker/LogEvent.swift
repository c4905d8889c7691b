/// One event of a show's log, as `GET /v1/admin/shows/{show}/log` gives it.
public struct LogEvent: Sendable, Equatable {
    /// What an event did. Kinds that touch no seat are kept for the sake of the versions only.
    public enum Kind: String, Sendable {
        case held, extended, swapped, released, expired, booked, blocked, unblocked
        case opened, closed, cancelled, configured, noted
    }

    /// The show's version that it made.
    public var version: UInt64
    /// What it did.
    public var kind: Kind
    /// Wall time in milliseconds since 1970; nil when the log gave none.
    public var at: Int64?
    /// The seats it touched, by index. Of a swap: the selection afterwards.
    public var seats: [Int]
    /// The log's own name of the hold, which is not the capability.
    public var hold: String?
    /// The log's name of the hold given up in the same step.
    public var replaces: String?
    /// The id of the booking it made.
    public var booking: String?

    /// An event as read from the log, or written by hand in a test.
    public init(
        version: UInt64,
        kind: Kind,
        seats: [Int] = [],
        hold: String? = nil,
        replaces: String? = nil,
        booking: String? = nil,
        at: Int64? = nil
    ) {
        self.version = version
        self.kind = kind
        self.seats = seats
        self.hold = hold
        self.replaces = replaces
        self.booking = booking
        self.at = at
    }
}
