import Logging
import NIOCore
import SeatGrid
import Synchronization

extension CheckoutService {
    /// `/metrics` has the same figures; the log has a line when they become worse.
    func raiseAlarms() async {
        var sight = CheckoutAlarms.Sight()
        sight.foreign = foreignOrders.load(ordering: .relaxed)
        sight.refundAge = attempts.longest(of: "r")
        sight.stuck = await engine.stuckOrders()
        sight.isKeyRefused = provider.health.isKeyRefused
        for alarm in alarms.look(sight) { raise(alarm) }
    }

    private func raise(_ alarm: CheckoutAlarms.Alarm) {
        switch alarm {
        case .stuck(let count):
            logger.error(
                "orders are stuck; see GET /v1/admin/orders?state=stuck",
                metadata: ["orders": "\(count)"]
            )
        case .silence:
            logger.error(
                "payments are heard of by browsers and by asking only: webhooks are lost"
            )
        case .foreign(let count):
            logger.error(
                "orders wait for another provider than this node's; see docs/PAYMENT.md",
                metadata: ["orders": "\(count)", "provider": "\(provider.kind.rawValue)"]
            )
        case .slowRefund:
            logger.error(
                "a refund is under way for too long; look at the provider's dashboard",
                metadata: ["hours": "\(CheckoutLimits.refundAge.nanoseconds / 3_600_000_000_000)"]
            )
        case .keyRefused:
            logger.error("the provider refuses our key: nothing is sold, captured or given back")
        }
    }
}
