import Checker

/// How a fight goes: who many want how few seats, and what they do with what they get.
public struct FightPlan: Sendable {
    /// Keep-alive connections.
    public var connections = 64
    /// Writes in all.
    public var attempts = 200_000
    /// The largest group.
    public var largestGroup = 6
    /// The shortest hold.
    public var shortestTTL = 1000
    /// The longest hold.
    public var longestTTL = 4000
    /// The share of the seats that half of all attempts want.
    public var hotShare = 0.2
    /// The share of the seats that may be booked in the end.
    public var bookedShare = 0.6
    /// The share of writes that carry an `Idempotency-Key`.
    public var keyed = 0.2
    /// The share of requests that fetch the map.
    public var maps = 0.002
    /// Repeats the same fight.
    public var seed: UInt64 = 1

    /// The fight of bar 1.
    public init() {}
}

/// What the driver's connection holds at the moment.
struct OwnHold {
    /// The driver's number of it.
    var number: Int
    /// The capability.
    var id: [UInt8]
    var seats: [Int]
    /// Till when it surely lives, by the driver's clock: its time from the moment it was asked for.
    var from: UInt64
    /// When it has surely run out: its time from the moment it was answered.
    var until: UInt64

    /// The hold that `answer` granted for `ttl` milliseconds; nil when it named none.
    init?(_ answer: WriteAnswer, number: Int, ttl: Int) {
        guard let id = answer.id else { return nil }
        self.number = number
        self.id = id
        seats = answer.attempt.seats
        from = answer.attempt.sent + UInt64(ttl) * 1_000_000
        until = answer.attempt.answered + UInt64(ttl) * 1_000_000
    }

    /// It runs `ttl` milliseconds from the extension that `answer` granted.
    mutating func extend(_ answer: WriteAnswer, ttl: Int) {
        from = answer.attempt.sent + UInt64(ttl) * 1_000_000
        until = answer.attempt.answered + UInt64(ttl) * 1_000_000
    }
}

/// A request on its way.
struct Pending {
    enum Purpose {
        case write(Action)
        case map
        /// The repeat of a write that was acknowledged, whose answer must be the same.
        case audit(status: Int, body: [UInt8])
    }

    var purpose: Purpose
    var bytes: [UInt8]
    var isKeyed = false
    /// It was sent again after the server's death.
    var isAgain = false
    var sent: UInt64 = 0
    var seats: [Int] = []
    var number = 0
    var ttl = 0

    /// It as the write `action`.
    func write(_ action: Action) -> WriteAnswer.Asked {
        WriteAnswer.Asked(action: action, hold: number, sent: sent, seats: seats)
    }
}
