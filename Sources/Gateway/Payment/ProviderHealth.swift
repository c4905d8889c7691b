import NIOCore
import Synchronization

/// What the provider's answers tell of it: whether it takes our key, and until when it asked to be
/// left alone.
final class ProviderHealth: Sendable {
    fileprivate struct State {
        var isKeyRefused = false
        var pausedUntil = NIODeadline.distantPast
        /// How many pauses were asked for in a row.
        var pauses = 0
    }

    private let state = Mutex(State())

    /// Whether the last answer about our key was that it is wrong.
    var isKeyRefused: Bool { state.withLock { $0.isKeyRefused } }

    /// Whether nothing should be asked now that nobody waits for.
    func isPaused(at now: NIODeadline = .now()) -> Bool {
        state.withLock { now < $0.pausedUntil }
    }

    /// Takes in how a call ended; nil: well. `share`: how much of the further pause is taken.
    func note(
        _ error: PaymentError?,
        at now: NIODeadline = .now(),
        _ share: Double = .random(in: 0...1)
    ) {
        state.withLock { state in
            switch error {
            case nil:
                state.isKeyRefused = false
                if now >= state.pausedUntil { state.pauses = 0 }
            case .unauthorized: state.isKeyRefused = true
            case .rateLimited(let milliseconds):
                state.pause(.milliseconds(milliseconds), at: now, share)
            // An id that looks like none is refused here already, with any key.
            case .refused, .unknown: break
            }
        }
    }
}

extension ProviderHealth.State {
    /// Calls that were under way when the pause began are refused too: they only keep it going.
    fileprivate mutating func pause(_ asked: TimeAmount, at now: NIODeadline, _ share: Double) {
        var pause = asked
        if now >= pausedUntil {
            let more = Backoff.pause(
                after: pauses,
                first: CheckoutLimits.firstRest,
                most: CheckoutLimits.longestRest
            )
            pause = Backoff.atLeast(asked, and: more, share)
            pauses += 1
        }
        pausedUntil = max(pausedUntil, now + pause)
    }
}
