/// When the next broadcast may begin: soon while the loop keeps up, later when sending is most of
/// its work, never later than `longest`. Nanoseconds throughout.
struct TickPolicy {
    private let shortest: Int64
    private let longest: Int64
    private let dutyPercent: Int64
    /// From the beginning of one broadcast to that of the next.
    private(set) var interval: Int64

    init(_ limits: LiveLimits) {
        shortest = limits.shortestTickMilliseconds * 1_000_000
        longest = limits.longestTickMilliseconds * 1_000_000
        dutyPercent = limits.dutyPercent
        interval = shortest
    }

    /// A broadcast took `busy` of sending and `elapsed` from its first to its last send.
    mutating func finished(busy: Int64, elapsed: Int64) {
        let needed = max(busy * 100 / dutyPercent, elapsed)
        interval = min(max(needed, shortest), longest)
    }
}
