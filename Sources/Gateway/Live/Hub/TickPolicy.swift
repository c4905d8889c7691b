/// When the next round may begin: soon while the loop keeps up, later when sending is most of
/// its work, never later than `longest`. Nanoseconds throughout.
struct TickPolicy {
    private let shortest: Int64
    private let longest: Int64
    private let dutyPercent: Int64
    /// From the beginning of one round to that of the next.
    private(set) var interval: Int64

    init(_ limits: LiveLimits) {
        shortest = limits.shortestTickMilliseconds * 1_000_000
        longest = limits.longestTickMilliseconds * 1_000_000
        dutyPercent = limits.dutyPercent
        interval = shortest
    }

    /// A round took `busy` of a processor and `elapsed` from its first to its last send, in which
    /// others may have had the processor: they are no reason to wait longer than the round itself.
    mutating func finished(busy: Int64, elapsed: Int64) {
        let needed = max(busy * 100 / dutyPercent, elapsed)
        interval = min(max(needed, shortest), longest)
    }
}
