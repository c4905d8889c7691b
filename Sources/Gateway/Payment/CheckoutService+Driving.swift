import Logging
import NIOCore
import SeatGrid

/// Carrying out what shows want of the provider.
extension CheckoutService {
    /// The watchdog: looks what is to be done, does it, and asks after orders whose webhooks may be
    /// lost. Returns when cancelled.
    package func watch() async {
        while !Task.isCancelled {
            await round()
            await raiseAlarms()
            try? await Task.sleep(for: CheckoutLimits.period)
        }
    }

    /// `/metrics` has the same figures; the log has a line when they become worse.
    func raiseAlarms() async {
        for alarm in alarms.look(stuck: await engine.stuckOrders()) {
            switch alarm {
            case .stuck(let count):
                logger.error(
                    "orders are stuck; see GET /v1/admin/orders?state=stuck",
                    metadata: ["orders": "\(count)"]
                )
            case .silence:
                logger.error("payments are found only by asking: the provider's webhooks are lost")
            }
        }
    }

    private func round() async {
        let attempts = attempts
        let all = await engine.checkoutWork(limit: CheckoutLimits.perShow) { attempts.isDue($0) }
        attempts.forgetOld()
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for (show, works) in all {
                for work in works where isDue(work) {
                    if running >= CheckoutLimits.parallel {
                        await group.next()
                        running -= 1
                    }
                    running += 1
                    group.addTask { await self.carryOut(work, of: show) }
                }
            }
        }
    }

    /// Takes the work if it is its time. A first poll waits: mostly the buyer's own browser tells.
    private func isDue(_ work: CheckoutWork) -> Bool {
        guard case .poll(let order, let isOverdue) = work, !isOverdue else {
            return attempts.begin(work.key)
        }
        guard attempts.begin(work.key) else { return false }
        guard attempts.failures(of: work.key).count == 0 else { return true }
        attempts.end(work.key, after: PollPace(of: order, unit: pollEvery).first)
        return false
    }

    /// Does what was taken by `Attempts.begin`.
    func carryOut(_ work: CheckoutWork, of show: ShowID) async {
        do {
            switch work {
            case .capture(let order, let payment): try await capture(order, payment, show)
            case .refund(let order, let refund):
                if try await !settle(refund, of: order, show) {
                    return attempts.end(work.key, after: refundPause(work.key))
                }
            case .poll(let order, let isOverdue):
                try await poll(order, isOverdue: isOverdue, show)
                return attempts.end(work.key, after: pollPause(order, isOverdue, work.key))
            case .cancelBooking(let booking):
                let request = CancelRequest(
                    booking: booking,
                    seats: nil,
                    reason: .showCancelled
                )
                _ = try await engine.run(.cancel(request), of: show)
            case .stall(let order, let reason):
                _ = try await engine.run(.stall(order.id, reason), of: show)
            }
            attempts.finish(work.key)
        } catch {
            await fail(work, show, error)
        }
    }

    private func pollPause(
        _ order: OrderRecord,
        _ isOverdue: Bool,
        _ key: String
    ) -> TimeAmount {
        let pace = isOverdue ? PollPace.overdue : PollPace(of: order, unit: pollEvery)
        return Backoff.pause(
            after: attempts.failures(of: key).count,
            first: pace.first,
            most: pace.most
        )
    }

    private func refundPause(_ key: String) -> TimeAmount {
        Backoff.pause(
            after: attempts.failures(of: key).count,
            first: CheckoutLimits.firstRefundPoll,
            most: CheckoutLimits.longestRefundPoll
        )
    }

    /// Nothing is lost: what is to be done still follows from the state.
    private func fail(_ work: CheckoutWork, _ show: ShowID, _ error: any Error) async {
        let failures = attempts.failures(of: work.key)
        var pause = Backoff.pause(
            after: failures.count,
            first: CheckoutLimits.firstRetry,
            most: CheckoutLimits.longestRetry
        )
        if case PaymentError.rateLimited(let milliseconds) = error {
            pause = .milliseconds(milliseconds)
        }
        logger.warning(
            "a step of a checkout failed and is tried again",
            metadata: [
                "work": "\(work.key.prefix(1))", "show": "\(show.rawValue)",
                "failures": "\(failures.count + 1)", "error": "\(type(of: error))",
            ]
        )
        attempts.end(work.key, after: pause)
        guard failures.time >= CheckoutLimits.silence else { return }
        if case .capture(let order, _) = work {
            _ = try? await engine.run(.stall(order.id, .providerSilent), of: show)
        }
    }

    // MARK: The steps

    /// Takes the money of a granted payment, and says in the show's turn what became of it.
    func capture(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ show: ShowID
    ) async throws {
        do {
            let report = try await provider.capture(
                payment.id,
                amount: payment.amount,
                currency: payment.currency
            )
            _ = try await engine.run(.payment(news(report, of: order.id)), of: show)
        } catch let error as PaymentError {
            guard case .refused = error else { throw error }
            // It may have been taken or given back by somebody else meanwhile.
            let report = try await provider.payment(payment.id)
            if report.status == .authorized || report.status == .created {
                _ = try await engine.run(.captureRefused(order.id, payment: payment.id), of: show)
            } else {
                _ = try await engine.run(.payment(news(report, of: order.id)), of: show)
            }
        }
    }

    /// Whether the money has arrived: a refund may be under way for days.
    private func settle(
        _ refund: RefundRecord,
        of order: OrderRecord,
        _ show: ShowID
    ) async throws -> Bool {
        let report = try await report(of: refund, order, show)
        let news = RefundNews(order: order.id, refund: refund.id, report: report)
        _ = try await engine.run(.refund(news), of: show)
        return report?.status == .processed
    }

    /// What the provider says of the refund now; nil: it refuses to make it.
    private func report(
        of refund: RefundRecord,
        _ order: OrderRecord,
        _ show: ShowID
    ) async throws -> RefundReport? {
        if refund.state == .pending {
            return try await provider.refund(refund.providerID, ofPayment: refund.payment)
        }
        // An attempt that was thought to have failed may have been made after all.
        if refund.attempt > 0, let known = try await self.known(refund) { return known }
        do {
            return try await provider.refund(
                ProviderRefundRequest(
                    payment: refund.payment,
                    amount: refund.amount,
                    intent: refund.key,
                    notes: ["show": show.rawValue, "order": order.id.text]
                )
            )
        } catch {
            guard case .refused = error else { throw error }
            return try await known(refund)
        }
    }

    /// A refund that the provider made for this intent, under any attempt.
    private func known(_ refund: RefundRecord) async throws -> RefundReport? {
        let all = try await provider.refunds(ofPayment: refund.payment)
        return all.first { report in
            report.status != .failed && report.intent.map(refund.isKey) ?? false
        }
    }

    /// Asks what was paid for an order. When its time is up and nothing was, it ends.
    private func poll(
        _ order: OrderRecord,
        isOverdue: Bool,
        _ show: ShowID
    ) async throws {
        for report in try await provider.payments(ofOrder: order.providerOrder) {
            let isNews = order.payments.first { $0.id == report.payment }?.status != report.status
            if isNews, report.status.isTaken || report.status == .authorized {
                alarms.update {
                    $0.byPoll += 1
                    $0.pollsSinceWebhook += 1
                }
            }
            _ = try await engine.run(.payment(news(report, of: order.id)), of: show)
        }
        if isOverdue { _ = try await engine.run(.notPaid(order.id), of: show) }
    }
}
