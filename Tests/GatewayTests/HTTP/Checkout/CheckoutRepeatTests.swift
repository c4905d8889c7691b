import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// `Idempotency-Key` where there is money: one effect, one answer, to the byte.
struct CheckoutRepeatTests {
    /// The same answer again, and another request under the key refused.
    private func check(
        _ shop: TestShop,
        _ first: TestResponse,
        _ path: String,
        _ body: String?,
        _ mark: String,
        other: String,
        status: Int
    ) async {
        #expect(first.status == status && !first.isReplayed, "\(path): \(first.text)")
        let again = await shop.post(path, body, mark: mark)
        #expect(again.status == status && again.body == first.body, "\(again.text) \(first.text)")
        #expect(again.isReplayed, "\(path)")
        let reused = await shop.post(path, other, mark: mark)
        #expect(reused.status == 422 && reused.code == "idempotency_key_reused", "\(reused.text)")
    }

    @Test func `order, payment and cancellation have one answer each, whatever came after`()
        async throws
    {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1", "A-2"])
        let orderBody = "{\(TestShop.customer)}"
        let order = await shop.post(hold + "/order", orderBody, mark: "o")
        let place = try #require(order.headers["location"], "\(order.text)")
        let payment = try await shop.pay(order)
        let paid = await shop.post(place + "/payment", payment, mark: "p")
        let booking = try #require(paid.json["booking"] as? String, "\(paid.text)")
        let cancel = "/v1/shows/s1/bookings/\(booking)/cancel"
        let one = await shop.post(cancel, #"{"seats":["A-1"]}"#, mark: "c")
        let rest = await shop.post(cancel, nil, mark: "d")
        #expect(rest.json["state"] as? String == "cancelled", "\(rest.text)")
        // All of it has happened, and each is told as it was then.
        let changed = #"{"customer":{"name":"B","email":"b@c.in"}}"#
        await check(shop, order, hold + "/order", orderBody, "o", other: changed, status: 201)
        let forged = payment.replacing("\"pay_", with: "\"pay_X")
        await check(shop, paid, place + "/payment", payment, "p", other: forged, status: 200)
        await check(shop, one, cancel, #"{"seats":["A-1"]}"#, "c", other: "{}", status: 200)
        await check(shop, rest, cancel, nil, "d", other: #"{"seats":["A-2"]}"#, status: 200)
        await shop.close()
    }

    @Test func `of two at once under a key, the other waits or has the same answer`() async throws {
        let shop = try await TestShop.open()
        for round in 0..<5 {
            let hold = try await shop.hold(["\(["A", "B"][round % 2])-\(1 + round * 2)"])
            let customer = "{\(TestShop.customer)}"
            async let first = shop.post(hold + "/order", customer, mark: "o\(round)")
            async let second = shop.post(hold + "/order", customer, mark: "o\(round)")
            let answers = await [first, second]
            let made = answers.filter { $0.status == 201 }
            #expect(!made.isEmpty && Set(made.map(\.body)).count == 1)
            for answer in answers where answer.status != 201 {
                #expect(answer.status == 409 && answer.code == "idempotency_in_progress")
            }
            let order = try #require(made.first)
            let place = try #require(order.headers["location"])
            let body = try await shop.pay(order)
            async let pays = shop.post(place + "/payment", body, mark: "p\(round)")
            async let paysToo = shop.post(place + "/payment", body, mark: "p\(round)")
            let paid = await [pays, paysToo]
            #expect(paid.allSatisfy { $0.status == 200 }, "\(paid.map(\.text))")
            #expect(Set(paid.map(\.body)).count == 1, "\(paid.map(\.text))")
            #expect(paid.count { $0.isReplayed } == 1)
        }
        await shop.close()
    }

    @Test func `a refused request leaves its key free`() async throws {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1"], show: "rich1")
        let bad = await shop.order(hold, #","promo_code":"NONE""#, headers: ["Idempotency-Key: k"])
        #expect(bad.status == 400)
        let good = await shop.order(hold, headers: ["Idempotency-Key: k"])
        #expect(good.status == 201 && !good.isReplayed, "\(good.text)")
        await shop.close()
    }
}
