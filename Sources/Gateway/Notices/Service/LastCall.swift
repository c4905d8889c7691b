import Synchronization

/// Lets what is being sent come to its end when a worker is to stop, and cuts off what takes too
/// long.
///
/// Cancellation itself reaches nothing that is on its way: a peer that has taken a message and
/// whose answer nobody hears would get it again.
final class LastCall: Sendable {
    private struct State {
        var isOver = false
        var last = 0
        var cuts: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Mutex(State())

    /// Notes how to cut something off, which happens at once if the time is over. What is returned
    /// is for `leave`.
    func enter(_ cut: @escaping @Sendable () -> Void) -> Int {
        let (id, isOver) = state.withLock { state in
            state.last += 1
            if !state.isOver { state.cuts[state.last] = cut }
            return (state.last, state.isOver)
        }
        if isOver { cut() }
        return id
    }

    /// It came to its end.
    func leave(_ id: Int) { state.withLock { $0.cuts[id] = nil } }

    /// The time is over, for all that is on its way and all that comes.
    func end() {
        let cuts = state.withLock { state in
            defer { state.cuts = [:] }
            state.isOver = true
            return state.cuts.values
        }
        for cut in cuts { cut() }
    }
}
