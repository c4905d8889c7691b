package import Logging
package import NIOCore
package import SeatGrid
import Synchronization

/// Joins shows and the payment provider: what buyers, the provider's webhooks and the watchdog say
/// goes into a show's turn, and what the turn decided is carried out.
///
/// It keeps nothing that matters: everything that is to be done follows from the shows' states.
package final class CheckoutService: Sendable {
    let engine: Engine
    let provider: WatchedProvider
    let policy: LatePolicy
    /// After how long an order that nobody pays is asked after; others less often.
    let pollEvery: TimeAmount
    let logger: Logger
    let attempts = Attempts()
    let backlog = WorkBacklog()
    let alarms: CheckoutAlarms
    /// How many orders of another provider the last look at the shows has found.
    let foreignOrders = Atomic(0)

    package init(
        engine: Engine,
        provider: any PaymentProvider,
        policy: LatePolicy = LatePolicy(),
        pollEvery: TimeAmount = .seconds(20),
        logger: Logger
    ) {
        self.engine = engine
        self.provider = WatchedProvider(base: provider)
        alarms = CheckoutAlarms(expectsWebhooks: provider.kind == .razorpay)
        self.policy = policy
        self.pollEvery = pollEvery
        self.logger = logger
    }

    /// The same, for what answers with an order.
    @discardableResult
    func order(
        after command: OrderCommand,
        of show: ShowID,
        mark: IdempotencyMark? = nil,
        caller: Caller = .system
    ) async throws(Problem) -> OrderView {
        guard
            case .order(let order) = try await engine.run(
                command,
                of: show,
                mark: mark,
                caller: caller
            ).outcome
        else { throw Problem(.internalError, "Repeat later, or report the request id.") }
        return order
    }

    func record(of order: OrderID, in show: ShowID) async throws(Problem) -> OrderRecord {
        let query = CheckoutQuery.orderRecord(order)
        guard case .orderRecord(let record) = try await engine.ask(query, of: show) else {
            throw Problem(.internalError, "Repeat later, or report the request id.")
        }
        return record
    }

    func view(of order: OrderID, in show: ShowID) async throws(Problem) -> OrderView {
        guard case .order(let view) = try await engine.ask(.order(order), of: show) else {
            throw Problem(.internalError, "Repeat later, or report the request id.")
        }
        return view
    }

    func news(
        _ report: PaymentReport,
        of order: OrderID,
        delivery: Bits128? = nil
    ) -> PaymentNews {
        PaymentNews(
            order: order,
            report: report,
            freshHold: engine.newHoldID(),
            policy: policy,
            delivery: delivery
        )
    }
}

extension PaymentError {
    /// What a buyer is told who had to wait for the provider.
    var problem: Problem {
        switch self {
        case .refused(_, let detail):
            return Problem(.paymentMismatch, "The payment provider refused: \(detail)")
        case .unknown, .unauthorized:
            var problem = Problem(
                .unavailable,
                "The payment provider does not answer; repeat with the same Idempotency-Key."
            )
            problem.retryAfterMilliseconds = 2_000
            return problem
        case .rateLimited(let milliseconds):
            var problem = Problem(
                .unavailable,
                "The payment provider has too much to do; repeat with the same Idempotency-Key."
            )
            problem.retryAfterMilliseconds = Int(milliseconds)
            return problem
        }
    }
}
