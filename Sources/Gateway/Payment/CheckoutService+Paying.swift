import NIOCore
import SeatGrid

/// Facts about payments on their way into shows.
extension CheckoutService {
    /// The checkout page's answer, by the buyer's browser. Its signature says that the payment is
    /// this order's; what became of it, only the provider knows.
    func pay(
        _ id: OrderID,
        in show: ShowID,
        _ body: PaymentBody
    ) async throws(Problem) -> OrderView {
        let order = try await record(of: id, in: show)
        let answer = CheckoutSignature(payment: body.payment, signature: body.signature)
        // Against the stored order, never the one that the caller names.
        guard body.order == order.providerOrder, !order.providerOrder.isEmpty,
            provider.isGenuine(answer, forOrder: order.providerOrder)
        else {
            throw Problem(
                .paymentMismatch,
                "The signature is not this order's; send what the checkout page answered."
            )
        }
        let report = try await report(of: body.payment, in: show)
        guard report.order == order.providerOrder else {
            throw Problem(.paymentMismatch, "The payment is another order's.")
        }
        alarms.heardCallback(isNews: order.isNews(report))
        let view = try await self.order(after: .payment(news(report, of: id)), of: show)
        if report.status == .authorized || report.status.isTaken,
            report.amount != order.quote.total || report.currency != order.quote.currency
        {
            throw Problem(
                .paymentMismatch,
                "The payment is of another sum than the order; it is not taken, or goes back."
            )
        }
        return try await captured(view, in: show)
    }

    private func report(
        of payment: String,
        in show: ShowID
    ) async throws(Problem) -> PaymentReport {
        do throws(PaymentError) {
            return try await provider.payment(payment)
        } catch {
            log(error, in: "payment", of: show, failures: 1)
            throw error.problem
        }
    }

    /// Takes the money that the turn has granted, or waits for whoever does; then the order as it
    /// stands, which may still be `capturing` if the provider is slow.
    private func captured(
        _ view: OrderView,
        in show: ShowID
    ) async throws(Problem) -> OrderView {
        var view = view
        let end = NIODeadline.now() + .nanoseconds(Int64(CheckoutLimits.captureWait.nanoseconds))
        // After a failure the provider has its pause, though a buyer waits.
        var isUrgent = true
        while view.state == .capturing, NIODeadline.now() < end {
            await captureNow(view.id, in: show, isUrgent: isUrgent)
            isUrgent = false
            view = try await self.view(of: view.id, in: show)
            guard view.state == .capturing else { break }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return view
    }

    private func captureNow(_ id: OrderID, in show: ShowID, isUrgent: Bool) async {
        guard let order = try? await record(of: id, in: show), order.state == .capturing,
            let payment = order.payments.first(where: { $0.id == order.granted })
        else { return }
        let work = CheckoutWork.capture(order, payment: payment)
        if attempts.begin(work.key, isUrgent: isUrgent) { await carryOut(work, of: show) }
    }

    /// The buyer's answer to other seats.
    func answerOffer(
        _ id: OrderID,
        in show: ShowID,
        accepts: Bool,
        caller: Caller
    ) async throws(Problem) -> OrderView {
        let view = try await order(
            after: .answerOffer(id, accepts: accepts),
            of: show,
            caller: caller
        )
        return try await captured(view, in: show)
    }

    /// The order as it is told of now, and again to whoever repeats the request under the key.
    func tell(
        _ id: OrderID,
        of show: ShowID,
        under mark: IdempotencyMark,
        caller: Caller
    ) async throws(Problem) -> (order: OrderView, replayed: Bool) {
        let (outcome, replayed) = try await engine.run(
            .tell(id),
            of: show,
            mark: mark,
            caller: caller
        )
        guard case .order(let order) = outcome else {
            throw Problem(.internalError, "Repeat later, or report the request id.")
        }
        return (order, replayed)
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
