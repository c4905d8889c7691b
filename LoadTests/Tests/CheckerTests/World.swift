import Checker

/// A show of four seats and a driver's day on it, one step after another, each step a tick of the
/// clock.
struct World {
    var evidence = Evidence()
    var events: [LogEvent] = []
    let start = SeatMap(version: 0, states: Array(repeating: .free, count: 4))
    private var clock: UInt64 = 0
    private var holds = 0

    var version: UInt64 { events.last?.version ?? 0 }

    mutating func log(_ kind: LogEvent.Kind, _ seats: [Int], hold: Int? = nil, at: Int64? = nil) {
        events.append(
            LogEvent(
                version: version + 1,
                kind: kind,
                seats: seats,
                hold: hold.map { "h\($0)" },
                at: at
            )
        )
    }

    mutating func tick() -> UInt64 {
        clock += 10
        return clock
    }

    /// A hold that was asked for, logged and acknowledged; gives its number.
    mutating func hold(_ seats: [Int], expiresAt: Int64 = 0) -> Int {
        holds += 1
        log(.held, seats, hold: holds)
        var attempt = Attempt(
            .hold,
            .granted,
            hold: holds,
            sent: tick(),
            answered: tick(),
            version: version,
            seats: seats
        )
        attempt.expiresAt = expiresAt
        evidence.record(attempt)
        return holds
    }

    /// A write that was logged and acknowledged, both of the same seats.
    mutating func granted(_ action: Action, _ kind: LogEvent.Kind, _ hold: Int, _ seats: [Int]) {
        log(kind, seats, hold: hold)
        granted(action, hold, seats)
    }

    /// A write that was acknowledged at the version of the last event, whatever that says.
    mutating func granted(_ action: Action, _ hold: Int, _ seats: [Int]) {
        evidence.record(
            Attempt(
                action,
                .granted,
                hold: hold,
                sent: tick(),
                answered: tick(),
                version: action == .release ? 0 : version,
                seats: action == .release ? [] : seats
            )
        )
    }

    mutating func refused(_ seats: [Int], naming conflicts: [(seat: Int, state: SeatState)]) {
        holds += 1
        var attempt = Attempt(
            .hold,
            .unavailable,
            hold: holds,
            sent: tick(),
            answered: tick(),
            seats: seats
        )
        attempt.conflicts = conflicts
        evidence.record(attempt)
    }

    mutating func unanswered(_ action: Action, _ hold: Int, _ seats: [Int]) {
        evidence.record(
            Attempt(action, .unknown, hold: hold, sent: tick(), answered: .max, seats: seats)
        )
    }

    mutating func map(_ states: [SeatState], version: UInt64, counts: [Int] = []) {
        evidence.record(
            SeatMap(
                version: version,
                states: states,
                counts: counts,
                sent: tick(),
                answered: tick()
            )
        )
    }

    func check() -> Findings {
        Checker.check(evidence: evidence, events: events, from: start, final: nil)
    }

    func kinds() -> Set<Finding.Kind> { Set(check().counts.keys) }
}
