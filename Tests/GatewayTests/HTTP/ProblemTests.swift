import Foundation
import SeatGrid
import SimulationKit
import Testing

@testable import Gateway

/// Every bad input of CONTRACT §2 gets its code, over a real socket.
struct ProblemTests {
    /// Method, path, body, key, further header lines; then status and code.
    struct Case: Sendable, CustomTestStringConvertible {
        var method = "POST"
        var path = "/v1/shows/s1/holds"
        var body: String? = #"{"seats":["A-1"]}"#
        var key: String?
        var headers: [String] = []
        var status: Int
        var code: String
        var testDescription: String { "\(method) \(path) → \(status) \(code)" }
    }

    static let nobody = "hd_00000000000000000000000001"
    static let cases: [Case] = [
        Case(body: "{", status: 400, code: "invalid_request"),
        Case(body: #"{"seats":["A-1"],"x":1}"#, status: 400, code: "invalid_request"),
        Case(body: "", status: 400, code: "invalid_request"),
        Case(headers: ["Idempotency-Key: \"\""], status: 400, code: "invalid_request"),
        Case(
            headers: ["Idempotency-Key: a", "Idempotency-Key: b"],
            status: 400,
            code: "invalid_request"
        ),
        Case(key: "wrong", status: 401, code: "unauthorized"),
        Case(path: "/v1/shows/s1/holds/\(nobody)/book", status: 401, code: "unauthorized"),
        Case(
            path: "/v1/shows/s1/holds/\(nobody)/book",
            body: #"{"reference":"r"}"#,
            key: TestServer.holdKey,
            status: 403,
            code: "forbidden"
        ),
        Case(path: "/v1/shows/none/holds", status: 404, code: "not_found"),
        Case(path: "/v1/nothing", status: 404, code: "not_found"),
        Case(body: #"{"seats":["Z-1"]}"#, status: 404, code: "seat_not_found"),
        Case(
            method: "GET",
            path: "/v1/shows/s1/holds/\(nobody)",
            body: nil,
            status: 404,
            code: "hold_not_found"
        ),
        Case(
            method: "DELETE",
            path: "/v1/shows/s1/holds/nonsense",
            body: nil,
            status: 404,
            code: "hold_not_found"
        ),
        Case(
            method: "GET",
            path: "/v1/shows/s1/bookings/bk_00000000000000000000000001",
            body: nil,
            status: 404,
            code: "booking_not_found"
        ),
        Case(method: "PUT", status: 405, code: "method_not_allowed"),
        Case(
            method: "POST",
            path: "/v1/cities",
            body: nil,
            status: 405,
            code: "method_not_allowed"
        ),
        Case(
            body: #"{"best_available":{"count":100}}"#,
            status: 422,
            code: "rule_violation"
        ),
        Case(
            body: #"{"seats":["A-1"]}"#,
            headers: ["Content-Type: text/plain"],
            status: 415,
            code: "unsupported_media_type"
        ),
        Case(headers: ["Content-Encoding: gzip"], status: 415, code: "unsupported_media_type"),
        Case(path: "/v1/shows/closed1/holds", status: 410, code: "show_closed"),
        Case(
            path: "/v1/shows/strict1/holds",
            body: #"{"seats":["A-2"]}"#,
            status: 422,
            code: "rule_violation"
        ),
        Case(
            body: "{\"holder\":\"\(String(repeating: "x", count: 70_000))\"}",
            status: 413,
            code: "payload_too_large"
        ),
        Case(
            method: "GET",
            path: "/v1/shows/s1/seats?format=xml",
            body: nil,
            status: 400,
            code: "invalid_request"
        ),
        Case(
            method: "GET",
            path: "/v1/cities?limit=0",
            body: nil,
            status: 400,
            code: "invalid_request"
        ),
        Case(
            method: "GET",
            path: "/v1/cities?after=%zz",
            body: nil,
            status: 400,
            code: "invalid_request"
        ),
        Case(path: "/v1/admin/import", body: "{}", status: 401, code: "unauthorized"),
        Case(
            path: "/v1/admin/import",
            body: "{}",
            key: TestServer.bookKey,
            status: 403,
            code: "forbidden"
        ),
        Case(
            path: "/v1/admin/import",
            body: #"{"cities":[{"id":7}]}"#,
            key: TestServer.operatorKey,
            status: 400,
            code: "invalid_request"
        ),
        Case(
            path: "/v1/admin/shows/s1/block",
            body: #"{"seats":["A-1"]}"#,
            key: TestServer.operatorKey,
            status: 400,
            code: "invalid_request"
        ),
        Case(
            path: "/v1/admin/shows/s1/open",
            body: #"{"x":1}"#,
            key: TestServer.operatorKey,
            status: 400,
            code: "invalid_request"
        ),
        Case(
            method: "PUT",
            path: "/v1/admin/cities/mumbai",
            body: "{}",
            key: TestServer.operatorKey,
            status: 400,
            code: "invalid_request"
        ),
        Case(
            method: "GET",
            path: "/v1/admin/shows/s1/log?after=x",
            body: nil,
            key: TestServer.operatorKey,
            status: 400,
            code: "invalid_request"
        ),
    ]

    @Test func `every bad input has its status and code`() async throws {
        let test = try await TestServer.start()
        for bad in Self.cases {
            let answer = await TestClient(port: test.port).send(
                bad.method,
                bad.path,
                body: bad.body,
                key: bad.key,
                headers: bad.headers
            )
            #expect(answer.status == bad.status, "\(bad.testDescription): \(answer.text)")
            #expect(answer.code == bad.code, "\(bad.testDescription): \(answer.text)")
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.json["type"] as? String == "/problems/\(bad.code)")
            #expect(answer.json["status"] as? Int == bad.status)
            #expect(answer.json["request_id"] as? String == answer.headers["x-request-id"])
            #expect((answer.json["detail"] as? String)?.isEmpty == false)
            if bad.status == 405 { #expect(answer.headers["allow"]?.isEmpty == false) }
        }
        await test.stop()
    }

    @Test func `a conflict names every seat and suggests others`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let holds = "/v1/shows/s1/holds"
        #expect(await client.send("POST", holds, body: #"{"seats":["A-1","A-2"]}"#).status == 201)
        let answer = await client.send("POST", holds, body: #"{"seats":["A-2","A-3"]}"#)
        #expect(answer.status == 409 && answer.code == "seats_unavailable")
        let conflicts = answer.json["conflicts"] as? [[String: String]]
        #expect(conflicts == [["seat": "A-2", "reason": "held"]])
        let suggestion = answer.json["suggestion"] as? [String: [String]]
        #expect(suggestion?["seats"]?.count == 2)
        await test.stop()
    }

    @Test func `writes beyond the rate get 429 with its headers`() async throws {
        let test = try await TestServer.start { $0.writesPerSecond = 1 }
        let client = TestClient(port: test.port)
        var last = TestResponse()
        for _ in 0..<5 { last = await client.send("POST", "/v1/shows/s1/holds", body: "{}") }
        #expect(last.status == 429 && last.code == "rate_limited")
        #expect(last.headers["retry-after"] != nil)
        #expect(last.headers["ratelimit"]?.hasPrefix("\"default\";r=0") == true)
        #expect(last.headers["ratelimit-policy"] == "\"default\";q=1;w=1")
        let backend = await client.send(
            "POST",
            "/v1/shows/s1/holds",
            body: "{}",
            key: TestServer.bookKey
        )
        #expect(backend.status == 400)
        await test.stop()
    }

    @Test func `a rate is one /64's, however many of its addresses write`() async throws {
        let test = try await TestServer.start {
            $0.writesPerSecond = 1
            $0.trustedProxies = TrustedProxies(["127.0.0.1"]) ?? TrustedProxies()
        }
        let client = TestClient(port: test.port)
        func write(from address: String) async -> Int {
            let origin = "X-Forwarded-For: \(address)"
            return await client.send("POST", "/v1/shows/s1/holds", body: "{}", headers: [origin])
                .status
        }
        var seen: [Int] = []
        for host in 1...6 { seen.append(await write(from: "2001:db8:1:2::\(host)")) }
        #expect(seen.first == 400 && seen.contains(429), "\(seen)")
        #expect(await write(from: "2001:db8:1:3::1") == 400)
        await test.stop()
    }

    @Test func `a full disk takes no new hold, says when to come again, and sells on`() async throws
    {
        let disk = SimulatedDisk(seed: 1)
        let test = try await TestServer.start(disk: disk)
        let client = TestClient(port: test.port)
        let holds = "/v1/shows/s1/holds"
        let kept = await client.send("POST", holds, body: #"{"seats":["C-1"]}"#)
        let place = try #require(kept.headers["location"])
        var full = SimulatedFaults()
        full.capacity = disk.bytes
        disk.setFaults(full)
        var last = TestResponse()
        for _ in 0..<2_000 {
            last = await client.send("POST", holds, body: #"{"seats":["A-1"]}"#)
            guard last.status == 201 else { break }
            _ = await client.send("DELETE", last.headers["location"] ?? "")
        }
        #expect(last.status == 503 && last.code == "read_only", "\(last.text)")
        #expect(Int(last.headers["retry-after"] ?? "") ?? 0 > 0)
        #expect(last.json["retry_after_ms"] is Int)
        let booked = await client.send(
            "POST",
            place + "/book",
            body: #"{"reference":"r"}"#,
            key: TestServer.bookKey
        )
        #expect(booked.status == 201, "\(booked.text)")
        await test.stop()
    }

    @Test func `a node that stops answers 503`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        await test.engine.drain()
        let answer = await client.send("POST", "/v1/shows/s1/holds", body: #"{"seats":["A-1"]}"#)
        #expect(answer.status == 503 && answer.code == "unavailable")
        #expect(answer.headers["retry-after"] != nil)
        #expect(answer.json["retry_after_ms"] is Int)
        #expect(await client.send("GET", "/readyz").status == 503)
        #expect(await client.send("GET", "/livez").status == 200)
        await test.stop()
    }
}
