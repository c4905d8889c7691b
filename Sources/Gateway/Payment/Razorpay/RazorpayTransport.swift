import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Carries requests to Razorpay and answers back. Nothing is retried and no redirect followed.
struct RazorpayTransport: Sendable {
    let client: HTTPClient
    let baseURL: String
    /// `Basic …`: the key id and its secret.
    let authorization: Secret
    let limits: PaymentLimits

    /// Ends within the limits' time.
    func send(_ request: RazorpayRequest) async throws(PaymentError) -> RazorpayEntity {
        let end = NIODeadline.now() + .milliseconds(limits.callMilliseconds)
        let answer: (status: Int, body: [UInt8], retryAfter: String?)
        do {
            answer = try await exchange(outgoing(request), end)
        } catch {
            throw .unknown(detail: Self.word(for: error))
        }
        return try RazorpayAnswer.entity(
            status: answer.status,
            body: answer.body,
            retryAfter: answer.retryAfter,
            limits: limits
        )
    }

    private func outgoing(_ request: RazorpayRequest) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: baseURL + request.path)
        outgoing.method = request.method
        outgoing.headers.add(name: "Accept", value: "application/json")
        outgoing.headers.add(name: "User-Agent", value: "seatgrid")
        authorization.reveal {
            outgoing.headers.add(
                name: "Authorization",
                value: String(decoding: $0, as: UTF8.self)
            )
        }
        if let body = request.body {
            outgoing.headers.add(name: "Content-Type", value: "application/json")
            outgoing.body = .bytes(ByteBuffer(bytes: body))
        }
        if let key = request.idempotencyKey {
            outgoing.headers.add(name: "X-Refund-Idempotency", value: key)
        }
        return outgoing
    }

    private func exchange(
        _ request: HTTPClientRequest,
        _ end: NIODeadline
    ) async throws -> (status: Int, body: [UInt8], retryAfter: String?) {
        let response = try await client.execute(request, deadline: end)
        var body: [UInt8] = []
        // The client's deadline ends with the head; one that drips its body must not hold us up.
        for try await piece in response.body {
            body.append(contentsOf: piece.readableBytesView)
            guard body.count <= limits.answerBytes else { throw Fault.tooLong }
            guard NIODeadline.now() < end else { throw Fault.tooSlow }
        }
        return (
            Int(response.status.code), body,
            response.headers.first(name: "Retry-After")
        )
    }

    private enum Fault: Error {
        case tooLong
        case tooSlow
    }

    /// Never the error's own text, which may have an address in it.
    private static func word(for error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription
        case Fault.tooLong: "an answer that is too long"
        case Fault.tooSlow: "an answer that took too long"
        case is CancellationError: "given up"
        default: "\(type(of: error))"
        }
    }
}
