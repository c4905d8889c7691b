import WAL

/// Joins two things that end in any order, on two threads: the bytes are sealed, and their key is
/// durable. Whichever is second tells.
final class SealBox: Sendable {
    typealias Result = Swift.Result<[UInt8], PeopleFailure>

    private struct State {
        var sealed: [UInt8]?
        var outcome: Swift.Result<Void, PeopleFailure>?
    }

    private let state = Locked(State())
    private let done: @Sendable (Result) -> Void

    init(_ done: @escaping @Sendable (Result) -> Void) { self.done = done }

    /// The bytes are sealed.
    func put(_ sealed: [UInt8]) { change { $0.sealed = sealed } }

    /// The key is durable, or can't be.
    func finish(_ outcome: Swift.Result<Void, PeopleFailure>) { change { $0.outcome = outcome } }

    private func change(_ body: (inout State) -> Void) {
        let both: Result? = state.withLock { state in
            body(&state)
            guard let sealed = state.sealed, let outcome = state.outcome else { return nil }
            return outcome.map { sealed }
        }
        if let both { done(both) }
    }
}
