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

    /// A place, or nil if there are too many already.
    func enter(_ address: String) -> LiveTicket? {
        counts.withLock { counts in
            let here = counts.byAddress[address, default: 0]
            guard counts.total < limits.viewers, here < limits.viewersPerAddress else {
                return nil
            }
            counts.total += 1
            counts.byAddress[address] = here + 1
            return LiveTicket(census: self, address: address)
        }
    }

    fileprivate func leave(_ address: String) {
        counts.withLock { counts in
            counts.total -= 1
            let left = counts.byAddress[address, default: 1] - 1
            counts.byAddress[address] = left > 0 ? left : nil
        }
    }
}

/// A viewer's place among those allowed; free again when nobody keeps the ticket.
final class LiveTicket {
    private let census: LiveCensus
    private let address: String

    fileprivate init(census: LiveCensus, address: String) {
        self.census = census
        self.address = address
    }

    deinit { census.leave(address) }
}
