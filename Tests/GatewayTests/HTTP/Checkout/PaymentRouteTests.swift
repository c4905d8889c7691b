import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// What a checkout page hands over, true and false.
struct PaymentRouteTests {
    @Test func `a payment books the hold, and once more says the same`() async throws {
        let shop = try await TestShop.open()
        let hold = try await shop.hold(["A-1", "A-2"])
        let order = await shop.order(hold)
        let place = try #require(order.headers["location"])
        let body = try await shop.pay(order)
        let paid = await shop.post(place + "/payment", body)
        #expect(paid.status == 200 && paid.json["state"] as? String == "paid", "\(paid.text)")
        let booking = try #require(paid.json["booking"] as? String)
        #expect(booking.hasPrefix("bk_"))
        let again = await shop.post(place + "/payment", body)
        #expect(again.status == 200 && again.json["booking"] as? String == booking)
        #expect(await shop.get(hold).json["state"] as? String == "booked")
        let map = await shop.get("/v1/shows/s1/seats?format=list")
        #expect(map.text.contains(#""A-1":"booked","A-2":"booked""#), "\(map.text)")
        let path = "/v1/shows/s1/bookings/\(booking)"
        #expect(await shop.get(path).json["state"] as? String == "confirmed")
        #expect(await shop.get(path).json["customer"] == nil, "nobody is told who it is")
        let seen = await shop.get(path, key: TestServer.bookKey)
        let customer = seen.json["customer"] as? [String: Any]
        #expect(customer?["name"] as? String == "Asha Rao", "\(seen.text)")
        #expect(await shop.client.send("DELETE", hold).code == "illegal_state")
        await shop.close()
    }

    @Test func `a tester's button leads back to the page, and the order is paid`() async throws {
        let shop = try await TestShop.open()
        let order = await shop.order(try await shop.hold(["A-1"]))
        let place = try #require(order.headers["location"])
        let page = "/sandbox/checkout/\(try #require(order.json["provider_order_id"] as? String))"
        #expect(await shop.get(page).status == 200)
        let pressed = await shop.client.send("POST", page + "/now")
        #expect(pressed.status == 303 && pressed.headers["location"] == page, "\(pressed.text)")
        var state = ""
        for _ in 0..<100 where state != "paid" {
            try await Task.sleep(for: .milliseconds(20))
            state = await shop.get(place).json["state"] as? String ?? ""
        }
        #expect(state == "paid")
        await shop.close()
    }

    @Test func `what is not this order's payment is refused`() async throws {
        let shop = try await TestShop.open()
        let first = await shop.order(try await shop.hold(["A-1"]))
        let second = await shop.order(try await shop.hold(["A-2"]))
        let place = try #require(first.headers["location"])
        let other = try #require(second.headers["location"])
        let body = try await shop.pay(first)
        let signature = try #require(body.firstMatch(of: /[0-9a-f]{64}/)).output
        let forged = body.replacing(signature, with: String(signature.reversed()))
        for (path, body) in [
            (place, forged), (other, body),
            // Renamed to the other order, it has another one's signature.
            (
                other,
                body.replacing(
                    first.json["provider_order_id"] as? String ?? "?",
                    with: second.json["provider_order_id"] as? String ?? "?"
                )
            ),
        ] {
            let answer = await shop.post(path + "/payment", body)
            #expect(answer.status == 409 && answer.code == "payment_mismatch", "\(answer.text)")
        }
        for body in [
            "{}", #"{"razorpay_payment_id":"p"}"#,
            String(body.dropLast()) + #","amount":1}"#,
        ] {
            #expect(await shop.post(place + "/payment", body).status == 400)
        }
        #expect(await shop.get(other).json["state"] as? String == "created")
        #expect(await shop.post(place + "/payment", body).json["state"] as? String == "paid")
        await shop.close()
    }

    @Test func `a payment of another sum brings no seats`() async throws {
        let cheap = try ShadyProvider(takingOff: 100)
        let test = try await TestServer.start(payment: cheap)
        let shop = TestShop(test: test, sandbox: cheap.sandbox)
        let hold = try await shop.hold(["A-1"])
        let order = await shop.order(hold)
        let place = try #require(order.headers["location"])
        let answer = await shop.post(place + "/payment", try await shop.pay(order))
        #expect(answer.status == 409 && answer.code == "payment_mismatch", "\(answer.text)")
        let read = await shop.get(place)
        #expect(read.json["booking"] == nil)
        #expect(await shop.get(hold).json["state"] as? String != "booked")
        #expect(cheap.captures == 0, "money of another sum is not taken")
        await shop.close()
    }

    @Test func `a buyer who waits does not storm a provider that fails`() async throws {
        let silent = try ShadyProvider(capture: { _ throws(PaymentError) in
            throw .unknown(detail: "it does not answer")
        })
        let test = try await TestServer.start(payment: silent)
        let shop = TestShop(test: test, sandbox: silent.sandbox)
        let order = await shop.order(try await shop.hold(["A-1"]))
        let place = try #require(order.headers["location"])
        let answer = await shop.post(place + "/payment", try await shop.pay(order))
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json["state"] as? String == "capturing")
        // At the soonest after a quarter of a second, then half a one, one, two.
        #expect((1...5).contains(silent.captures), "\(silent.captures) times")
        await shop.close()
    }
}
