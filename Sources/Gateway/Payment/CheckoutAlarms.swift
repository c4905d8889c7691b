import NIOCore
import Synchronization

/// What an operator should look at; for `/metrics` and the log.
final class CheckoutAlarms: Sendable {
    struct State: Sendable {
        /// As of the last look.
        var sight = Sight()
        /// Facts about money that came by a webhook, a buyer's browser, a poll.
        var byWebhook = 0
        var byCallback = 0
        var byPoll = 0
        var refusedWebhooks = 0
        /// Payments that were heard of in another way since the last webhook: webhooks seem to be
        /// lost.
        var factsSinceWebhook = 0
        /// The start counts as one: at first there may be none for good reason.
        var lastWebhook = NIODeadline.now()
        /// Whether somebody was told already that no webhooks come.
        var wasSilent = false
    }

    /// What is found by looking.
    struct Sight: Equatable, Sendable {
        /// Orders that are stuck.
        var stuck = 0
        /// Orders with something to do that another provider has.
        var foreign = 0
        /// For how long the slowest refund has been asked for.
        var refundAge = TimeAmount.zero
        /// Whether the provider takes our key for wrong.
        var isKeyRefused = false
    }

    /// What has become worse.
    enum Alarm: Equatable, Sendable {
        /// More orders are stuck than before; so many now.
        case stuck(Int)
        case silence
        /// More orders wait for another provider than before; so many now.
        case foreign(Int)
        /// A refund is under way for too long.
        case slowRefund
        case keyRefused
    }

    private let state = Mutex(State())
    private let expectsWebhooks: Bool

    /// - Parameter expectsWebhooks: whether the provider sends any.
    init(expectsWebhooks: Bool) { self.expectsWebhooks = expectsWebhooks }

    func update(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
    var current: State { state.withLock { $0 } }

    func heardWebhook() {
        update {
            $0.byWebhook += 1
            $0.factsSinceWebhook = 0
            $0.lastWebhook = .now()
        }
    }

    /// Money was heard of by a buyer's browser, which a webhook should have told, too.
    func heardCallback(isNews: Bool) {
        update {
            $0.byCallback += 1
            if isNews { $0.factsSinceWebhook += 1 }
        }
    }

    /// The same by asking.
    func foundByPoll() {
        update {
            $0.byPoll += 1
            $0.factsSinceWebhook += 1
        }
    }

    /// Takes in what a look has found, and says of each change for the worse once.
    func look(_ sight: Sight, at now: NIODeadline = .now()) -> [Alarm] {
        state.withLock { state in
            let before = state.sight
            let isSilent = isSilent(state, at: now)
            defer {
                state.sight = sight
                state.wasSilent = isSilent
            }
            var alarms: [Alarm] = []
            if sight.stuck > before.stuck { alarms.append(.stuck(sight.stuck)) }
            if isSilent, !state.wasSilent { alarms.append(.silence) }
            if sight.foreign > before.foreign { alarms.append(.foreign(sight.foreign)) }
            if Self.isSlow(sight), !Self.isSlow(before) { alarms.append(.slowRefund) }
            if sight.isKeyRefused, !before.isKeyRefused { alarms.append(.keyRefused) }
            return alarms
        }
    }

    private static func isSlow(_ sight: Sight) -> Bool {
        sight.refundAge >= CheckoutLimits.refundAge
    }

    /// Whether payments are heard of in other ways only, and no webhook has come for long.
    private func isSilent(_ state: State, at now: NIODeadline) -> Bool {
        expectsWebhooks && state.factsSinceWebhook >= CheckoutLimits.factsOfSilence
            && now - state.lastWebhook > CheckoutLimits.webhookSilence
    }
}
