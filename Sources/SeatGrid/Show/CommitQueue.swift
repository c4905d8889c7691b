import WAL

/// Everything that a loop does only after a position of the log is durable, in order.
///
/// A reader that saw nothing new waits no longer than whatever is ahead of it: answers leave in the
/// order of their turns, a whole batch at once.
struct CommitQueue {
    enum Action {
        case answer(Reply, ReturnAddress)
        case vitals(ShowVitals, free: Int)
        case live(LiveNews, loops: LoopSet)
        case resume(Waiter)
    }

    /// Apart from the actions: to look at a pair of both would copy an answer for its position.
    private var positions: FIFO<LSN> = FIFO()
    private var actions: FIFO<Action> = FIFO()
    private var last = LSN.zero

    var isEmpty: Bool { positions.isEmpty }
    var count: Int { positions.count }

    /// Keeps `action` until `position` and all that was kept before it are durable.
    mutating func append(_ action: consuming Action, after position: LSN) {
        last = max(last, position)
        positions.append(last)
        actions.append(action)
    }

    /// The next action that may happen now, or nil.
    mutating func next(durable: LSN) -> Action? {
        guard let first = positions.first, first <= durable else { return nil }
        _ = positions.popFirst()
        return actions.popFirst()
    }
}

/// Somebody off the hot path who waits for a position.
final class Waiter: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    func resume() { body() }
}

/// A set of loops by ordinal; 64 at most.
struct LoopSet: Equatable, Sendable {
    private var bits: UInt64 = 0

    var isEmpty: Bool { bits == 0 }
    mutating func insert(_ loop: Int) { bits |= 1 << UInt64(loop) }
    mutating func remove(_ loop: Int) { bits &= ~(1 << UInt64(loop)) }

    func forEach(_ body: (Int) -> Void) {
        var rest = bits
        while rest != 0 {
            body(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
    }
}
