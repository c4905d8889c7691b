/// Which versions a request can have met, from what was acknowledged before it was sent and what
/// was asked only after it was answered.
struct RealTime {
    /// Which versions answers told, and when.
    struct Times {
        fileprivate var answered: [(at: UInt64, version: UInt64)] = []
        fileprivate var sent: [(at: UInt64, ceiling: UInt64)] = []

        /// A write made `version`, so that it was not there before the write was sent.
        mutating func write(_ version: UInt64, sent: UInt64, answered: UInt64) {
            self.answered.append((answered, version))
            self.sent.append((sent, version - 1))
        }

        /// A read met `version`, which may have been there for long.
        mutating func read(_ version: UInt64, sent: UInt64, answered: UInt64) {
            self.answered.append((answered, version))
            self.sent.append((sent, version))
        }
    }

    private let answered: [(at: UInt64, floor: UInt64)]
    private let sent: [(at: UInt64, ceiling: UInt64)]
    private let last: UInt64
    private let base: UInt64

    init(_ times: Times, base: UInt64, last: UInt64) {
        var highest = base
        answered = times.answered.sorted { $0.at < $1.at }
            .map { each in
                highest = Swift.max(highest, each.version)
                return (each.at, highest)
            }
        var lowest = last
        sent = times.sent.sorted { $0.at < $1.at }.reversed()
            .map { each in
                lowest = Swift.min(lowest, each.ceiling)
                return (each.at, lowest)
            }
            .reversed()
        self.base = base
        self.last = last
    }

    /// The highest version that had been acknowledged when `time` came.
    func floor(at time: UInt64) -> UInt64 {
        guard time > 0 else { return base }
        let index = answered.partition(after: time - 1) { $0.at }
        return index == 0 ? base : answered[index - 1].floor
    }

    /// The highest version that can have existed at `time`: what was asked later tells.
    func ceiling(at time: UInt64) -> UInt64 {
        let index = sent.partition(after: time) { $0.at }
        return index == sent.count ? last : sent[index].ceiling
    }
}
