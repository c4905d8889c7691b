package import SeatGrid

/// What moves money.
extension RazorpayProvider {
    /// Captures, or finds that it is captured.
    package func capture(
        _ payment: String,
        amount: Int64,
        currency: String
    ) async throws(PaymentError) -> PaymentReport {
        let request = RazorpayRequest.capture(
            try Self.checked(payment),
            amount: amount,
            currency: currency
        )
        do throws(PaymentError) {
            let entity = try await send(request)
            guard let report = entity.payment, report.payment == payment, report.status.isTaken
            else { throw Self.unreadable }
            return report
        } catch .refused(let code, let detail) {
            // A payment that is captured already is refused too: by an account that captures by
            // itself, or because our first answer got lost.
            let report = try await self.payment(payment)
            guard report.status.isTaken,
                report.amount == amount, report.currency == currency
            else { throw .refused(code: code, detail: detail) }
            return report
        }
    }

    /// Refunds under the request's own key.
    package func refund(
        _ request: ProviderRefundRequest
    ) async throws(PaymentError) -> RefundReport {
        _ = try Self.checked(request.payment)
        let entity = try await send(.refund(request))
        guard let report = entity.refund, report.payment == request.payment,
            report.amount == request.amount
        else { throw Self.unreadable }
        return RefundReport(
            refund: report.refund,
            payment: report.payment,
            status: report.status,
            amount: report.amount,
            currency: report.currency,
            intent: request.intent
        )
    }
}
