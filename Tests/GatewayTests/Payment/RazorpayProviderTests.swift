import Foundation
import NIOPosix
import SeatGrid
import Testing

@testable import Gateway

@Suite struct RazorpayProviderTests {
    static let order = """
        {"id":"order_1","entity":"order","amount":50000,"amount_paid":0,"amount_due":50000,
        "currency":"INR","receipt":"or_1","status":"created","attempts":0,"notes":[]}
        """
    static let refund = """
        {"id":"rfnd_1","amount":100,"currency":"INR","payment_id":"pay_1","status":"pending"}
        """

    static func payment(_ status: String, amount: Int = 50_000) -> String {
        """
        {"id":"pay_1","order_id":"order_1","amount":\(amount),"currency":"INR",
        "status":"\(status)","amount_refunded":0,"notes":[]}
        """
    }

    static let no = """
        {"error":{"code":"BAD_REQUEST_ERROR","description":"already captured","reason":"NA"}}
        """

    /// Runs `body` with a provider whose every request `answer` answers.
    static func with<Result: Sendable>(
        _ answer: @escaping @Sendable (StubProvider.Request, Int) -> StubProvider.Answer,
        limits: PaymentLimits = .patient,
        _ body: (RazorpayProvider, StubProvider) async throws -> Result
    ) async throws -> Result {
        let stub = try StubProvider(answer)
        defer { stub.stop() }
        let settings = try RazorpaySettings(
            keyID: "rzp_test_1",
            keySecret: #require(Secret("key secret".utf8)),
            webhookSecrets: [#require(Secret("new".utf8)), #require(Secret("old".utf8))],
            baseURL: "http://127.0.0.1:\(stub.port)"
        )
        let provider = RazorpayProvider(
            settings,
            group: MultiThreadedEventLoopGroup.singleton,
            limits: limits
        )
        do {
            let result = try await body(provider, stub)
            await provider.shutDown()
            return result
        } catch {
            await provider.shutDown()
            throw error
        }
    }

    static func error<Result>(
        of call: () async throws(PaymentError) -> Result
    ) async -> PaymentError? {
        do throws(PaymentError) {
            _ = try await call()
            return nil
        } catch {
            return error
        }
    }

    @Test func `an order is made with the key, and read`() async throws {
        try await Self.with({ _, _ in .json(200, Self.order) }) { provider, stub in
            let order = try await provider.createOrder(
                ProviderOrderRequest(amount: 50_000, currency: "INR", receipt: "or_1")
            )
            #expect(order.id == "order_1" && order.status == .created && order.receipt == "or_1")
            let request = try #require(stub.requests.first)
            let pair = Data("rzp_test_1:key secret".utf8).base64EncodedString()
            #expect(request.line == "POST /v1/orders HTTP/1.1")
            #expect(request.head.contains("Authorization: Basic \(pair)"))
            #expect(request.body.contains("\"capture\":\"manual\""))
        }
    }

    @Test func `an order of another amount is not taken for ours`() async throws {
        try await Self.with({ _, _ in .json(200, Self.order) }) { provider, _ in
            let found = await Self.error { () async throws(PaymentError) in
                try await provider.createOrder(
                    ProviderOrderRequest(amount: 49_999, currency: "INR", receipt: "or_1")
                )
            }
            #expect(found?.isUnknown == true)
        }
    }

    @Test func `capture of what is captured already is success`() async throws {
        for status in ["captured", "refunded"] {
            try await Self.with({ request, _ in
                request.line.hasPrefix("POST")
                    ? .json(400, Self.no) : .json(200, Self.payment(status))
            }) { provider, stub in
                let report = try await provider.capture("pay_1", amount: 50_000, currency: "INR")
                #expect(report.status == (status == "captured" ? .captured : .refunded))
                #expect(stub.requests.map(\.line).last == "GET /v1/payments/pay_1 HTTP/1.1")
            }
        }
    }

    @Test func `capture of another amount or of a failed payment is refused`() async throws {
        for answer in [Self.payment("captured", amount: 1), Self.payment("failed")] {
            try await Self.with({ request, _ in
                request.line.hasPrefix("POST") ? .json(400, Self.no) : .json(200, answer)
            }) { provider, _ in
                let found = await Self.error { () async throws(PaymentError) in
                    try await provider.capture("pay_1", amount: 50_000, currency: "INR")
                }
                #expect(found == .refused(code: "BAD_REQUEST_ERROR", detail: "already captured"))
            }
        }
    }

    @Test func `a capture after which nothing is captured is unknown`() async throws {
        for status in ["authorized", "created", "failed"] {
            try await Self.with({ _, _ in .json(200, Self.payment(status)) }) { provider, _ in
                let found = await Self.error { () async throws(PaymentError) in
                    try await provider.capture("pay_1", amount: 50_000, currency: "INR")
                }
                #expect(found?.isUnknown == true, "\(status)")
            }
        }
    }

    @Test func `a refused capture whose payment can't be read is unknown`() async throws {
        try await Self.with({ request, _ in
            request.line.hasPrefix("POST") ? .json(400, Self.no) : .json(503, "")
        }) { provider, _ in
            let found = await Self.error { () async throws(PaymentError) in
                try await provider.capture("pay_1", amount: 50_000, currency: "INR")
            }
            #expect(found?.isUnknown == true)
        }
    }

    @Test func `a refund goes under its own key`() async throws {
        try await Self.with({ _, _ in .json(200, Self.refund) }) { provider, stub in
            let report = try await provider.refund(
                ProviderRefundRequest(payment: "pay_1", amount: 100, intent: "rf_0123456789")
            )
            #expect(report.status == .pending && report.intent == "rf_0123456789")
            let request = try #require(stub.requests.first)
            #expect(request.head.contains("X-Refund-Idempotency: rf_0123456789"))
            #expect(request.body.contains("\"receipt\":\"rf_0123456789\""))
        }
    }

    @Test func `lists are read whole or not at all`() async throws {
        let items = { @Sendable (items: String) in
            "{\"entity\":\"collection\",\"items\":[\(items)]}"
        }
        let two = items(Self.payment("failed") + "," + Self.payment("authorized"))
        try await Self.with({ request, _ in
            .json(200, request.line.contains("refunds") ? items(Self.refund) : two)
        }) { provider, _ in
            let payments = try await provider.payments(ofOrder: "order_1")
            #expect(payments.map(\.status) == [.failed, .authorized])
            #expect(try await provider.refunds(ofPayment: "pay_1").map(\.refund) == ["rfnd_1"])
        }
        let spoilt = items(Self.payment("failed") + "," + Self.payment("stolen"))
        try await Self.with({ _, _ in .json(200, spoilt) }) { provider, _ in
            let found = await Self.error { () async throws(PaymentError) in
                try await provider.payments(ofOrder: "order_1")
            }
            #expect(found?.isUnknown == true)
        }
    }

    @Test func `an id from a stranger never becomes part of a path`() async throws {
        try await Self.with({ _, _ in .json(200, "{}") }) { provider, stub in
            for id in ["", "../orders", "pay_1/refund", "pay_1?x", "pay 1", "pay_1\r\nX: y"] {
                let found = await Self.error { () async throws(PaymentError) in
                    try await provider.payment(id)
                }
                #expect(found?.isUnknown == false, "\(id)")
            }
            #expect(stub.requests.isEmpty)
        }
    }

    @Test func `whatever goes wrong on the way leaves the outcome unknown, and in time`()
        async throws
    {
        var limits = PaymentLimits()
        limits.silenceMilliseconds = 300
        limits.callMilliseconds = 1_000
        limits.answerBytes = 1_000
        let head = { (length: Int) in "HTTP/1.1 200 X\r\nContent-Length: \(length)\r\n\r\n" }
        let answers: [StubProvider.Answer] = [
            .cut, .silence(200), .bytes("nonsense\r\n\r\n"), .bytes(head(50) + "{"),
            .bytes(head(5_000) + String(repeating: "x", count: 5_000)),
            .json(301, "", ["Location: /x"]),
        ]
        for answer in answers {
            try await Self.with({ _, _ in answer }, limits: limits) { provider, stub in
                let began = ContinuousClock.now
                let found = await Self.error { () async throws(PaymentError) in
                    try await provider.payment("pay_1")
                }
                #expect(found?.isUnknown == true, "\(answer)")
                #expect(!"\(String(describing: found))".contains("key secret"))
                // A second, but for other suites that keep the pool busy for a minute.
                #expect(ContinuousClock.now - began < .seconds(100), "\(answer)")
                #expect(stub.requests.count == 1, "nothing is sent twice by itself: \(answer)")
            }
        }
    }

    @Test func `nobody listening is unknown as well`() async throws {
        let settings = try RazorpaySettings(
            keyID: "rzp_test_1",
            keySecret: #require(Secret("s".utf8)),
            webhookSecrets: [],
            baseURL: "http://127.0.0.1:1"
        )
        let provider = RazorpayProvider(settings, group: MultiThreadedEventLoopGroup.singleton)
        let found = await Self.error { () async throws(PaymentError) in
            try await provider.order("o_1")
        }
        #expect(found?.isUnknown == true)
        await provider.shutDown()
    }

    @Test func `callbacks are checked with the key, webhooks with any of their secrets`()
        async throws
    {
        try await Self.with({ _, _ in .cut }) { provider, _ in
            let secret = try #require(Secret("key secret".utf8))
            let signature = RazorpaySignature.ofCheckout(
                order: "order_1",
                payment: "pay_1",
                secret: secret
            )
            let answer = CheckoutSignature(payment: "pay_1", signature: signature)
            #expect(provider.isGenuine(answer, forOrder: "order_1"))
            #expect(!provider.isGenuine(answer, forOrder: "order_2"))
            for (name, isGood) in [("new", true), ("old", true), ("key secret", false)] {
                let secret = try #require(Secret(name.utf8))
                let signature = RazorpaySignature.ofWebhook([1, 2], secret: secret)
                #expect(provider.isGenuine(webhook: [1, 2], signature: signature) == isGood)
                #expect(!provider.isGenuine(webhook: [1, 3], signature: signature))
            }
        }
    }
}

extension PaymentLimits {
    /// For tests that share their threads with all the others.
    fileprivate static var patient: PaymentLimits {
        var limits = PaymentLimits()
        limits.connectMilliseconds = 120_000
        limits.silenceMilliseconds = 120_000
        limits.callMilliseconds = 120_000
        return limits
    }
}
