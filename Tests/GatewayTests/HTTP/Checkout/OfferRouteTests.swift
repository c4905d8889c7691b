import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// Money that came too late, and the buyer's answer to other seats.
struct OfferRouteTests {
    /// An order whose seat is gone when its money comes; its path.
    private func late(
        _ shop: TestShop,
        _ seat: String,
        isTaken: Bool = true
    ) async throws -> String {
        var order = TestResponse()
        // On a busy machine such a short hold may end before there is an order.
        for _ in 0..<20 where order.status != 201 {
            order = await shop.order(try await shop.hold([seat], more: #","ttl_ms":2000"#))
        }
        let place = try #require(order.headers["location"], "\(order.text)")
        #expect(try await shop.order(at: place, once: "expired").status == 200)
        if isTaken { _ = try await shop.hold([seat]) }
        let paid = await shop.post(place + "/payment", try await shop.pay(order))
        #expect(paid.status == 200, "\(paid.text)")
        return place
    }

    private func browse(
        _ shop: TestShop,
        _ method: String,
        _ path: String
    ) async -> TestResponse {
        // As a browser sends a form without fields.
        let form = ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 0"]
        let headers = ["Accept: text/html,application/xhtml+xml"]
        return await shop.client.send(
            method,
            path,
            headers: method == "POST" ? headers + form : headers
        )
    }

    @Test func `a buyer takes the seats by the page's button`() async throws {
        let shop = try await TestShop.open()
        let place = try await late(shop, "A-1")
        let offer = place + "/offer"
        let order = await shop.get(offer)
        #expect(order.json["state"] as? String == "authorized", "\(order.text)")
        #expect(order.json["reason"] as? String == "paid_late_equal_block")
        let seat = try #require((order.json["seats"] as? [String])?.first)
        #expect(seat != "A-1")
        let page = await browse(shop, "GET", offer)
        #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
        let policy = try #require(page.headers["content-security-policy"])
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        #expect(page.headers["cache-control"] == "no-store")
        #expect(page.text.contains(">\(seat)<") && page.text.contains("Sholay"), "\(page.text)")
        for word in ["accept", "decline"] {
            #expect(page.text.contains("<form method=\"post\" action=\"\(offer)/\(word)\">"))
        }
        #expect(!page.text.contains("<script") && !page.text.contains("style="))
        let pressed = await browse(shop, "POST", offer + "/accept")
        #expect(pressed.status == 303 && pressed.headers["location"] == offer, "\(pressed.text)")
        #expect(pressed.headers["content-security-policy"] == policy)
        let paid = try await shop.order(at: place, once: "paid")
        #expect(paid.json["reason"] as? String == "offer_accepted", "\(paid.text)")
        let map = await shop.get("/v1/shows/s1/seats?format=list")
        #expect(map.text.contains(#""\#(seat)":"booked""#))
        let done = await browse(shop, "GET", offer)
        #expect(done.text.contains("The seats are yours") && !done.text.contains("<form"))
        #expect(await browse(shop, "POST", offer + "/decline").status == 303, "and changes nothing")
        #expect(await shop.get(place).json["state"] as? String == "paid")
        await shop.close()
    }

    @Test func `a buyer who declines has the money back and the seats go free`() async throws {
        let shop = try await TestShop.open()
        let place = try await late(shop, "A-1")
        let seat = try #require((await shop.get(place).json["seats"] as? [String])?.first)
        for body in ["", "{}", #"{"accept":1}"#, #"{"accept":true,"seat":"A-9"}"#] {
            #expect(await shop.post(place + "/offer", body).status == 400, "\(body)")
        }
        #expect(await shop.post(place + "/offer/accept", #"{"seat":"A-9"}"#).status == 400)
        let declined = await shop.post(place + "/offer", #"{"accept":false}"#, mark: "d")
        #expect(declined.json["state"] as? String == "expired", "\(declined.text)")
        #expect(declined.json["reason"] as? String == "offer_declined")
        let again = await shop.post(place + "/offer", #"{"accept":false}"#, mark: "d")
        #expect(again.body == declined.body && again.isReplayed)
        #expect(try await !shop.hold([seat]).isEmpty)
        let page = await browse(shop, "GET", place + "/offer")
        #expect(page.text.contains("goes back") && !page.text.contains("<form"), "\(page.text)")
        let taken = await shop.post(place + "/offer/accept")
        #expect(taken.status == 409 && taken.code == "illegal_state", "\(taken.text)")
        await shop.close()
    }

    @Test func `an offer that nobody answers lapses`() async throws {
        let shop = try await TestShop.open(policy: LatePolicy(answerTime: 1_500))
        let place = try await late(shop, "A-1")
        let left = try #require(await shop.get(place).json["expires_in_ms"] as? Int)
        #expect((0...1_500).contains(left))
        let lapsed = try await shop.order(at: place, once: "expired")
        #expect(lapsed.json["reason"] as? String == "offer_lapsed", "\(lapsed.text)")
        #expect(await shop.post(place + "/offer", #"{"accept":true}"#).status == 409)
        #expect(await browse(shop, "POST", place + "/offer/accept").status == 303)
        #expect(await shop.get(place).json["booking"] == nil)
        await shop.close()
    }

    @Test func `a Hindi order has its page in Hindi`() async throws {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1"])
        let order = await shop.order(hold, #","locale":"hi""#)
        let place = try #require(order.headers["location"], "\(order.text)")
        let page = await browse(shop, "GET", place + "/offer")
        #expect(page.text.contains("<html lang=\"hi\">"))
        #expect(page.text.contains(OfferWords.hindi.unpaid), "\(page.text)")
        let none = place.replacing("or_", with: "or_0") + "/offer"
        #expect(await browse(shop, "GET", none).status == 404)
        await shop.close()
    }

    @Test func `the ladder goes as far as the operator wants`() async throws {
        var policy = LatePolicy(offersEqualBlock: false)
        var shop = try await TestShop.open(policy: policy)
        var order = await shop.get(try await late(shop, "A-1"))
        #expect(order.json["state"] as? String == "expired", "\(order.text)")
        #expect(order.json["reason"] as? String == "paid_late_nothing_free")
        await shop.close()
        policy = LatePolicy(takesSameSeats: false)
        shop = try await TestShop.open(policy: policy)
        order = await shop.get(try await late(shop, "A-1", isTaken: false))
        #expect(order.json["reason"] as? String == "paid_late_equal_block", "\(order.text)")
        await shop.close()
    }
}
