import Foundation
import Testing

@testable import Gateway

/// `Idempotency-Key` on every method, and what an `ETag` may be relied on for.
struct RepeatTests {
    private let holds = "/v1/shows/s1/holds"
    private let admin = "/v1/admin/shows/s1"

    private func key(_ name: String) -> [String] { ["Idempotency-Key: \(name)"] }

    @Test func `a key serves one request, whatever the method`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let made = await client.send("POST", holds, body: #"{"seats":["A-1"]}"#, headers: key("a"))
        let place = try #require(made.headers["location"])
        let requests: [(String, String, String?)] = [
            ("PATCH", place, #"{"seats":["A-2"]}"#),
            ("POST", place + "/extend", #"{"ttl_ms":700000}"#), ("DELETE", place, nil),
        ]
        for (number, (method, path, body)) in requests.enumerated() {
            let reused = await client.send(method, path, body: body, headers: key("a"))
            #expect(reused.status == 422 && reused.code == "idempotency_key_reused", "\(method)")
            let first = await client.send(method, path, body: body, headers: key("k\(number)"))
            let again = await client.send(method, path, body: body, headers: key("k\(number)"))
            #expect([200, 204].contains(first.status), "\(first.text)")
            #expect(again.status == first.status && again.body == first.body)
            #expect(first.headers["idempotency-replayed"] == nil)
            #expect(again.headers["idempotency-replayed"] == "true")
        }
        await test.stop()
    }

    @Test func `a key serves one hold, though the rest of the request is the same`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        var places: [String] = []
        for seat in ["A-1", "A-3"] {
            let made = await client.send("POST", holds, body: #"{"seats":["\#(seat)"]}"#)
            places.append(try #require(made.headers["location"]))
        }
        let requests: [(String, String, String?)] = [
            ("PATCH", "", #"{"seats":["B-1"]}"#), ("POST", "/extend", #"{"ttl_ms":700000}"#),
            ("DELETE", "", nil),
        ]
        for (method, rest, body) in requests {
            let mark = key(method + rest)
            let first = await client.send(method, places[0] + rest, body: body, headers: mark)
            #expect([200, 204].contains(first.status), "\(first.text)")
            let other = await client.send(method, places[1] + rest, body: body, headers: mark)
            #expect(other.status == 422, "\(method) \(rest): \(other.text)")
        }
        // The same path with a character percent-encoded is the same request.
        let encoded = places[0].replacingOccurrences(of: "s1", with: "s%31")
        let again = await client.send("DELETE", encoded, headers: key("DELETE"))
        #expect(again.headers["idempotency-replayed"] == "true")
        await test.stop()
    }

    @Test func `a repeat that overtakes nothing waits for the first answer`() async throws {
        let test = try await TestServer.start()
        let request = TestClient.request(
            "POST",
            holds,
            body: #"{"seats":["A-1"]}"#,
            headers: key("a")
        )
        let all = String(repeating: request, count: 20)
        let answers = await TestClient(port: test.port).exchange(all, answers: 20)
        #expect(answers.map(\.status) == [Int](repeating: 201, count: 20))
        #expect(Set(answers.map(\.body)).count == 1)
        #expect(answers.filter { $0.headers["idempotency-replayed"] == "true" }.count == 19)
        await test.stop()
    }

    @Test func `a success with nothing left to do is replayed like any other`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let made = await client.send("POST", holds, body: #"{"seats":["A-1"]}"#)
        let place = try #require(made.headers["location"])
        _ = await client.send("DELETE", place)
        let requests: [(String, String, String?)] = [
            ("DELETE", place, nil), ("POST", admin + "/open", nil),
            ("POST", admin + "/unblock", #"{"seats":["B-1"]}"#),
        ]
        for (number, (method, path, body)) in requests.enumerated() {
            let mark = key("k\(number)")
            let secret = method == "POST" ? TestServer.operatorKey : nil
            func send(_ path: String) async -> TestResponse {
                await client.send(method, path, body: body, key: secret, headers: mark)
            }
            let first = await send(path)
            #expect([200, 204].contains(first.status), "\(first.text)")
            #expect(first.headers["idempotency-replayed"] == nil)
            _ = await client.send("POST", holds, body: #"{"best_available":{"count":1}}"#)
            let again = await send(path)
            #expect(again.status == first.status && again.body == first.body, "\(path)")
            #expect(again.headers["idempotency-replayed"] == "true", "\(path)")
            let other = method == "POST" ? admin + "/close" : place + "/extend"
            let reused = await client.send(
                "POST",
                other,
                body: method == "POST" ? nil : #"{"ttl_ms":5000}"#,
                key: secret,
                headers: mark
            )
            #expect(reused.code == "idempotency_key_reused", "\(path)")
        }
        let log = await client.send("GET", admin + "/log?limit=100", key: TestServer.operatorKey)
        let events = log.json["data"] as? [[String: Any]] ?? []
        #expect(events.filter { $0["type"] as? String == "noted" }.count == 3, "\(log.text)")
        await test.stop()
    }

    @Test func `a map's tag is another after its layout has changed`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let seats = "/v1/shows/s1/seats"
        let before = await client.send("GET", seats)
        let tag = ["If-None-Match: \(before.headers["etag"] ?? "")"]
        #expect(before.json["seq"] as? Int == 0)
        #expect(await client.send("GET", seats, headers: tag).status == 304)
        let change = await client.send(
            "PUT",
            "/v1/admin/layouts/hall",
            body: TestServer.layout(rows: ["B", "A"]),
            key: TestServer.operatorKey
        )
        #expect(change.status == 200, "\(change.text)")
        let after = await client.send("GET", seats, headers: tag)
        #expect(after.status == 200 && after.json["seq"] as? Int == 1)
        #expect(after.json["layout"] as? String != before.json["layout"] as? String)
        await test.stop()
    }
}
