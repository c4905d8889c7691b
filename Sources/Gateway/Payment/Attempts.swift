import NIOCore
import Synchronization

/// What is being done for orders now, and when what failed is to be tried again. Lost in a crash,
/// which does no harm: then it is tried at once.
final class Attempts: Sendable {
    private struct Entry {
        var isRunning = false
        var failures = 0
        var first: NIODeadline
        var next: NIODeadline
    }

    private let entries = Mutex<[String: Entry]>([:])
    private let nextSweep = Mutex(NIODeadline.now() + CheckoutLimits.memory)

    /// Takes the work of that key, unless somebody has it or it is not its time yet.
    func begin(_ key: String, isUrgent: Bool = false) -> Bool {
        let now = NIODeadline.now()
        return entries.withLock { entries in
            var entry = entries[key] ?? Entry(first: now, next: now)
            guard !entry.isRunning, isUrgent || entry.next <= now else { return false }
            entry.isRunning = true
            entries[key] = entry
            return true
        }
    }

    /// The work is not to be done before so long.
    func end(_ key: String, after pause: TimeAmount) {
        entries.withLock { entries in
            guard var entry = entries[key] else { return }
            entry.isRunning = false
            entry.failures += 1
            entry.next = .now() + pause
            entries[key] = entry
        }
    }

    /// The work is done.
    func finish(_ key: String) { entries.withLock { $0[key] = nil } }

    /// How often the work of that key has failed in a row, and for how long.
    func failures(of key: String) -> (count: Int, time: TimeAmount) {
        entries.withLock { entries in
            guard let entry = entries[key] else { return (0, .zero) }
            return (entry.failures, .now() - entry.first)
        }
    }

    /// Whether `begin` would take it.
    func isDue(_ key: String) -> Bool {
        let now = NIODeadline.now()
        return entries.withLock { entries in
            entries[key].map { !$0.isRunning && $0.next <= now } ?? true
        }
    }

    /// Forgets what nobody has begun though its time came long ago: it is no longer to be done.
    func forgetOld(at now: NIODeadline = .now()) {
        let isTime = nextSweep.withLock { next in
            guard next <= now else { return false }
            next = now + CheckoutLimits.memory
            return true
        }
        guard isTime else { return }
        entries.withLock { entries in
            entries = entries.filter {
                $0.value.isRunning || now - $0.value.next < CheckoutLimits.memory
            }
        }
    }

    var count: Int { entries.withLock { $0.count } }
}

/// How long until a failed attempt is made again: doubled each time, within bounds.
enum Backoff {
    static func pause(after failures: Int, first: TimeAmount, most: TimeAmount) -> TimeAmount {
        let factor = Int64(1) << Int64(min(failures, 20))
        let (product, isTooMuch) = first.nanoseconds.multipliedReportingOverflow(by: factor)
        return isTooMuch || product > most.nanoseconds ? most : .nanoseconds(product)
    }
}
