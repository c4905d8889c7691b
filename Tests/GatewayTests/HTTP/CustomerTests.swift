import Foundation
import SeatGrid
import SimulationKit
import Testing

@testable import Gateway

/// A booking's customer: sealed on its way in, shown to those who may see it, erased for good.
struct CustomerTests {
    private let holds = "/v1/shows/s1/holds"
    private let customer = #"{"name":"Asha Rao","email":"asha@example.com"}"#

    private func hold(_ client: TestClient, _ seat: String = "A-1") async throws -> String {
        let made = await client.send("POST", holds, body: #"{"seats":["\#(seat)"]}"#)
        return try #require(made.headers["location"], "\(made.text)")
    }

    private func book(
        _ client: TestClient,
        _ hold: String,
        headers: [String] = []
    ) async -> TestResponse {
        await client.send(
            "POST",
            hold + "/book",
            body: #"{"reference":"r-1","customer":\#(customer)}"#,
            key: TestServer.bookKey,
            headers: headers
        )
    }

    private func erase(
        _ client: TestClient,
        _ booking: TestResponse,
        key: String? = TestServer.operatorKey,
        headers: [String] = []
    ) async throws -> TestResponse {
        let id = try #require(booking.json["id"] as? String)
        let path = "/v1/admin/shows/s1/bookings/\(id)/erase"
        return await client.send("POST", path, key: key, headers: headers)
    }

    @Test func `a customer is shown to keys that book or operate, and to nobody else`() async throws
    {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let booked = await book(client, try await hold(client))
        #expect(booked.status == 201, "\(booked.text)")
        #expect(!booked.text.contains("Asha"))
        let place = try #require(booked.headers["location"])
        for key in [TestServer.bookKey, TestServer.operatorKey] {
            let seen = await client.send("GET", place, key: key)
            #expect(seen.json["customer_state"] as? String == "present")
            #expect(seen.text.contains(#""customer":\#(customer),"#), "\(seen.text)")
        }
        for key in [nil, TestServer.holdKey] {
            let seen = await client.send("GET", place, key: key)
            #expect(seen.status == 200)
            #expect(!seen.text.contains("customer"), "\(seen.text)")
        }
        await test.stop()
    }

    @Test func `the show never has the data itself`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let booked = await book(client, try await hold(client))
        let text = try #require(booked.json["id"] as? String)
        let id = try #require(BookingID(text: text))
        let reply = await test.engine.ask(
            ShowRequest(kind: .read(.booking(id)), mark: nil, caller: .anonymous),
            of: ShowID("s1")
        )
        guard case .booking(let view, _) = reply, let kept = view.customer else {
            Issue.record("no booking, or no customer")
            return
        }
        #expect(!String(decoding: kept, as: UTF8.self).contains("Asha"))
        let context = PersonContext(show: ShowID("s1"), subject: .booking(id))
        #expect(test.engine.people.open(kept, for: context) == Array(customer.utf8))
        await test.stop()
    }

    @Test func `a repeat gets the first answer, and the same key with another customer none`()
        async throws
    {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let hold = try await hold(client)
        let first = await book(client, hold, headers: ["Idempotency-Key: b-1"])
        let again = await book(client, hold, headers: ["Idempotency-Key: b-1"])
        #expect(first.status == 201 && again.status == 201)
        #expect(again.body == first.body)
        #expect(again.headers["idempotency-replayed"] == "true")
        let other = await client.send(
            "POST",
            hold + "/book",
            body: #"{"reference":"r-1","customer":{"name":"B"}}"#,
            key: TestServer.bookKey,
            headers: ["Idempotency-Key: b-1"]
        )
        #expect(other.status == 422)
        await test.stop()
    }

