import Foundation
import Logging
import NIOCore
import SeatGrid
import Testing

@testable import Gateway

/// The watchdog, with a provider that is slow, contradictory or another one.
struct DriverTests {
    private static let show = ShowID("s1")

    /// A shop whose provider is `shady`.
    private func open(_ shady: ShadyProvider) async throws -> TestShop {
        TestShop(test: try await TestServer.start(payment: shady), sandbox: shady.sandbox)
    }

    /// An order of that seat, whose money is reserved: only the watchdog captures it.
    private func reserve(_ shop: TestShop, _ seat: String) async throws -> String {
        let order = await shop.order(try await shop.hold([seat]))
        let name = try #require(order.json["provider_order_id"] as? String, "\(order.text)")
        let report = try #require(try await shop.sandbox.pay(name, .now, after: nil).first)
        await shop.test.checkout?.tell(report)
        return try #require(order.headers["location"])
    }

    @Test func `a capture that moves nothing is tried more and more seldom`() async throws {
        // It says yes, and the payment is as it was.
        let shady = try ShadyProvider(capture: { payment throws(PaymentError) in payment })
        let shop = try await open(shady)
        let place = try await reserve(shop, "A-1")
        try await Task.sleep(for: .seconds(4))
        #expect((1...8).contains(shady.captures), "\(shady.captures) times in four seconds")
        #expect(await shop.get(place).json["state"] as? String == "capturing")
        shady.mend()
        #expect(try await shop.order(at: place, once: "paid").json["booking"] != nil)
        await shop.close()
    }

    @Test func `an order whose payment has failed meanwhile may be paid again`() async throws {
        let shady = try ShadyProvider(
            capture: { _ throws(PaymentError) in throw .refused(code: "NO", detail: "") },
            failsPayments: true
        )
        let shop = try await open(shady)
        let place = try await reserve(shop, "A-1")
        let order = try await shop.order(at: place, once: "failed")
        #expect(order.json["reason"] as? String == "capture_refused", "\(order.text)")
        #expect(shady.captures == 1)
        await shop.close()
    }

    @Test func `slow answers about other orders delay no capture and no alarm`() async throws {
        let shady = try ShadyProvider(poll: { () throws(PaymentError) in
            try? await Task.sleep(for: .seconds(60))
            throw .unknown(detail: "time-out")
        })
        let shop = try await open(shady)
        for seat in ["A-1", "A-3", "A-5"] {
            _ = await shop.order(try await shop.hold([seat]))
        }
        for _ in 0..<100 where shady.polls == 0 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(shady.polls > 0, "a slow poll is under way")
        let begun = ContinuousClock.now
        let place = try await reserve(shop, "B-1")
        #expect(try await shop.order(at: place, once: "paid").json["booking"] != nil)
        let stuck = try await stall(shop, "B-3")
        for _ in 0..<100 where shop.test.checkout?.alarms.current.sight.stuck != 1 {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(shop.test.checkout?.alarms.current.sight.stuck == 1, "\(stuck)")
        #expect(ContinuousClock.now - begun < .seconds(30), "not after the slow ones")
        await shop.close()
    }

    /// An order that waits for a person.
    private func stall(_ shop: TestShop, _ seat: String) async throws -> OrderID {
        let service = try #require(shop.test.checkout)
        let order = await shop.order(try await shop.hold([seat]))
        let id = try #require(OrderID(text: order.json["id"] as? String ?? ""))
        let ghost = PaymentReport(
            payment: "pay_ghost",
            order: order.json["provider_order_id"] as? String ?? "",
            status: .authorized,
            amount: 25_000,
            currency: "INR"
        )
        try await service.order(after: .payment(service.news(ghost, of: id)), of: Self.show)
        try await service.order(after: .stall(id, .providerSilent), of: Self.show)
        return id
    }

    @Test func `a provider that has too much to do is not asked by everybody`() async throws {
        let shady = try ShadyProvider(poll: { () throws(PaymentError) in
            throw .rateLimited(retryAfterMilliseconds: 60_000)
        })
        let shop = try await open(shady)
        for number in 1...5 {
            _ = await shop.order(try await shop.hold(["A-\(number * 2 - 1)"]))
        }
        // Each would be asked about three times in that time.
        try await Task.sleep(for: .seconds(6))
        #expect((1...5).contains(shady.polls), "\(shady.polls) times")
        let place = try await reserve(shop, "C-1")
        try await Task.sleep(for: .seconds(1))
        #expect(await shop.get(place).json["state"] as? String == "capturing")
        #expect(shady.captures == 0)
        await shop.close()
    }

    @Test func `a wrong key is an alarm, not a time-out`() async throws {
        let shady = try ShadyProvider(capture: { _ throws(PaymentError) in throw .unauthorized })
        let shop = try await open(shady)
        let place = try await reserve(shop, "A-1")
        let line = "\nseatgrid_provider_key_refused "
        var metrics = ""
        for _ in 0..<100 where !metrics.contains(line + "1\n") {
            try await Task.sleep(for: .milliseconds(50))
            metrics = await shop.get("/metrics").text
        }
        #expect(metrics.contains(line + "1\n"))
        shady.mend()
        _ = try await shop.order(at: place, once: "paid")
        for _ in 0..<100 where !metrics.contains(line + "0\n") {
            try await Task.sleep(for: .milliseconds(50))
            metrics = await shop.get("/metrics").text
        }
        #expect(metrics.contains(line + "0\n"))
        await shop.close()
    }

    @Test func `an order that can't be made is logged, a wrong key as one`() async throws {
        for (error, level, words) in [
            (PaymentError.unauthorized, Logger.Level.error, "the key is refused"),
            (.unknown(detail: "read time-out"), .warning, "unknown: read time-out"),
        ] {
            let lines = LogLines()
            let shady = try ShadyProvider(order: { () throws(PaymentError) in throw error })
            let test = try await TestServer.start(payment: shady, logger: lines.logger)
            let shop = TestShop(test: test, sandbox: shady.sandbox)
            let answer = await shop.order(try await shop.hold(["A-1"]))
            #expect(answer.status == 503, "\(answer.text)")
            let line = lines.all.first { $0.metadata["step"] == "order" }
            #expect(line?.level == level && line?.metadata["error"] == "\(words)")
            await shop.close()
        }
    }

    @Test func `orders of another provider are left alone, and told of`() async throws {
        let shop = try await TestShop.open()
        _ = try await stall(shop, "A-1")
        _ = await shop.order(try await shop.hold(["A-3"]))
        // The same data after a restart with another provider.
        let other = try ShadyProvider(kind: .razorpay)
        let service = CheckoutService(
            engine: shop.test.engine,
            provider: other,
            pollEvery: .milliseconds(10),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let watch = Task { await service.watch() }
        for _ in 0..<100 where service.alarms.current.sight.foreign == 0 {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(service.alarms.current.sight.foreign == 1)
        watch.cancel()
        await watch.value
        #expect(other.polls == 0 && other.captures == 0)
        await shop.close()
    }
}
