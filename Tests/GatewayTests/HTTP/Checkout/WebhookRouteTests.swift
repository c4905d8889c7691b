import Foundation
import NIOPosix
import SeatGrid
import Synchronization
import Testing

@testable import Gateway

/// CONTRACT §5: a webhook has its answer within five seconds, whatever the provider's own interface
/// does meanwhile.
struct WebhookRouteTests {
    private static let secret = "webhook secret"

    /// A shop that sells by Razorpay, whose interface makes orders and says nothing else.
    private struct Shop {
        let shop: TestShop
        let provider: RazorpayProvider
        let stub: StubProvider

        static func open(
            _ order: @escaping @Sendable (String) -> StubProvider.Answer = { _ in .silence(20) }
        ) async throws -> Shop {
            let count = Mutex(0)
            let stub = try StubProvider { request, _ in
                guard request.line.hasPrefix("POST /v1/orders ") else { return order(request.line) }
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                return .json(
                    200,
                    #"{"id":"order_\#(number)","amount":25000,"currency":"INR","status":"created"}"#
                )
            }
            let settings = try RazorpaySettings(
                keyID: "rzp_test_1",
                keySecret: #require(Secret("key secret".utf8)),
                webhookSecrets: [#require(Secret(secret.utf8))],
                baseURL: "http://127.0.0.1:\(stub.port)"
            )
            let provider = RazorpayProvider(
                settings,
                group: MultiThreadedEventLoopGroup.singleton
            )
            let test = try await TestServer.start(payment: provider)
            let sandbox = try #require(SandboxProvider(clock: TestClock()))
            return Shop(
                shop: TestShop(test: test, sandbox: sandbox),
                provider: provider,
                stub: stub
            )
        }

        func close() async {
            await shop.close()
            await provider.shutDown()
            stub.stop()
        }

        /// Asked of the provider's interface besides making orders.
        var questions: [String] {
            stub.requests.map(\.line).filter { $0.hasPrefix("GET /v1/orders/") }
                .filter { !$0.contains("/payments ") }
        }

        func hear(
            _ event: String,
            order: String,
            status: String,
            notes: String = "[]",
            id: String = UUID().uuidString
        ) async throws -> (answer: TestResponse, time: Duration) {
            let body = #"""
                {"event":"\#(event)","payload":{"payment":{"entity":{"id":"pay_1",
                "order_id":"\#(order)","amount":25000,"currency":"INR","status":"\#(status)",
                "amount_refunded":0,"notes":\#(notes)}}},"created_at":1}
                """#
            let secret = try #require(Secret(WebhookRouteTests.secret.utf8))
            let signature = RazorpaySignature.ofWebhook(Array(body.utf8), secret: secret)
            let begun = ContinuousClock.now
            let answer = await shop.client.send(
                "POST",
                "/v1/webhooks/razorpay",
                body: body,
                headers: ["X-Razorpay-Signature: \(signature)", "x-razorpay-event-id: \(id)"]
            )
            return (answer, ContinuousClock.now - begun)
        }
    }

    @Test func `an order of ours is found without the provider, with notes and without`()
        async throws
    {
        let shop = try await Shop.open()
        for (seat, hasNotes) in [("A-1", true), ("A-3", false)] {
            let order = await shop.shop.order(try await shop.shop.hold([seat]))
            let id = try #require(order.json["id"] as? String, "\(order.text)")
            let notes = hasNotes ? #"{"show":"s1","order":"\#(id)"}"# : "[]"
            let heard = try await shop.hear(
                "payment.captured",
                order: order.json["provider_order_id"] as? String ?? "",
                status: "captured",
                notes: notes
            )
            #expect(heard.answer.status == 200, "\(heard.answer.text)")
            #expect(heard.time < .seconds(3))
            let place = try #require(order.headers["location"])
            #expect(await shop.shop.get(place).json["state"] as? String == "paid")
        }
        #expect(shop.questions.isEmpty, "\(shop.questions)")
        await shop.close()
    }

    @Test func `notes that name another order are not believed`() async throws {
        let shop = try await Shop.open()
        let first = await shop.shop.order(try await shop.shop.hold(["A-1"]))
        let second = await shop.shop.order(try await shop.shop.hold(["A-3"]))
        let named = first.json["id"] as? String ?? ""
        let heard = try await shop.hear(
            "payment.captured",
            order: second.json["provider_order_id"] as? String ?? "",
            status: "captured",
            notes: #"{"show":"s1","order":"\#(named)"}"#
        )
        #expect(heard.answer.status == 200, "\(heard.answer.text)")
        let places = try [first, second].map { try #require($0.headers["location"]) }
        #expect(await shop.shop.get(places[0]).json["state"] as? String == "created")
        #expect(await shop.shop.get(places[1]).json["state"] as? String == "paid")
        await shop.close()
    }

    @Test func `a silent provider delays no answer, and no money is forgotten`() async throws {
        let shop = try await Shop.open()
        for (event, status, code) in [
            ("payment.authorized", "authorized", 200), ("payment.failed", "failed", 200),
            ("payment.captured", "captured", 503),
        ] {
            let heard = try await shop.hear(event, order: "order_other", status: status)
            #expect(heard.answer.status == code, "\(event): \(heard.answer.text)")
            #expect(heard.time < .seconds(5), "\(heard.time)")
        }
        #expect(shop.questions.count == 3)
        await shop.close()
    }

    @Test func `an event of another system's order, or of one that is lost, is taken`()
        async throws
    {
        let none = Crockford.string(Bits128(high: 1, low: 1))
        let shop = try await Shop.open { line in
            switch line {
            case "GET /v1/orders/order_foreign HTTP/1.1":
                .json(
                    200,
                    #"{"id":"order_foreign","amount":1,"currency":"INR","status":"paid","notes":[]}"#
                )
            case "GET /v1/orders/order_lost HTTP/1.1":
                .json(
                    200,
                    #"{"id":"order_lost","amount":1,"currency":"INR","status":"paid","#
                        + #""notes":{"show":"s1","order":"or_\#(none)"}}"#
                )
            default: .json(400, #"{"error":{"code":"BAD_REQUEST_ERROR","description":"none"}}"#)
            }
        }
        for order in ["order_foreign", "order_lost", "order_unknown"] {
            let heard = try await shop.hear("payment.captured", order: order, status: "captured")
            #expect(heard.answer.status == 200, "\(order): \(heard.answer.text)")
        }
        #expect(shop.questions.count == 3)
        await shop.close()
    }
}
