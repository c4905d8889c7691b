import NIOCore

/// Counts of one loop, confined to it; `/metrics` adds up the copies of all loops.
struct LoopMetrics: Sendable {
    /// Upper bounds of the latency buckets, seconds.
    static let bounds: [Double] = [
        0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1,
    ]
    private static let boundsNanoseconds = bounds.map { Int64(($0 * 1e9).rounded()) }

    /// Answers by route and status.
    private(set) var answers: [[Int: UInt64]] = Array(
        repeating: [:],
        count: HotTarget.Route.allCases.count
    )
    /// Answers by route and latency bucket, not cumulative; the last is beyond all bounds.
    private(set) var buckets: [[UInt64]] = Array(
        repeating: Array(repeating: 0, count: bounds.count + 1),
        count: HotTarget.Route.allCases.count
    )
    private(set) var nanoseconds: [UInt64] = Array(
        repeating: 0,
        count: HotTarget.Route.allCases.count
    )
    var accepted: UInt64 = 0
    var refusedConnections: UInt64 = 0

    /// One answer has been rendered.
    @inline(__always)
    mutating func observe(_ route: HotTarget.Route, _ status: Int, since start: NIODeadline) {
        let elapsed = (NIODeadline.now() - start).nanoseconds
        let row = Int(route.rawValue)
        answers[row][status, default: 0] += 1
        var bucket = 0
        while bucket < Self.boundsNanoseconds.count, elapsed > Self.boundsNanoseconds[bucket] {
            bucket += 1
        }
        buckets[row][bucket] += 1
        nanoseconds[row] &+= UInt64(max(0, elapsed))
    }

    /// Adds another loop's counts.
    mutating func add(_ other: LoopMetrics) {
        for row in answers.indices {
            answers[row].merge(other.answers[row], uniquingKeysWith: +)
            for bucket in buckets[row].indices {
                buckets[row][bucket] += other.buckets[row][bucket]
            }
            nanoseconds[row] &+= other.nanoseconds[row]
        }
        accepted += other.accepted
        refusedConnections += other.refusedConnections
    }
}
