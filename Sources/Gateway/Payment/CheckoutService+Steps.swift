import SeatGrid

/// The provider took the money, by its own account, and the order is where it was.
struct NothingMoved: Error {}

/// What is asked of the provider, and what its answer does in the show's turn.
extension CheckoutService {
    /// Takes the money of a granted payment, and says in the show's turn what became of it.
    ///
    /// - Throws: `NothingMoved` if that changed nothing, so that it is tried more and more seldom,
    ///   and somebody has to look in the end.
    func capture(
        _ order: OrderRecord,
        _ payment: PaymentRecord,
        _ show: ShowID
    ) async throws {
        if let report = try await taken(payment) {
            _ = try await engine.run(.payment(news(report, of: order.id)), of: show)
        } else {
            _ = try await engine.run(.captureRefused(order.id, payment: payment.id), of: show)
        }
        let after = try await record(of: order.id, in: show)
        if after.state == .capturing, after.granted == payment.id { throw NothingMoved() }
    }

    /// The payment, captured; nil: the provider refuses to, and it is not captured otherwise.
    private func taken(_ payment: PaymentRecord) async throws(PaymentError) -> PaymentReport? {
        do throws(PaymentError) {
            return try await provider.capture(
                payment.id,
                amount: payment.amount,
                currency: payment.currency
            )
        } catch {
            guard case .refused = error else { throw error }
        }
        // It may have been taken or given back by somebody else meanwhile.
        let report = try await provider.payment(payment.id)
        return report.status.isTaken ? report : nil
    }

    /// Whether the money has arrived: a refund may be under way for days.
    func settle(
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
    func poll(
        _ order: OrderRecord,
        isOverdue: Bool,
        _ show: ShowID
    ) async throws {
        for report in try await provider.payments(ofOrder: order.providerOrder) {
            if order.isNews(report) { alarms.foundByPoll() }
            _ = try await engine.run(.payment(news(report, of: order.id)), of: show)
        }
        if isOverdue { _ = try await engine.run(.notPaid(order.id), of: show) }
    }
}

extension OrderRecord {
    /// Whether it tells of money that was not known of, so that a webhook should have told it.
    func isNews(_ report: PaymentReport) -> Bool {
        guard report.status.isTaken || report.status == .authorized else { return false }
        return payments.first { $0.id == report.payment }?.status != report.status
    }
}
