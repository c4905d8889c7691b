import Crypto
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
        let report = try await report(of: body.payment)
        guard report.order == order.providerOrder else {
            throw Problem(.paymentMismatch, "The payment is another order's.")
        }
        alarms.update { $0.byCallback += 1 }
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

    private func report(of payment: String) async throws(Problem) -> PaymentReport {
        do throws(PaymentError) {
            return try await provider.payment(payment)
        } catch {
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

    // MARK: Webhooks

    /// A webhook of the provider. Its facts are durable when this returns; money is moved after.
    ///
    /// - Throws: 401 for a bad signature; 503 if it is to be sent again.
    func hear(_ body: [UInt8], signature: String?, delivery: String?) async throws(Problem) {
        guard let signature, provider.isGenuine(webhook: body, signature: signature) else {
            alarms.update { $0.refusedWebhooks += 1 }
            throw Problem(.unauthorized, "The signature is not the provider's.")
        }
        guard let event = WebhookEvent(body, eventID: delivery) else {
            throw Problem.invalid("", "the body is no event")
        }
        alarms.heardWebhook()
        guard let payment = event.payment, let (show, id) = try await place(of: payment.order)
        else { return }
        let mark = Self.digest(event.id)
        if let refund = event.refund, try await hear(refund, of: id, show, mark) { return }
        let command = OrderCommand.payment(news(payment, of: id, delivery: mark))
        try await order(after: command, of: show)
        // The answer is owed within seconds; the watchdog goes on in a quarter of one.
    }

    /// A fact that the sandbox tells, as a webhook would; what gets lost here, a poll finds.
    func tell(_ report: PaymentReport) async {
        alarms.heardWebhook()
        guard let (show, id) = try? await place(of: report.order) else { return }
        _ = try? await order(after: .payment(news(report, of: id)), of: show)
    }

    /// Whether the refund is one of ours; else somebody gave money back without us.
    private func hear(
        _ report: RefundReport,
        of id: OrderID,
        _ show: ShowID,
        _ delivery: Bits128
    ) async throws(Problem) -> Bool {
        let record = try await record(of: id, in: show)
        let intent = record.refunds.first {
            $0.providerID == report.refund || $0.key == report.intent
        }
        guard let intent else { return false }
        let news = RefundNews(
            order: id,
            refund: intent.id,
            report: report,
            delivery: delivery
        )
        try await order(after: .refund(news), of: show)
        return true
    }

    /// Which show's order the provider means; nil: none of this installation. The provider's order
    /// says so in its notes: no index has to survive a restart.
    private func place(
        of providerOrder: String
    ) async throws(Problem) -> (ShowID, OrderID)? {
        let order: ProviderOrder
        do throws(PaymentError) {
            order = try await provider.order(providerOrder)
        } catch {
            guard case .refused = error else { throw error.problem }
            return nil
        }
        guard let show = order.notes["show"],
            let id = order.notes["order"].flatMap({
                OrderID(text: $0)
            }), engine.entry(for: ShowID(show)) != nil
        else { return nil }
        return (ShowID(show), id)
    }

    private static func digest(_ text: String) -> Bits128 {
        let bytes = Array(SHA256.hash(data: Array(text.utf8)))
        func word(_ from: Int) -> UInt64 {
            bytes[from..<(from + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        return Bits128(high: word(0), low: word(8))
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
