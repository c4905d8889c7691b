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

    @Test func `the list comes in pages`() async throws {
        let shop = try await TestShop.open()
        let service = try #require(shop.test.checkout)
        for (show, seat) in [("s1", "A-1"), ("rich1", "A-1"), ("s1", "A-3"), ("s1", "A-5")] {
            let order = await shop.order(try await shop.hold([seat], show: show))
            let id = try #require(OrderID(text: order.json["id"] as? String ?? ""))
            let total = try #require(order.amount("total"))
            let report = PaymentReport(
                payment: "pay_\(show)\(seat)",
                order: order.json["provider_order_id"] as? String ?? "",
                status: .authorized,
                amount: Int64(total),
                currency: "INR"
            )
            let place = ShowID(show)
            try await service.order(after: .payment(service.news(report, of: id)), of: place)
            try await service.order(after: .stall(id, .providerSilent), of: place)
        }
        let root = TestServer.operatorKey
        func page(_ more: String) async -> (shows: [String], ids: [String], next: String?) {
            let answer = await shop.get("/v1/admin/orders?state=stuck" + more, key: root)
            #expect(answer.status == 200, "\(answer.text)")
            let data = answer.json["data"] as? [[String: Any]] ?? []
            let next = answer.json["next"] as? String
            #expect(answer.json["has_more"] as? Bool == (next != nil))
            return (
                data.compactMap { $0["show"] as? String }, data.compactMap { $0["id"] as? String },
                next
            )
        }
        let whole = await page("")
        #expect(whole.shows == ["rich1", "s1", "s1", "s1"] && whole.next == nil)
        let first = await page("&limit=2")
        #expect(first.ids == Array(whole.ids.prefix(2)))
        // Where it stopped is settled meanwhile.
        let path = "/v1/admin/shows/s1/orders/\(whole.ids[1])/resolve"
        #expect(await shop.post(path, #"{"action":"give_up"}"#, key: root).status == 200)
        let cursor = try #require(first.next)
        let second = await page("&limit=2&after=\(cursor)")
        #expect(second.ids == Array(whole.ids.suffix(2)) && second.next == nil)
        for bad in ["&limit=0", "&limit=101", "&after=x", "&after=s1.or_"] {
            let answer = await shop.get("/v1/admin/orders?state=stuck" + bad, key: root)
            #expect(answer.status == 400, "\(bad)")
        }
        await shop.close()
    }
}
