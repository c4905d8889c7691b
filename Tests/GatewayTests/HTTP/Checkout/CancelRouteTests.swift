import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// What is given back of a booking, and to whom.
struct CancelRouteTests {
    private let one = #"{"seats":["A-1"]}"#

    @Test func `a quote is just what the cancellation gives back`() async throws {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1", "A-2"], show: "rich1")
        let quote = await shop.post(path + "/refund_quote", one)
        // Half of the seat's price; the fee is kept.
        #expect(quote.status == 200 && quote.amount("refund") == 12_500, "\(quote.text)")
        #expect(quote.amount("paid") == 26_180 && quote.json["seats_left"] as? Int == 1)
        #expect(await shop.get(path).json["seats"].map { ($0 as? [Any])?.count } == 2)
        let cancelled = await shop.post(path + "/cancel", one)
        #expect(cancelled.status == 200 && cancelled.amount("refund") == 12_500)
        #expect(cancelled.json["state"] as? String == "confirmed", "\(cancelled.text)")
        #expect((cancelled.json["refund_id"] as? String)?.hasPrefix("rf_") == true)
        #expect(try await !shop.hold(["A-1"], show: "rich1").isEmpty, "the seat is free")
        let twice = await shop.post(path + "/cancel", one)
        #expect(twice.status == 400, "\(twice.text)")
        let rest = await shop.post(path + "/cancel")
        #expect(rest.amount("refund") == 12_500 && rest.json["seats_left"] as? Int == 0)
        #expect(rest.json["state"] as? String == "cancelled")
        #expect(await shop.get(path).json["state"] as? String == "cancelled")
        for route in ["/cancel", "/refund_quote"] {
            let gone = await shop.post(path + route)
            #expect(gone.status == 409 && gone.code == "illegal_state", "\(gone.text)")
        }
        let order = path.replacing("bookings/bk_", with: "orders/or_")
        var read = await shop.get(order)
        for _ in 0..<100 where read.json["state"] as? String != "refunded" {
            try await Task.sleep(for: .milliseconds(100))
            read = await shop.get(order)
        }
        #expect(read.json["state"] as? String == "refunded", "\(read.text)")
        #expect(read.amount("refunded") == 25_000)
        let refunds = read.json["refunds"] as? [[String: Any]] ?? []
        #expect(refunds.compactMap { $0["state"] as? String } == ["settled", "settled"])
        await shop.close()
    }

    @Test func `only seats of the booking can be given back, and each once`() async throws {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1", "A-2"])
        _ = try await shop.buy(["B-1"])
        for body in [
            #"{"seats":["B-1"]}"#, #"{"seats":["A-3"]}"#, #"{"seats":[]}"#,
            #"{"seats":["A-1","A-1"]}"#, #"{"refund":1}"#, #"{"seats":["A-1","B-1"]}"#,
        ] {
            for route in ["/cancel", "/refund_quote"] {
                let answer = await shop.post(path + route, body)
                #expect(answer.status == 400, "\(body): \(answer.text)")
            }
        }
        let unknown = "/v1/shows/s1/bookings/bk_\(Crockford.string(Bits128(high: 1, low: 1)))"
        for path in [unknown, path.replacing("s1", with: "rich1")] {
            for route in ["/cancel", "/refund_quote"] {
                let answer = await shop.post(path + route)
                #expect(answer.status == 404 && answer.code == "booking_not_found")
            }
        }
        #expect((await shop.get(path).json["seats"] as? [Any])?.count == 2)
        await shop.close()
    }

    @Test func `the operator gives everything back, fees too`() async throws {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1"], show: "rich1")
        let quote = await shop.post(path + "/refund_quote", key: TestServer.operatorKey)
        #expect(quote.amount("refund") == 26_180, "\(quote.text)")
        let cancelled = await shop.post(path + "/cancel", key: TestServer.operatorKey)
        #expect(cancelled.amount("refund") == 26_180)
        await shop.close()
    }

    @Test func `a booking that was not paid here has nothing to give back`() async throws {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1", "A-2"])
        let body = #"{"reference":"counter"}"#
        let booked = await shop.post(hold + "/book", body, key: TestServer.bookKey, mark: "b")
        let id = try #require(booked.json["id"] as? String, "\(booked.text)")
        let path = "/v1/shows/s1/bookings/\(id)"
        let cancelled = await shop.post(path + "/cancel")
        #expect(cancelled.status == 200 && cancelled.json["refund"] is NSNull)
        let again = await shop.post(hold + "/book", body, key: TestServer.bookKey, mark: "b")
        #expect(again.body == booked.body && again.isReplayed, "\(again.text)")
        await shop.close()
    }

    @Test func `a cancelled show gives everybody's money back`() async throws {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1"], show: "rich1")
        let open = await shop.order(try await shop.hold(["A-3"], show: "rich1"))
        let cancel = "/v1/admin/shows/rich1/cancel"
        #expect(await shop.post(cancel, key: TestServer.operatorKey).status == 200)
        let order = path.replacing("bookings/bk_", with: "orders/or_")
        var read = await shop.get(order)
        for _ in 0..<100 where read.json["state"] as? String != "refunded" {
            try await Task.sleep(for: .milliseconds(100))
            read = await shop.get(order)
        }
        #expect(read.json["state"] as? String == "refunded", "\(read.text)")
        #expect(read.json["reason"] as? String == "show_cancelled")
        #expect(read.amount("refunded") == 26_180)
        let other = await shop.get(try #require(open.headers["location"]))
        #expect(other.json["state"] as? String == "expired", "\(other.text)")
        #expect(other.json["reason"] as? String == "show_cancelled")
        let late = try await shop.pay(open)
        let paid = await shop.post((open.headers["location"] ?? "") + "/payment", late)
        #expect(paid.status == 200 && paid.json["booking"] == nil, "\(paid.text)")
        await shop.close()
    }
}
