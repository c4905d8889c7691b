import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// How buyers come back to what they have bought.
struct MyBookingRouteTests {
    private func find(_ shop: TestShop, _ path: String, _ contact: String) async -> TestResponse {
        await shop.post(path + "/find", #"{"contact":"\#(contact)"}"#)
    }

    @Test func `a buyer finds a booking by its id and a contact, however it is written`()
        async throws
    {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1"])
        let customer = #"{"name":"Asha","email":"Asha@Example.in","phone":"+91 98123-45678"}"#
        let order = await shop.post(hold + "/order", #"{"customer":\#(customer)}"#)
        let place = try #require(order.headers["location"], "\(order.text)")
        let paid = await shop.post(place + "/payment", try await shop.pay(order))
        let path = place.replacing("orders/or_", with: "bookings/bk_")
        for contact in ["asha@example.IN", "09812345678", "9812345678", " asha@example.in "] {
            let found = await find(shop, path, contact)
            #expect(found.status == 200, "\(contact): \(found.text)")
            let booking = found.json["booking"] as? [String: Any]
            #expect(booking?["id"] as? String == paid.json["booking"] as? String)
            let summary = found.json["order"] as? [String: Any]
            #expect(summary?["state"] as? String == "paid" && summary?["refunds"] != nil)
            #expect(found.headers["cache-control"] == "no-store")
            #expect(!found.text.contains("Asha") && !found.text.contains("98123"))
        }
        let unknown = "/v1/shows/s1/bookings/bk_\(Crockford.string(Bits128(high: 1, low: 1)))"
        let none = await find(shop, unknown, "asha@example.in")
        for contact in ["asha@example.com", "9812345679", "812345678"] {
            let wrong = await find(shop, path, contact)
            #expect(wrong.status == 404 && wrong.code == "booking_not_found", "\(wrong.text)")
            #expect(wrong.json["detail"] as? String == none.json["detail"] as? String)
        }
        let bodies = [
            "{}", #"{"contact":""}"#, #"{"contact":"12"}"#, #"{"contact":"a@b.in","x":1}"#,
        ]
        for body in bodies {
            #expect(await shop.post(path + "/find", body).status == 400, "\(body)")
        }
        let erase = path.replacing("/v1/", with: "/v1/admin/") + "/erase"
        #expect(await shop.post(erase, key: TestServer.operatorKey).status == 200)
        #expect(await find(shop, path, "asha@example.in").status == 404, "nobody is known there")
        await shop.close()
    }

    @Test func `a signed link shows its booking and no other`() async throws {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1"])
        let other = try await shop.buy(["A-2"])
        let found = await find(shop, path, "asha@example.in")
        let link = try #require(found.json["link"] as? String, "\(found.text)")
        #expect(link.hasPrefix(path + "/mine?token="))
        let mine = await shop.get(link)
        #expect(mine.status == 200 && mine.part("booking") == found.part("booking"))
        let id = try #require(BookingID(text: String(path.split(separator: "/")[4])))
        let token = TestShop.tickets.signing.link(to: id, in: ShowID("s1"))
        for wrong in [
            link.replacing(path, with: other), path + "/mine?token=x",
            path + "/mine?token=" + token.dropLast(2) + "AA",
            link.replacing("/s1/", with: "/rich1/"),
        ] {
            #expect(await shop.get(wrong).code == "booking_not_found", "\(wrong)")
        }
        #expect(await shop.get(path + "/mine").status == 400)
        let ticket = await shop.get(path + "/ticket.json")
        let signature = ticket.json["signature"] as? String ?? "?"
        #expect(await shop.get(path + "/mine?token=" + signature).status == 404)
        await shop.close()
    }
}
