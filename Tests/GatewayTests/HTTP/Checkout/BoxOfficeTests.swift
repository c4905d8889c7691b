import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// Bookings that a backend makes, and what a show has brought in.
struct BoxOfficeTests {
    private func book(_ shop: TestShop, _ seat: String, _ more: String) async throws -> TestResponse
    {
        let hold = try await shop.hold([seat])
        let body = #"{"reference":"counter"\#(more)}"#
        return await shop.post(hold + "/book", body, key: TestServer.bookKey)
    }

    @Test func `a booking says of what kind it is, and a guest brings nothing in`() async throws {
        let shop = try await TestShop.open()
        let paid = try await book(shop, "A-1", "")
        #expect(paid.status == 201 && paid.json["kind"] == nil, "\(paid.text)")
        #expect(try await book(shop, "A-2", #","kind":"paid""#).json["kind"] == nil)
        let guest = try await book(shop, "A-3", #","kind":"complimentary""#)
        #expect(guest.json["kind"] as? String == "complimentary", "\(guest.text)")
        let walkIn = try await book(shop, "A-4", #","kind":"walk_in""#)
        let path = "/v1/shows/s1/bookings/\(walkIn.json["id"] as? String ?? "")"
        #expect(await shop.get(path).json["kind"] as? String == "walk_in")
        #expect(try await book(shop, "A-5", #","kind":"gift""#).status == 400)
        _ = try await shop.buy(["B-1", "B-2"])
        let admin = "/v1/admin/shows/s1"
        let report = await shop.get(admin + "/report", key: TestServer.operatorKey)
        let kinds = #"[{"complimentary":1,"paid":3,"walk_in":1}]"#
        #expect(report.part("bookings_by_kind") == kinds, "\(report.text)")
        #expect(report.amount("revenue") == 3 * 25_000 + 50_000)
        let log = await shop.get(admin + "/log?limit=100", key: TestServer.operatorKey)
        #expect(log.text.contains(#""kind":"complimentary""#))
        await shop.close()
    }

    @Test func `the report counts what orders cost, less what went back, and what is owed`()
        async throws
    {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1", "A-2"], show: "rich1")
        let url = "/v1/admin/shows/rich1/report"
        var report = await shop.get(url, key: TestServer.operatorKey)
        #expect(report.amount("revenue") == 52_360, "\(report.text)")
        _ = await shop.post(path + "/cancel", #"{"seats":["A-1"]}"#)
        report = await shop.get(url, key: TestServer.operatorKey)
        #expect(report.amount("revenue") == 52_360 - 12_500, "\(report.text)")
        #expect(report.json["bookings_to_refund"] as? Int == 1)
        let cancel = "/v1/admin/shows/rich1/cancel"
        #expect(await shop.post(cancel, key: TestServer.operatorKey).status == 200)
        for _ in 0..<150 where report.json["bookings_to_refund"] as? Int != 0 {
            try await Task.sleep(for: .milliseconds(100))
            report = await shop.get(url, key: TestServer.operatorKey)
        }
        #expect(report.json["bookings_to_refund"] as? Int == 0, "\(report.text)")
        // What the buyer chose to give up stays: the policy kept half of it, and the fee.
        #expect(report.amount("revenue") == 26_180 - 12_500, "\(report.text)")
        await shop.close()
    }

    @Test func `metrics tell of stuck orders and of how news came`() async throws {
        let shop = try await TestShop.open()
        _ = try await shop.buy(["A-1"])
        let text = await shop.get("/metrics").text
        for line in [
            "seatgrid_orders_stuck 0", #"seatgrid_checkout_facts_total{by="callback"} 1"#,
            #"seatgrid_checkout_facts_total{by="webhook"} 0"#,
            "seatgrid_webhooks_refused_total 0", "seatgrid_webhook_silence 0",
            "seatgrid_orders_foreign 0", "seatgrid_refund_oldest_seconds 0",
            "seatgrid_provider_key_refused 0",
        ] {
            #expect(text.contains("\n" + line + "\n"), "\(line)")
        }
        await shop.close()
    }
}
