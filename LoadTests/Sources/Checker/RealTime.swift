/// Which versions a request can have met, from what was acknowledged before it was sent and what was
/// asked only after it was answered.
struct RealTime {
    private let answered: [(at: UInt64, floor: UInt64)]
    private let sent: [(at: UInt64, ceiling: UInt64)]
    private let last: UInt64
    private let base: UInt64

    init(
        _ versions: [(sent: UInt64, answered: UInt64, version: UInt64)],
        base: UInt64,
        last: UInt64
    ) {
        var highest = base
        answered = versions.sorted { $0.answered < $1.answered }.map {
            highest = Swift.max(highest, $0.version)
            return ($0.answered, highest)
        }
        var lowest = last + 1
        sent = versions.sorted { $0.sent < $1.sent }.reversed().map {
            lowest = Swift.min(lowest, $0.version)
            return ($0.sent, lowest)
        }.reversed()
        self.base = base
        self.last = last
    }

    /// The highest version that had been acknowledged when `time` came.
    func floor(at time: UInt64) -> UInt64 {
        guard time > 0 else { return base }
        let index = answered.partition(after: time - 1) { $0.at }
        return index == 0 ? base : answered[index - 1].floor
    }

    /// The highest version that can have existed at `time`: whatever was asked later is above it.
    func ceiling(at time: UInt64) -> UInt64 {
        let index = sent.partition(after: time) { $0.at }
        return index == sent.count ? last : Swift.max(sent[index].ceiling, 1) - 1
    }
}
