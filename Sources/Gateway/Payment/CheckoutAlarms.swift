import NIOCore
import Synchronization

/// What an operator should look at; for `/metrics`.
final class CheckoutAlarms: Sendable {
    struct State: Sendable {
        /// Orders that are stuck, as of the last round.
        var stuck = 0
        /// Facts about money that came by a webhook, a buyer's browser, a poll.
        var byWebhook = 0
        var byCallback = 0
        var byPoll = 0
        var refusedWebhooks = 0
        /// Payments that only a poll brought since the last webhook: webhooks seem to be lost.
        var pollsSinceWebhook = 0
        var lastWebhook: NIODeadline?
        /// Whether somebody was told already that no webhooks come.
        var wasSilent = false
    }

    /// What has become worse.
    enum Alarm: Equatable, Sendable {
        /// More orders are stuck than before; so many now.
        case stuck(Int)
        case silence
    }

    private let state = Mutex(State())

    func update(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
    var current: State { state.withLock { $0 } }

    func heardWebhook() {
        update {
            $0.byWebhook += 1
            $0.pollsSinceWebhook = 0
            $0.lastWebhook = .now()
        }
    }

    /// Takes in what a round of the watchdog has found, and says of each change for the worse once.
    func look(stuck: Int, at now: NIODeadline = .now()) -> [Alarm] {
        state.withLock { state in
            let isSilent = Self.isSilent(state, at: now)
            defer {
                state.stuck = stuck
                state.wasSilent = isSilent
            }
            return (stuck > state.stuck ? [.stuck(stuck)] : [])
                + (isSilent && !state.wasSilent ? [.silence] : [])
        }
    }

    /// Whether payments are found only by asking, and no webhook has come for long.
    private static func isSilent(_ state: State, at now: NIODeadline) -> Bool {
        guard state.pollsSinceWebhook >= CheckoutLimits.pollsOfSilence else { return false }
        return state.lastWebhook.map { now - $0 > CheckoutLimits.webhookSilence } ?? true
    }
}
