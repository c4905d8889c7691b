import Synchronization

/// Counts viewers, in all and by address, over all loops.
final class LiveCensus: Sendable {
    private let limits: LiveLimits
    private let counts = Mutex(Counts())

    private struct Counts {
        var total = 0
        var byAddress: [String: Int] = [:]
    }

    init(limits: LiveLimits) { self.limits = limits }

    var total: Int { counts.withLock { $0.total } }

    /// False if there are too many already; else `leave` is owed.
    func enter(_ address: String) -> Bool {
        counts.withLock { counts in
            let here = counts.byAddress[address, default: 0]
            guard counts.total < limits.viewers, here < limits.viewersPerAddress else {
                return false
            }
            counts.total += 1
            counts.byAddress[address] = here + 1
            return true
        }
    }

    func leave(_ address: String) {
        counts.withLock { counts in
            counts.total -= 1
            let left = counts.byAddress[address, default: 1] - 1
            counts.byAddress[address] = left > 0 ? left : nil
        }
    }
}
