import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// Orders that wait for a person.
struct StuckOrderTests {
    @Test func `a stuck order is listed and resolved by one request`() async throws {
        let shop = try await TestShop.open()
        let service = try #require(shop.test.checkout)
        let hold = try await shop.hold(["A-1"])
        let order = await shop.order(hold)
        let place = try #require(order.headers["location"])
        let id = try #require(OrderID(text: order.json["id"] as? String ?? ""))
        // A payment that the provider knows nothing of: its capture has no outcome.
        let report = PaymentReport(
            payment: "pay_ghost",
            order: order.json["provider_order_id"] as? String ?? "",
            status: .authorized,
            amount: 25_000,
            currency: "INR"
        )
        let show = ShowID("s1")
        try await service.order(after: .payment(service.news(report, of: id)), of: show)
        let stuck = try await service.order(after: .stall(id, .providerSilent), of: show)
        #expect(stuck.state == .stuck)
        let list = "/v1/admin/orders?state=stuck"
        #expect(await shop.get(list).status == 401)
        #expect(await shop.get(list, key: TestServer.bookKey).status == 403)
        #expect(await shop.get("/v1/admin/orders", key: TestServer.operatorKey).status == 400)
        let found = await shop.get(list, key: TestServer.operatorKey)
        let data = found.json["data"] as? [[String: Any]] ?? []
        #expect(data.count == 1 && data.first?["state"] as? String == "stuck", "\(found.text)")
        await service.raiseAlarms()
        #expect(await shop.get("/metrics").text.contains("\nseatgrid_orders_stuck 1\n"))
        let resolve = place.replacing("/v1/", with: "/v1/admin/") + "/resolve"
        let give = #"{"action":"give_up"}"#
        #expect(await shop.post(resolve, give).status == 401)
        let root = TestServer.operatorKey
        #expect(await shop.post(resolve, #"{"action":"forget"}"#, key: root).status == 400)
        #expect(await shop.post(resolve, #"{"action":"settled"}"#, key: root).status == 409)
        let done = await shop.post(resolve, give, key: root, mark: "r")
        #expect(done.status == 200 && done.json["state"] as? String == "expired", "\(done.text)")
        #expect(done.json["reason"] as? String == "resolved_by_hand")
        let again = await shop.post(resolve, give, key: root, mark: "r")
        #expect(again.body == done.body && again.isReplayed, "\(again.text)")
        #expect(await shop.post(resolve, give, key: root).status == 409)
        #expect(try await !shop.hold(["A-1"]).isEmpty, "the seat is free")
        await shop.close()
    }
}
