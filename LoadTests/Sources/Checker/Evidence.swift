/// What a write wanted.
public enum Action: UInt8, Sendable, CaseIterable {
    case hold, extend, swap, release, book
}

/// What a write was told.
public enum Verdict: UInt8, Sendable, CaseIterable {
    /// 2xx: it is in the log on stable storage.
    case granted
    /// 409 `seats_unavailable`, with the seats in the way.
    case unavailable
    /// 409 `hold_expired`, or 404 `hold_not_found`: the hold is gone.
    case gone
    /// Any other refusal: nothing happened.
    case refused
    /// No answer, or a 503: it may have happened or not.
    case unknown
}

/// A write and its answer, in the words of the checker.
public struct Attempt: Sendable {
    /// What it wanted.
    public var action: Action
    /// What it was told.
    public var verdict: Verdict
    /// The driver's own number of the hold; for a hold that was refused any number not used
    /// elsewhere.
    public var hold: Int
    /// When the request was first sent, monotonic nanoseconds.
    public var sent: UInt64
    /// When its answer was there; `.max` when there was none.
    public var answered: UInt64
    /// The version the answer told; 0 when it told none.
    public var version: UInt64 = 0
    /// The seats asked for (a granted hold: the seats given), by index.
    public var seats: [Int] = []
    /// The seats in the way, of an `unavailable`.
    public var conflicts: [(seat: Int, state: SeatState)] = []
    /// When the hold runs out, wall milliseconds; 0 when not told.
    public var expiresAt: Int64 = 0
    /// How many seats together were refused because so many are not free; 0 of anything else.
    public var together = 0

    /// An attempt; set the other fields as the answer told them.
    public init(
        _ action: Action,
        _ verdict: Verdict,
        hold: Int,
        sent: UInt64,
        answered: UInt64,
        version: UInt64 = 0,
        seats: [Int] = []
    ) {
        self.action = action
        self.verdict = verdict
        self.hold = hold
        self.sent = sent
        self.answered = answered
        self.version = version
        self.seats = seats
    }
}

/// Every answer a driver got, kept compactly: about 60 bytes and 2 a seat for each attempt.
public struct Evidence: Sendable {
    private struct Row {
        var sent: UInt64
        var answered: UInt64
        var version: UInt64
        var expiresAt: Int64
        var hold: Int32
        var first: UInt32
        var seats: UInt8
        var conflicts: UInt8
        var together: UInt8
        var action: Action
        var verdict: Verdict
    }

    private var rows: [Row] = []
    /// Seats of all attempts one after another; of a conflict the seat and then its state.
    private var pool: [UInt16] = []
    /// Maps fetched while the load ran.
    public private(set) var maps: [SeatMap] = []
    /// Repeats of an acknowledged write whose answer was not the first one, as a sentence each.
    public private(set) var wrongRepeats: [String] = []

    /// No evidence yet.
    public init() {}

    /// How many attempts are kept.
    public var count: Int { rows.count }

    /// Keeps `attempt`.
    public mutating func record(_ attempt: borrowing Attempt) {
        let first = UInt32(pool.count)
        for seat in attempt.seats { pool.append(UInt16(truncatingIfNeeded: seat)) }
        for conflict in attempt.conflicts {
            pool.append(UInt16(truncatingIfNeeded: conflict.seat))
            pool.append(UInt16(conflict.state.rawValue))
        }
        rows.append(
            Row(
                sent: attempt.sent,
                answered: attempt.answered,
                version: attempt.version,
                expiresAt: attempt.expiresAt,
                hold: Int32(truncatingIfNeeded: attempt.hold),
                first: first,
                seats: UInt8(clamping: attempt.seats.count),
                conflicts: UInt8(clamping: attempt.conflicts.count),
                together: UInt8(clamping: attempt.together),
                action: attempt.action,
                verdict: attempt.verdict
            )
        )
    }

    /// Keeps a map that was fetched during the load.
    public mutating func record(_ map: SeatMap) {
        maps.append(map)
    }

    /// Keeps that a repeat with the same key was not answered as the first time.
    public mutating func recordWrongRepeat(_ sentence: String) {
        wrongRepeats.append(sentence)
    }

    /// The attempt at `index`, in the order of recording.
    public subscript(index: Int) -> Attempt {
        let row = rows[index]
        let first = Int(row.first)
        let middle = first + Int(row.seats)
        var attempt = Attempt(
            row.action,
            row.verdict,
            hold: Int(row.hold),
            sent: row.sent,
            answered: row.answered,
            version: row.version,
            seats: pool[first..<middle].map(Int.init)
        )
        attempt.expiresAt = row.expiresAt
        attempt.together = Int(row.together)
        for pair in 0..<Int(row.conflicts) {
            let state = SeatState(rawValue: UInt8(pool[middle + 2 * pair + 1])) ?? .free
            attempt.conflicts.append((Int(pool[middle + 2 * pair]), state))
        }
        return attempt
    }
}
