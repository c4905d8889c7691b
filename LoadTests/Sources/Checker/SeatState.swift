/// The four states of a seat, with the codes of the contract's state strings and deltas.
public enum SeatState: UInt8, Sendable, CaseIterable {
    case free = 0
    case held = 1
    case booked = 2
    case blocked = 3

    /// The word that conflicts and lists use; nil for anything else.
    public init?(word: some StringProtocol) {
        switch word {
        case "free": self = .free
        case "held": self = .held
        case "booked": self = .booked
        case "blocked": self = .blocked
        default: return nil
        }
    }
}

/// What `GET /v1/shows/{show}/seats` said, and when it was asked.
public struct SeatMap: Sendable, Equatable {
    /// The show's version that the map is of.
    public var version: UInt64
    /// A state for each seat, by index.
    public var states: [SeatState]
    /// The counts that came with it, by state code; empty when none came.
    public var counts: [Int]
    /// When the request was sent, in the driver's monotonic nanoseconds.
    public var sent: UInt64
    /// When its answer was there.
    public var answered: UInt64

    /// A map of `states` as of `version`.
    public init(
        version: UInt64,
        states: [SeatState],
        counts: [Int] = [],
        sent: UInt64 = 0,
        answered: UInt64 = .max
    ) {
        self.version = version
        self.states = states
        self.counts = counts
        self.sent = sent
        self.answered = answered
    }

    /// Two bits a seat, seat `i` in bits `2(i%4)...2(i%4)+1` of byte `i/4`; nil when there are too
    /// few bytes.
    public static func states(packed bytes: [UInt8], count: Int) -> [SeatState]? {
        guard bytes.count * 4 >= count else { return nil }
        return (0..<count).map { seat in
            SeatState(rawValue: (bytes[seat / 4] >> UInt8(2 * (seat % 4))) & 3) ?? .free
        }
    }
}
