import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// CONTRACT §5: what an order costs, and making it.
struct OrderRouteTests {
    @Test func `an order has the contract's fields and makes its hold paying`() async throws {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1", "A-2"])
        let order = await shop.order(hold)
        #expect(order.status == 201, "\(order.text)")
        let id = try #require(order.json["id"] as? String)
        #expect(id.wholeMatch(of: /or_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
        #expect(order.headers["location"] == "/v1/shows/s1/orders/\(id)")
        #expect(order.headers["cache-control"] == "no-store")
        #expect(hold.hasSuffix(order.json["hold"] as? String ?? "?"))
        #expect(order.json["state"] as? String == "created")
        #expect(order.part("total") == #"[{"amount":50000,"currency":"INR"}]"#)
        #expect(order.json["provider"] as? String == "sandbox")
        #expect(order.json["provider_key_id"] as? String == shop.sandbox.keyID)
        let left = try #require(order.json["expires_in_ms"] as? Int)
        #expect((1...600_000).contains(left))
        // Besides: what it is about, and the bill line by line. Nothing else, and of nobody.
        let names = [
            "id", "show", "hold", "state", "total", "lines", "provider", "provider_order_id",
            "provider_key_id", "seats", "created_at", "expires_in_ms",
        ]
        #expect(Set(order.json.keys) == Set(names))
        let known = try await shop.sandbox.order(order.json["provider_order_id"] as? String ?? "")
        #expect(known.amount == 50_000 && known.receipt == id)
        #expect(await shop.get(hold).json["state"] as? String == "paying")
        let read = await shop.get("/v1/shows/s1/orders/\(id)")
        #expect(read.status == 200 && read.amount("refunded") == 0, "\(read.text)")
        let none = Crockford.string(Bits128(high: 1, low: 1))
        #expect(await shop.get("/v1/shows/s1/orders/or_\(none)").status == 404)
        await shop.close()
    }

