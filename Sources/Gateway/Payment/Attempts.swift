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

    /// Whether nobody has the work of that key, and it is its time. Nothing is taken.
    func isDue(_ key: String) -> Bool {
        let now = NIODeadline.now()
        return entries.withLock { entries in
            entries[key].map { !$0.isRunning && $0.next <= now } ?? true
        }
    }

    /// Puts work that nobody has tried yet off for so long; false if somebody has.
    func postpone(_ key: String, by pause: TimeAmount) -> Bool {
        let now = NIODeadline.now()
        return entries.withLock { entries in
            guard entries[key] == nil else { return false }
            entries[key] = Entry(failures: 1, first: now, next: now + pause)
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

    /// For how long the work has been tried that was begun first of those of a kind, by the first
    /// letter of its key. What was due a while ago and was not begun is no longer to be done.
    func longest(of kind: Character, at now: NIODeadline = .now()) -> TimeAmount {
        entries.withLock { entries in
            entries.lazy.filter { key, entry in
                key.first == kind
                    && (entry.isRunning || now - entry.next < CheckoutLimits.overlooked)
            }.map { now - $0.value.first }.max() ?? .zero
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

    /// Half of the pause to all of it, so that what failed or was begun together does not come back
    /// together. `share`: 0 to 1.
    static func spread(
        _ pause: TimeAmount,
        _ share: Double = .random(in: 0...1)
    ) -> TimeAmount {
        .nanoseconds(pause.nanoseconds / 2 + Int64(Double(pause.nanoseconds / 2) * share))
    }

    /// At least what somebody asked for; more by anything up to `pause`.
    static func atLeast(
        _ least: TimeAmount,
        and pause: TimeAmount,
        _ share: Double = .random(in: 0...1)
    ) -> TimeAmount {
        least + .nanoseconds(Int64(Double(pause.nanoseconds) * share))
    }
}
