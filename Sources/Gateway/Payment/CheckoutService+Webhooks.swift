import Crypto
import Logging
import SeatGrid

/// What the provider tells by itself.
extension CheckoutService {
    /// Which order a fact is about.
    private enum Whose {
        case ours(ShowID, OrderID)
        /// None of this installation's.
        case nobodys
        /// Only the provider knows, and it does not answer in time.
        case unknown
    }

    /// A webhook of the provider. Its facts are durable when this returns; money is moved after.
    ///
    /// It returns within seconds, whatever the provider's own interface does: an endpoint that
    /// answers late, or with anything but 2xx, is given up after a day. So a fact that repeating
    /// does not make any better is taken and logged.
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
        guard let payment = event.payment else { return }
        switch try await whose(payment.order, notes: event.notes) {
        case .nobodys: return
        case .unknown:
            guard event.mayBeLost else {
                throw Problem(.unavailable, "Whose order it is can't be found out now; repeat.")
            }
            logger.warning("a webhook of an unknown order is let go", metadata: word(of: event))
        case .ours(let show, let order):
            do throws(Problem) {
                try await take(event, payment, as: order, show)
            } catch {
                // Another time the show may take it; what it refuses it refuses for ever.
                guard error.code.status < 500 else { throw error }
                logger.log(
                    level: event.mayBeLost ? .warning : .error,
                    "a webhook's order is not here, or the payment is another order's",
                    metadata: word(of: event)
                )
            }
        }
    }

    private func word(of event: WebhookEvent) -> Logger.Metadata {
        ["event": "\(event.name)", "order": "\(event.payment?.order ?? "")"]
    }

    private func take(
        _ event: WebhookEvent,
        _ payment: PaymentReport,
        as order: OrderID,
        _ show: ShowID
    ) async throws(Problem) {
        let mark = Self.digest(event.id)
        if let refund = event.refund, try await hear(refund, of: order, show, mark) { return }
        try await self.order(
            after: .payment(news(payment, of: order, delivery: mark)),
            of: show
        )
        // The answer is owed within seconds; the watchdog goes on in a quarter of one.
    }

    /// A fact that the sandbox tells, as a webhook would; what gets lost here, a poll finds.
    func tell(_ report: PaymentReport) async {
        alarms.heardWebhook()
        guard case .ours(let show, let id)? = try? await whose(report.order, notes: [:]) else {
            return
        }
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

    // MARK: Whose it is

    /// The cheapest that knows is asked first: the event's own notes, the orders that are not
    /// settled or were so lately, and only then the provider, for a few seconds.
    private func whose(
        _ providerOrder: String,
        notes: [String: String]
    ) async throws(Problem) -> Whose {
        // A buyer may set a payment's notes: the order that they name has to be this one.
        if let (show, id) = place(in: notes), try await isOrder(id, in: show, providerOrder) {
            return .ours(show, id)
        }
        if let known = await engine.place(ofProviderOrder: providerOrder) {
            return .ours(known.show, known.order)
        }
        guard let answer = await ask(providerOrder, within: CheckoutLimits.webhookWait) else {
            return .unknown
        }
        switch answer {
        case .success(let order):
            guard let (show, id) = place(in: order.notes) else { return .nobodys }
            return .ours(show, id)
        case .failure(.refused): return .nobodys
        case .failure: return .unknown
        }
    }

    private func place(in notes: [String: String]) -> (ShowID, OrderID)? {
        guard let show = notes["show"], let id = notes["order"].flatMap({ OrderID(text: $0) }),
            engine.entry(for: ShowID(show)) != nil
        else { return nil }
        return (ShowID(show), id)
    }

    private func isOrder(
        _ id: OrderID,
        in show: ShowID,
        _ providerOrder: String
    ) async throws(Problem) -> Bool {
        do throws(Problem) {
            return try await record(of: id, in: show).providerOrder == providerOrder
        } catch {
            guard error.code == .notFound else { throw error }
            return false
        }
    }

    /// nil: no answer in time; the call is given up.
    private func ask(
        _ id: String,
        within limit: Duration
    ) async -> Result<ProviderOrder, PaymentError>? {
        await withTaskGroup(of: Result<ProviderOrder, PaymentError>?.self) { group in
            group.addTask {
                do throws(PaymentError) {
                    return .success(try await self.provider.order(id))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private static func digest(_ text: String) -> Bits128 {
        let bytes = Array(SHA256.hash(data: Array(text.utf8)))
        func word(_ from: Int) -> UInt64 {
            bytes[from..<(from + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        return Bits128(high: word(0), low: word(8))
    }
}

extension WebhookEvent {
    /// Whether nobody is worse off without it, if its order is none that anything is asked about
    /// any more. Money that is not taken goes back by itself; money that was taken has to be known
    /// of, and so has money that went back.
    var mayBeLost: Bool { refund == nil && payment?.status.isTaken != true }
}
