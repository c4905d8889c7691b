import Logging
import NIOCore
import SeatGrid
import Synchronization

/// Looking what shows want of the provider, and when.
extension CheckoutService {
    /// The watchdog: looks what is to be done, does it, and asks after orders whose webhooks may be
    /// lost. Returns when cancelled.
    ///
    /// It looks again while calls are under way, and raises alarms beside them: a provider that
    /// takes its time with one thing delays neither the others nor word of it.
    package func watch() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.watchAlarms() }
            while !Task.isCancelled {
                for lane in await look() { group.addTask { await self.work(lane) } }
                try? await Task.sleep(for: CheckoutLimits.period)
            }
        }
    }

    private func watchAlarms() async {
        while !Task.isCancelled {
            await raiseAlarms()
            try? await Task.sleep(for: CheckoutLimits.period)
        }
    }

    /// Puts what is due into the backlog; the lanes that need one more worker each.
    private func look() async -> [WorkLane] {
        let attempts = attempts
        let all = await engine.checkoutWork(limit: CheckoutLimits.perShow) { attempts.isDue($0) }
        attempts.forgetOld()
        var due: [WorkLane: [WorkBacklog.Item]] = [:]
        var foreign: Set<OrderID> = []
        for (show, works) in all {
            for work in works {
                if let order = work.order, !isOurs(order) {
                    foreign.insert(order.id)
                    continue
                }
                if isDue(work) { due[work.lane, default: []].append(.init(show: show, work: work)) }
            }
        }
        foreignOrders.store(foreign.count, ordering: .relaxed)
        return backlog.replace(with: due)
    }

    /// Another provider knows nothing of the order: what it would say of it is not true.
    private func isOurs(_ order: OrderRecord) -> Bool {
        order.provider == ProviderKind(provider.kind) || order.provider == .none
    }

    /// Whether it is the work's time. A first poll waits: mostly the buyer's own browser tells, and
    /// after a restart all orders would be asked after at once.
    private func isDue(_ work: CheckoutWork) -> Bool {
        if case .poll(let order, isOverdue: false) = work {
            let pause = Backoff.spread(PollPace(of: order, unit: pollEvery).first)
            if attempts.postpone(work.key, by: pause) { return false }
        }
        return attempts.isDue(work.key)
    }

    /// Does what waits in a lane, one after the other, until nothing does.
    private func work(_ lane: WorkLane) async {
        while let item = backlog.next(lane) {
            // Dropped, not done: it is found again by the next look.
            if Task.isCancelled || (lane.asksProvider && provider.health.isPaused()) { continue }
            guard attempts.begin(item.work.key) else { continue }
            await carryOut(item.work, of: item.show)
        }
    }

    /// Does what was taken by `Attempts.begin`, and says when it is to be done again, if at all.
    func carryOut(_ work: CheckoutWork, of show: ShowID) async {
        do {
            switch work {
            case .capture(let order, let payment): try await capture(order, payment, show)
            case .refund(let order, let refund):
                if try await !settle(refund, of: order, show) {
                    return attempts.end(work.key, after: refundPause(work))
                }
            case .poll(let order, let isOverdue):
                try await poll(order, isOverdue: isOverdue, show)
                return attempts.end(work.key, after: pollPause(order, isOverdue, work))
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
        _ work: CheckoutWork
    ) -> TimeAmount {
        let pace = isOverdue ? PollPace.overdue : PollPace(of: order, unit: pollEvery)
        return pause(work, first: pace.first, most: pace.most)
    }

    private func refundPause(_ work: CheckoutWork) -> TimeAmount {
        pause(
            work,
            first: CheckoutLimits.firstRefundPoll,
            most: .nanoseconds(pollEvery.nanoseconds * CheckoutLimits.longestRefundPoll)
        )
    }

    private func pause(
        _ work: CheckoutWork,
        first: TimeAmount,
        most: TimeAmount
    ) -> TimeAmount {
        let failures = attempts.failures(of: work.key).count
        return Backoff.spread(Backoff.pause(after: failures, first: first, most: most))
    }

    /// Nothing is lost: what is to be done still follows from the state.
    private func fail(_ work: CheckoutWork, _ show: ShowID, _ error: any Error) async {
        let failures = attempts.failures(of: work.key)
        let pause = Backoff.pause(
            after: failures.count,
            first: CheckoutLimits.firstRetry,
            most: CheckoutLimits.longestRetry
        )
        if case PaymentError.rateLimited(let milliseconds) = error {
            let asked = TimeAmount.milliseconds(milliseconds)
            attempts.end(work.key, after: Backoff.atLeast(asked, and: pause))
        } else {
            attempts.end(work.key, after: Backoff.spread(pause))
        }
        log(error, in: "\(work.lane)", of: show, failures: failures.count + 1)
        guard failures.time >= CheckoutLimits.silence else { return }
        if case .capture(let order, _) = work {
            _ = try? await engine.run(.stall(order.id, .providerSilent), of: show)
        }
    }

    /// Says what failed, and of what kind the failure was: a wrong key is no time-out.
    func log(_ error: any Error, in step: String, of show: ShowID, failures: Int) {
        let words =
            switch error {
            case let error as PaymentError: error.words
            case let problem as Problem: "\(problem.code.rawValue)"
            case is NothingMoved: "the order did not move"
            default: "\(type(of: error))"
            }
        logger.log(
            level: error as? PaymentError == .unauthorized ? .error : .warning,
            "a step of a checkout failed",
            metadata: [
                "step": "\(step)", "show": "\(show.rawValue)", "failures": "\(failures)",
                "error": "\(words)",
            ]
        )
    }
}
