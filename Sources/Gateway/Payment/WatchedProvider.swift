import SeatGrid

/// A provider, with an eye on how its calls end.
struct WatchedProvider: PaymentProvider {
    let base: any PaymentProvider
    let health = ProviderHealth()

    var kind: PaymentProviderKind { base.kind }
    var keyID: String { base.keyID }

    private func watched<Answer>(
        _ call: () async throws(PaymentError) -> Answer
    ) async throws(PaymentError) -> Answer {
        do throws(PaymentError) {
            let answer = try await call()
            health.note(nil)
            return answer
        } catch {
            health.note(error)
            throw error
        }
    }

    func createOrder(_ request: ProviderOrderRequest) async throws(PaymentError) -> ProviderOrder {
        try await watched { () async throws(PaymentError) in try await base.createOrder(request) }
    }

    func order(_ id: String) async throws(PaymentError) -> ProviderOrder {
        try await watched { () async throws(PaymentError) in try await base.order(id) }
    }

    func payments(ofOrder id: String) async throws(PaymentError) -> [PaymentReport] {
        try await watched { () async throws(PaymentError) in try await base.payments(ofOrder: id) }
    }

    func payment(_ id: String) async throws(PaymentError) -> PaymentReport {
        try await watched { () async throws(PaymentError) in try await base.payment(id) }
    }

    func capture(
        _ payment: String,
        amount: Int64,
        currency: String
    ) async throws(PaymentError) -> PaymentReport {
        try await watched { () async throws(PaymentError) in
            try await base.capture(payment, amount: amount, currency: currency)
        }
    }

    func refund(_ request: ProviderRefundRequest) async throws(PaymentError) -> RefundReport {
        try await watched { () async throws(PaymentError) in try await base.refund(request) }
    }

    func refund(
        _ id: String,
        ofPayment payment: String
    ) async throws(PaymentError) -> RefundReport {
        try await watched { () async throws(PaymentError) in
            try await base.refund(id, ofPayment: payment)
        }
    }

    func refunds(ofPayment id: String) async throws(PaymentError) -> [RefundReport] {
        try await watched { () async throws(PaymentError) in try await base.refunds(ofPayment: id) }
    }

    func isGenuine(_ answer: CheckoutSignature, forOrder order: String) -> Bool {
        base.isGenuine(answer, forOrder: order)
    }

    func isGenuine(webhook body: [UInt8], signature: String) -> Bool {
        base.isGenuine(webhook: body, signature: signature)
    }
}