    @Test func `requests behind it on the connection are decided after it`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        for (number, seat) in ["A-1", "A-3", "A-5", "A-7"].enumerated() {
            let hold = try await hold(client, seat)
            // An odd one comes by way of the codec.
            let more = number % 2 == 0 ? [] : ["X-More: 1"]
            let bytes =
                TestClient.request("GET", hold, headers: more)
                + TestClient.request(
                    "POST",
                    hold + "/book",
                    body: #"{"reference":"r-1","customer":\#(customer)}"#,
                    key: TestServer.bookKey,
                    headers: more
                )
                + TestClient.request("DELETE", hold, headers: more)
                + TestClient.request("GET", hold, headers: more)
            let answers = await client.exchange(bytes, answers: 4)
            #expect(answers.map(\.status) == [200, 201, 409, 200])
            #expect(answers.last?.json["state"] as? String == "booked")
        }
        await test.stop()
    }

    @Test func `an erased customer is gone, the booking stays, and a repeat says the same`()
        async throws
    {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let booked = await book(client, try await hold(client))
        let other = await book(client, try await hold(client, "A-3"))
        let mark = ["Idempotency-Key: e-1"]
        let erased = try await erase(client, booked, headers: mark)
        #expect(erased.status == 200, "\(erased.text)")
        #expect(erased.json["customer_state"] as? String == "erased")
        let again = try await erase(client, booked, headers: mark)
        #expect(again.body == erased.body)
        #expect(again.headers["idempotency-replayed"] == "true")
        #expect(try await erase(client, other, headers: mark).status == 422)
        #expect(try await erase(client, booked).body == erased.body)
        let place = try #require(booked.headers["location"])
        let seen = await client.send("GET", place, key: TestServer.operatorKey)
        #expect(seen.json["reference"] as? String == "r-1")
        #expect(seen.json["customer_state"] as? String == "erased")
        #expect(seen.json["customer"] is NSNull)
        let neighbour = try #require(other.headers["location"])
        let rest = await client.send("GET", neighbour, key: TestServer.operatorKey)
        #expect(rest.json["customer_state"] as? String == "present")
        await test.stop()
    }

    @Test func `an erased customer's notices go from the spool, and a spool that fails says so`()
        async throws
    {
        let root = NSTemporaryDirectory() + "seatgrid-erase-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: root) }
        let feed = SpoolFeed(root: root, clock: { TestClock().wall() })
        let test = try await TestServer.start(notices: feed)
        let client = TestClient(port: test.port)
        let booked = await book(client, try await hold(client))
        let other = await book(client, try await hold(client, "A-3"))
        let notices = try [booked, other].enumerated().map { seq, booking in
            let id = try #require(booking.json["id"] as? String)
            return Notice(
                name: NoticeName(
                    show: ShowID("s1"),
                    seq: ShowVersion(rawValue: UInt64(seq)),
                    channel: .email
                ),
                kind: .bookingConfirmed,
                recipient: "asha@example.com",
                data: JSONObject([JSONObject.Member(name: "booking", value: .string(id))]),
                createdAt: TestClock().wall()
            )
        }
        #expect(try await feed.put(notices) == 2)
        let erased = try await erase(client, booked)
        #expect(erased.status == 200, "\(erased.text)")
        #expect(erased.part("notices") == #"[{"being_sent":0,"erased":1}]"#, "\(erased.text)")
        let again = try await erase(client, booked)
        #expect(again.part("notices") == #"[{"being_sent":0,"erased":0}]"#)
        let spool = Spool(root: root, disk: RealSpoolDisk())
        #expect(try spool.find(notices[0].name) == nil && spool.find(notices[1].name) != nil)
        await feed.stop()
        let refused = try await erase(client, other)
        #expect(refused.status == 503 && refused.code == "unavailable", "\(refused.text)")
        let place = try #require(other.headers["location"])
        let rest = await client.send("GET", place, key: TestServer.operatorKey)
        #expect(rest.json["customer_state"] as? String == "present")
        await test.stop()
    }

    @Test func `the buyer of an order that never became a booking is erased by the order`()
        async throws
    {
        let shop = try await TestShop.open()
        let order = await shop.order(try await shop.hold(["A-1"]))
        let place = try #require(order.headers["location"], "\(order.text)")
        let text = try #require(order.json["id"] as? String)
        let id = try #require(OrderID(text: text))
        func person() async throws -> [UInt8]? {
            let query = CheckoutQuery.orderRecord(id)
            guard
                case .orderRecord(let record) = try await shop.test.engine.ask(
                    query,
                    of: ShowID("s1")
                ), let customer = record.customer
            else { return nil }
            let context = PersonContext(show: ShowID("s1"), subject: .order(id))
            return shop.test.engine.people.open(customer, for: context)
        }
        #expect(try await person() != nil)
        let path = place.replacing("/v1/", with: "/v1/admin/") + "/erase"
        #expect(await shop.post(path).status == 401)
        #expect(await shop.post(path, key: TestServer.bookKey).status == 403)
        let none =
            "/v1/admin/shows/s1/orders/or_\(Crockford.string(Bits128(high: 1, low: 1)))/erase"
        #expect(await shop.post(none, key: TestServer.operatorKey).status == 404)
        for _ in 0..<2 {
            let erased = await shop.post(path, key: TestServer.operatorKey)
            #expect(erased.status == 200, "\(erased.text)")
            #expect(erased.json["order"] as? String == text)
            #expect(erased.json["customer_state"] as? String == "erased")
        }
        #expect(try await person() == nil)
        // The order goes on, for nobody.
        let paid = await shop.post(place + "/payment", try await shop.pay(order))
        #expect(paid.json["booking"] != nil, "\(paid.text)")
        await shop.close()
    }

    @Test func `erasing needs the right, a booking and a customer that was sealed`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let booked = await book(client, try await hold(client))
        #expect(try await erase(client, booked, key: TestServer.bookKey).status == 403)
        #expect(try await erase(client, booked, key: nil).status == 401)
        for path in ["s1/bookings/bk_1/erase", "none/bookings/bk_1/erase"] {
            let answer = await client.send(
                "POST",
                "/v1/admin/shows/\(path)",
                key: TestServer.operatorKey
            )
            #expect(answer.status == 404)
        }
        let plain = await client.send(
            "POST",
            try await hold(client, "A-3") + "/book",
            body: #"{"reference":"r-2"}"#,
            key: TestServer.bookKey
        )
        #expect(try await erase(client, plain).json["customer_state"] as? String == "none")
        await test.stop()
    }

    @Test func `a customer of a version that kept them in the clear is still read`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let place = try await hold(client)
        let entry = try #require(test.engine.entry(for: ShowID("s1")))
        let text = try #require(place.split(separator: "/").last).dropFirst(3)
        let bits = Crockford.decode(Array(text.utf8).span)
        let hold = try #require(bits)
        let id = BookingID(Bits128(high: 1, low: 1))
        let book = BookRequest(
            hold: HoldID(hold),
            id: id,
            reference: "old",
            customer: Array(customer.utf8)
        )
        _ = await test.engine.ask(
            ShowRequest(
                kind: .command(.book(book), plan: entry.plan),
                mark: nil,
                caller: .anonymous
            ),
            of: ShowID("s1")
        )
        let path = "bookings/bk_\(Crockford.string(id.bits))"
        let seen = await client.send("GET", "/v1/shows/s1/\(path)", key: TestServer.bookKey)
        #expect(seen.text.contains("Asha Rao"), "\(seen.text)")
        let erased = await client.send(
            "POST",
            "/v1/admin/shows/s1/\(path)/erase",
            key: TestServer.operatorKey
        )
        #expect(erased.status == 409 && erased.code == "illegal_state")
        await test.stop()
    }

    @Test func `without room for the key the booking is refused, and one without customer is not`()
        async throws
    {
        let disk = SimulatedDisk(seed: 1)
        let test = try await TestServer.start(disk: disk)
        let client = TestClient(port: test.port)
        let place = try await hold(client)
        var faults = SimulatedFaults()
        faults.capacity = disk.bytes
        disk.setFaults(faults)
        let refused = await book(client, place)
        #expect(refused.status == 503 && refused.code == "read_only", "\(refused.text)")
        #expect(refused.headers["retry-after"] != nil)
        #expect(await client.send("GET", place).json["state"] as? String == "active")
        let plain = await client.send(
            "POST",
            place + "/book",
            body: #"{"reference":"r-2"}"#,
            key: TestServer.bookKey
        )
        #expect(plain.status == 201, "\(plain.text)")
        await test.stop()
    }
}
