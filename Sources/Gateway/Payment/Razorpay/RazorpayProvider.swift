import AsyncHTTPClient
package import NIOCore
package import SeatGrid

/// Razorpay over HTTP. See docs/PAYMENT.md for what of it we rely on.
package struct RazorpayProvider: PaymentProvider {
    package let kind = PaymentProviderKind.razorpay
    package let keyID: String
    private let keySecret: Secret
    private let webhookSecrets: [Secret]
    private let transport: RazorpayTransport
    private let limits: PaymentLimits

    /// Opens nothing yet. Call `shutDown` before the loops end.
    package init(
        _ settings: RazorpaySettings,
        group: any EventLoopGroup,
        limits: PaymentLimits = PaymentLimits()
    ) {
        keyID = settings.keyID
        keySecret = settings.keySecret
        webhookSecrets = settings.webhookSecrets
        self.limits = limits
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = HTTPClient.Configuration.Timeout(
            connect: .milliseconds(limits.connectMilliseconds),
            read: .milliseconds(limits.silenceMilliseconds)
        )
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = limits.connections
        configuration.httpVersion = .http1Only
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(group),
            configuration: configuration
        )
        transport = RazorpayTransport(
            client: client,
            baseURL: settings.baseURL,
            authorization: settings.keySecret.basicCredentials(user: settings.keyID),
            limits: limits
        )
    }

    /// Closes the connections.
    package func shutDown() async { try? await transport.client.shutdown() }

    /// Checks with the key's secret.
    package func isGenuine(_ answer: CheckoutSignature, forOrder order: String) -> Bool {
        RazorpaySignature.isCheckout(
            answer.signature,
            order: order,
            payment: answer.payment,
            secret: keySecret
        )
    }

    /// Checks with every webhook secret.
    package func isGenuine(webhook body: [UInt8], signature: String) -> Bool {
        // All are tried, so that the time does not tell which one fits.
        var isGenuine = false
        for secret in webhookSecrets {
            let fits = RazorpaySignature.isWebhook(signature, body: body, secret: secret)
            isGenuine = isGenuine || fits
        }
        return isGenuine
    }

    /// Makes an order for manual capture.
    package func createOrder(
        _ request: ProviderOrderRequest
    ) async throws(PaymentError) -> ProviderOrder {
        let entity = try await transport.send(.order(request, limits))
        guard let order = entity.order, order.amount == request.amount,
            order.currency == request.currency
        else { throw Self.unreadable }
        return order
    }

    /// Asks for the order.
    package func order(_ id: String) async throws(PaymentError) -> ProviderOrder {
        let entity = try await get("/v1/orders/\(try Self.checked(id))")
        guard let order = entity.order, order.id == id else { throw Self.unreadable }
        return order
    }

    /// Asks for all payments; a list that can't be read whole is none.
    package func payments(ofOrder id: String) async throws(PaymentError) -> [PaymentReport] {
        let collection = try await get("/v1/orders/\(try Self.checked(id))/payments")
        guard let items = collection.items else { throw Self.unreadable }
        var reports: [PaymentReport] = []
        for item in items {
            // One that can't be read may be the very one that was paid: don't do as if it was not.
            guard let report = item.payment, report.order == id else { throw Self.unreadable }
            reports.append(report)
        }
        return reports
    }

    /// Asks for the payment.
    package func payment(_ id: String) async throws(PaymentError) -> PaymentReport {
        let entity = try await get("/v1/payments/\(try Self.checked(id))")
        guard let report = entity.payment, report.payment == id else { throw Self.unreadable }
        return report
    }

    /// Asks for the refund.
    package func refund(
        _ id: String,
        ofPayment payment: String
    ) async throws(PaymentError) -> RefundReport {
        let path = "/v1/payments/\(try Self.checked(payment))/refunds/\(try Self.checked(id))"
        guard let report = try await get(path).refund, report.refund == id,
            report.payment == payment
        else { throw Self.unreadable }
        return report
    }

    /// Asks for up to 100 refunds, the newest.
    package func refunds(ofPayment id: String) async throws(PaymentError) -> [RefundReport] {
        // Without a count there would be ten.
        let collection = try await get("/v1/payments/\(try Self.checked(id))/refunds?count=100")
        guard let items = collection.items else { throw Self.unreadable }
        var reports: [RefundReport] = []
        for item in items {
            guard let report = item.refund, report.payment == id else { throw Self.unreadable }
            reports.append(report)
        }
        return reports
    }

    func send(_ request: RazorpayRequest) async throws(PaymentError) -> RazorpayEntity {
        try await transport.send(request)
    }

    private func get(_ path: String) async throws(PaymentError) -> RazorpayEntity {
        try await transport.send(RazorpayRequest(path: path))
    }

    /// An id may come from a stranger and becomes part of a path.
    static func checked(_ id: String) throws(PaymentError) -> String {
        guard RazorpayID.isPlausible(id) else {
            throw .refused(code: "no_such_id", detail: "this is no id of the provider's")
        }
        return id
    }

    static let unreadable = PaymentError.unknown(detail: "an answer that is not as documented")
}