    @Test func `a quote says what an order will cost, by ticket type and promotion`() async throws {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1", "A-2"], show: "rich1")
        let plain = await shop.post(hold + "/quote")
        // 250.00 and 10.00 with 18 % on the fee, twice.
        #expect(plain.status == 200 && plain.amount("total") == 52_360, "\(plain.text)")
        let choice = #""ticket_types":{"A-2":"child"},"promo_code":"half""#
        let quote = await shop.post(hold + "/quote", "{\(choice)}")
        #expect(quote.amount("total") == 18_750 + 2_360, "\(quote.text)")
        let lines = quote.json["lines"] as? [[String: Any]] ?? []
        let kinds = lines.compactMap { $0["kind"] as? String }
        #expect(kinds == ["seat", "discount", "fee", "tax", "seat", "discount", "fee", "tax"])
        let order = await shop.order(hold, "," + choice)
        #expect(order.status == 201 && order.amount("total") == quote.amount("total"))
        #expect(order.part("lines") == quote.part("lines"))
        let next = try await shop.hold(["B-1"], show: "rich1")
        let used = await shop.order(next, #","promo_code":"HALF""#)
        #expect(used.status == 422 && used.json["rule"] as? String == "promo_exhausted")
        // What was refused has changed nothing: the hold can still be ordered.
        #expect(await shop.order(next).status == 201)
        await shop.close()
    }

    @Test func `an order that costs nothing is a booking at once`() async throws {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1"], show: "gift1")
        let order = await shop.order(hold, #","promo_code":"FREE""#)
        #expect(order.status == 201 && order.json["state"] as? String == "paid", "\(order.text)")
        #expect(order.json["provider"] as? String == "none" && order.amount("total") == 0)
        #expect((order.json["booking"] as? String)?.hasPrefix("bk_") == true)
        #expect(await shop.get(hold).json["state"] as? String == "booked")
        await shop.close()
    }

    @Test func `a bad order is refused by the name of its field`() async throws {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1"], show: "rich1")
        let customer = TestShop.customer
        let bodies: [(String, String)] = [
            ("{}", "/customer"), (#"{"customer":{"email":"a@b.in"}}"#, "/customer/name"),
            (#"{"customer":{"name":"A"}}"#, "/customer/email"),
            (#"{"customer":{"name":"A","email":"nobody"}}"#, "/customer/email"),
            (#"{"customer":{"name":"A","phone":"12"}}"#, "/customer/phone"),
            // What no sender takes is said here, and not weeks later in the dead letters.
            (#"{"customer":{"name":"A","email":"a..b@c.in"}}"#, "/customer/email"),
            (#"{"customer":{"name":"A","email":"a@-c.in"}}"#, "/customer/email"),
            (#"{"customer":{"name":"A","phone":"9812345678"}}"#, "/customer/phone"),
            (#"{"customer":{"name":"A","phone":"00919812345678"}}"#, "/customer/phone"),
            (#"{"customer":{"name":"A","email":"a@b.in","age":3}}"#, "/customer/age"),
            ("{\(customer),\"total\":1}", "/total"),
            ("{\(customer),\"locale\":\"fr\"}", "/locale"),
            ("{\(customer),\"ticket_types\":{\"Z-1\":\"child\"}}", "/ticket_types/Z-1"),
            ("{\(customer),\"ticket_types\":{\"A-1\":\"dog\"}}", "/ticket_types"),
            ("{\(customer),\"ticket_types\":{\"A-2\":\"child\"}}", "/ticket_types"),
            ("{\(customer),\"promo_code\":\"NONE\"}", "/promo_code"),
        ]
        for (body, pointer) in bodies {
            let answer = await shop.post(hold + "/order", body)
            #expect(answer.status == 400 && answer.code == "invalid_request", "\(body)")
            let errors = answer.json["errors"] as? [[String: Any]] ?? []
            #expect(errors.first?["pointer"] as? String == pointer, "\(body): \(answer.text)")
        }
        let quoted = await shop.post(hold + "/quote", "{\(customer)}")
        #expect(quoted.status == 400, "a quote asks nobody's name")
        #expect(await shop.get(hold).json["state"] as? String == "active")
        let other = await shop.post("/v1/shows/none/holds/hd_x/order", "{\(customer)}")
        #expect(other.status == 404)
        let stranger = await shop.post(
            "/v1/shows/s1" + hold.dropFirst(15) + "/order",
            "{\(customer)}"
        )
        #expect(stranger.status == 404)
        await shop.close()
    }

    @Test func `only a hold that runs and is not paid for can be ordered`() async throws {
        let shop = try await TestShop.open()
        let short = try await shop.hold(["B-1"], more: #","ttl_ms":1000"#)
        let hold = try await shop.hold(["A-1"])
        #expect(await shop.order(hold).status == 201)
        let twice = await shop.order(hold)
        #expect(twice.status == 409 && twice.code == "illegal_state", "\(twice.text)")
        for (method, path, body) in [
            ("PATCH", hold, #"{"seats":["A-3"]}"#), ("POST", hold + "/extend", #"{"ttl_ms":5000}"#),
        ] {
            let answer = await shop.client.send(method, path, body: body)
            #expect(answer.status == 409, "\(method): \(answer.text)")
        }
        // Nobody has paid: the buyer may change their mind.
        #expect(await shop.client.send("DELETE", hold).status == 204)
        #expect(await shop.client.send("DELETE", hold).status == 204)
        #expect(try await !shop.hold(["A-1"]).isEmpty)
        try await Task.sleep(for: .milliseconds(1_100))
        let late = await shop.order(short)
        #expect(late.status == 409 && late.code == "hold_expired", "\(late.text)")
        await shop.close()
    }

    @Test func `the sandbox hears no webhooks`() async throws {
        let shop = try await TestShop.open()
        let answer = await shop.post("/v1/webhooks/razorpay", "{}")
        #expect(answer.status == 404)
        await shop.close()
    }
}
