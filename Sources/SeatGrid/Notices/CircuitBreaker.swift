/// Spares a provider that is down: after some failures in a row nobody asks it for a while, then
/// one does, and the answer decides. A value: time and chance come in.
package struct CircuitBreaker: Equatable, Sendable {
    /// Whether to ask now.
    package enum Permission: Equatable, Sendable {
        case go
        /// Not before then.
        case wait(until: WallTime)
    }

    private enum State: Equatable {
        case closed(failures: Int)
        case open(until: WallTime, openings: Int)
        /// One is asking; if nothing is heard of it by then, another may.
        case probing(until: WallTime, openings: Int)
    }

    /// Failures in a row that open it.
    package static let limit = 5
    /// How long a probe is waited for, milliseconds.
    package static let probeTime: Int64 = 120_000

    private let firstPause: Int64
    private let longestPause: Int64
    private var state = State.closed(failures: 0)

    /// - Parameters: milliseconds; the pause doubles with each opening up to the longest.
    package init(firstPause: Int64 = 5_000, longestPause: Int64 = 300_000) {
        self.firstPause = firstPause
        self.longestPause = longestPause
    }

    /// Whether nobody is asked now.
    package var isOpen: Bool {
        if case .closed = state { false } else { true }
    }

    /// Until when nobody would get leave; nil: whoever asks now would. Changes nothing.
    package func pause(at now: WallTime) -> WallTime? {
        switch state {
        case .closed: nil
        case .open(let until, _): now < until ? until : nil
        case .probing(let until, _): now < until ? min(until, soon(now)) : nil
        }
    }

    /// When to look again while one is asking: it may be heard of any moment.
    private func soon(_ now: WallTime) -> WallTime { now.advanced(by: firstPause) }

    /// Asks for leave. Whoever gets `.go` tells what came of it by `record`.
    package mutating func permission(at now: WallTime) -> Permission {
        switch state {
        case .closed: return .go
        case .open(_, let openings), .probing(_, let openings):
            if let until = pause(at: now) { return .wait(until: until) }
            state = .probing(until: now.advanced(by: Self.probeTime), openings: openings)
            return .go
        }
    }

    /// Notes what came of a try. While it is open that is of one who had leave before: a success
    /// among them does not undo the pause, a longer one asked for lengthens it.
    package mutating func record(_ outcome: SendOutcome, at now: WallTime, chance: Double) {
        guard case .deferred(_, let retryAfter, .provider) = outcome else {
            if case .open = state { return }
            state = .closed(failures: 0)
            return
        }
        switch state {
        case .closed(let failures):
            let isTold = retryAfter != nil
            guard isTold || failures + 1 >= Self.limit else {
                state = .closed(failures: failures + 1)
                return
            }
            open(at: now, openings: 0, chance, retryAfter)
        case .open(let until, let openings):
            let asked = now.advanced(by: retryAfter ?? 0)
            state = .open(until: max(until, asked), openings: openings)
        case .probing(_, let openings):
            open(at: now, openings: openings + 1, chance, retryAfter)
        }
    }

    /// The pause has half of its length for sure and the rest by chance.
    private mutating func open(
        at now: WallTime,
        openings: Int,
        _ chance: Double,
        _ retryAfter: Int64?
    ) {
        let pause = min(longestPause, firstPause << Int64(min(openings, 20)))
        let jittered = pause / 2 + Int64(chance * Double(pause / 2))
        let length = max(jittered, retryAfter ?? 0)
        state = .open(until: now.advanced(by: length), openings: openings)
    }
}
