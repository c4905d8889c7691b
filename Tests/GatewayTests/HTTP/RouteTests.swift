import Foundation
import Testing

@testable import Gateway

/// The good answers of CONTRACT §3, §4 and §7, over a real socket and a real engine.
struct RouteTests {
    let holds = "/v1/shows/s1/holds"

    @Test func `a hold lives from hold to booking`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let made = await client.send(
            "POST",
            holds,
            body: #"{"seats":["A-1","A-2"],"ttl_ms":60000}"#,
            headers: ["X-Request-Id: my-request.1"]
        )
        #expect(made.status == 201, "\(made.text)")
        #expect(made.headers["x-request-id"] == "my-request.1")
        #expect(made.headers["cache-control"] == "no-store")
        let id = try #require(made.json["id"] as? String)
        #expect(id.hasPrefix("hd_") && id.count == 29)
        #expect(made.headers["location"] == "\(holds)/\(id)")
        #expect(made.json["state"] as? String == "active")
        #expect(made.json["expires_in_ms"] as? Int == 60_000)
        #expect((made.json["total"] as? [String: Any])?["amount"] as? Int == 50_000)
        let seats = try #require(made.json["seats"] as? [[String: Any]])
        #expect(seats.map { $0["label"] as? String } == ["A-1", "A-2"])
        #expect(seats[1]["index"] as? Int == 1 && seats[1]["category"] as? String == "gold")

        let path = "\(holds)/\(id)"
        #expect(await client.send("GET", path).json["id"] as? String == id)
        let longer = await client.send("POST", path + "/extend", body: #"{"ttl_ms":120000}"#)
        #expect(longer.status == 200 && longer.json["expires_in_ms"] as? Int == 120_000)
        let swapped = await client.send("PATCH", path, body: #"{"seats":["B-1"]}"#)
        #expect(swapped.status == 200 && (swapped.json["seats"] as? [Any])?.count == 1)
        let booked = await client.send(
            "POST",
            path + "/book",
            body: #"{"reference":"r-1","customer":{"name":"A"}}"#,
            key: TestServer.bookKey
        )
        #expect(booked.status == 201, "\(booked.text)")
        #expect(booked.json["state"] as? String == "confirmed")
        let place = try #require(booked.headers["location"])
        #expect(await client.send("GET", place).json["reference"] as? String == "r-1")
        let late = await client.send("DELETE", path)
        #expect(late.status == 409 && late.code == "illegal_state")
        await test.stop()
    }

    @Test func `a release is 204, and again`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let made = await client.send("POST", holds, body: #"{"seats":["A-1"]}"#)
        let path = try #require(made.headers["location"])
        for _ in 0..<2 {
            let answer = await client.send("DELETE", path)
            #expect(answer.status == 204 && answer.body.isEmpty)
        }
        #expect(await client.send("GET", path).json["state"] as? String == "released")
        await test.stop()
    }

    @Test func `a repeat under one key gets the first answer`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let key = ["Idempotency-Key: k-1"]
        let body = #"{"seats":["A-1"]}"#
        let first = await client.send("POST", holds, body: body, headers: key)
        let again = await client.send(
            "POST",
            holds,
            body: body,
            headers: ["Idempotency-Key: \"k-1\""]
        )
        #expect(first.status == 201 && again.status == 201)
        #expect(first.body == again.body)
        #expect(first.headers["idempotency-replayed"] == nil)
        #expect(again.headers["idempotency-replayed"] == "true")
        let other = await client.send("POST", holds, body: #"{"seats":["A-2"]}"#, headers: key)
        #expect(other.status == 422 && other.code == "idempotency_key_reused")
        await test.stop()
    }

    @Test func `the seat map has a tag and a list form`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        _ = await client.send("POST", holds, body: #"{"seats":["A-2"]}"#)
        let map = await client.send("GET", "/v1/shows/s1/seats")
        let seq = try #require(map.json["seq"] as? Int)
        #expect(map.headers["etag"] == "\"\(seq)\"")
        let states = Data(base64Encoded: map.json["states"] as? String ?? "")
        #expect(states?.first == 0b0100 && states?.count == 8)
        #expect((map.json["counts"] as? [String: Int])?["held"] == 1)
        let known = await client.send(
            "GET",
            "/v1/shows/s1/seats",
            headers: ["If-None-Match: \"\(seq)\""]
        )
        #expect(known.status == 304 && known.body.isEmpty)
        let list = await client.send("GET", "/v1/shows/s1/seats?format=list")
        #expect(list.json as? [String: String] == ["A-2": "held"])
        let head = await client.send("HEAD", "/v1/shows/s1/seats")
        #expect(head.status == 200 && head.headers["content-length"] != "0")
        await test.stop()
    }

    @Test func `browsing finds the way to a show`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let cities = await client.send("GET", "/v1/cities")
        #expect((cities.json["data"] as? [Any])?.count == 1)
        #expect(cities.json["has_more"] as? Bool == false && cities.json["next"] is NSNull)
        #expect(await client.send("GET", "/v1/cities/mumbai/movies").status == 200)
        #expect(await client.send("GET", "/v1/movies/m1").json["title"] as? String == "Sholay")
        #expect(await client.send("GET", "/v1/movies/m1/shows?city=mumbai").status == 200)
        let show = await client.send("GET", "/v1/shows/s1")
        #expect(show.json["state"] as? String == "on_sale", "\(show.text)")
        let layout = try #require(show.json["layout"] as? String)
        let answer = await client.send("GET", "/v1/layouts/\(layout)")
        #expect(answer.headers["cache-control"]?.contains("immutable") == true)
        let known = await client.send(
            "GET",
            "/v1/layouts/\(layout)",
            headers: ["If-None-Match: \"\(layout)\""]
        )
        #expect(known.status == 304)
        await test.stop()
    }

    @Test func `operators block, close, read the log and the report`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let key = TestServer.operatorKey
        let admin = "/v1/admin/shows/s1"
        let made = await client.send("POST", holds, body: #"{"seats":["A-1"]}"#)
        let blocked = await client.send(
            "POST",
            admin + "/block",
            body: #"{"seats":["B-1"],"reason":"broken"}"#,
            key: key
        )
        #expect(blocked.status == 200, "\(blocked.text)")
        for command in ["unblock", "close", "open"] {
            let body = command == "unblock" ? #"{"seats":["B-1"]}"# : nil
            let answer = await client.send("POST", "\(admin)/\(command)", body: body, key: key)
            #expect(answer.status == 200, "\(command): \(answer.text)")
        }
        let report = await client.send("GET", admin + "/report", key: key)
        #expect((report.json["counts"] as? [String: Int])?["held"] == 1)
        let log = await client.send("GET", admin + "/log?limit=2", key: key)
        #expect((log.json["data"] as? [Any])?.count == 2 && log.json["has_more"] as? Bool == true)
        let next = try #require(log.json["next"] as? String)
        let rest = await client.send("GET", admin + "/log?after=\(next)&limit=100", key: key)
        let types = (rest.json["data"] as? [[String: Any]])?.compactMap { $0["type"] as? String }
        #expect(types?.suffix(3) == ["unblocked", "closed", "opened"])
        let id = try #require(made.json["id"] as? String)
        #expect(!log.text.contains(id) && !rest.text.contains(id))
        let seat = await client.send("GET", admin + "/seats/B-1/history", key: key)
        #expect((seat.json["data"] as? [Any])?.count == 2, "\(seat.text)")
        let cancelled = await client.send("POST", admin + "/cancel", key: key)
        #expect(cancelled.status == 200)
        let late = await client.send("POST", holds, body: #"{"seats":["A-9"]}"#)
        #expect(late.status == 410)
        await test.stop()
    }

    @Test func `the log tells what was given up from what was taken`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let key = TestServer.operatorKey
        let made = await client.send("POST", holds, body: #"{"seats":["A-1","A-2"]}"#)
        let place = made.headers["location"] ?? ""
        let swapped = await client.send("PATCH", place, body: #"{"seats":["A-2","A-3"]}"#)
        #expect(swapped.status == 200, "\(swapped.text)")
        let id = place.split(separator: "/").last ?? ""
        let other = #"{"seats":["A-3","B-1"],"replaces":"\#(id)"}"#
        #expect(await client.send("POST", holds, body: other).status == 201)
        let admin = "/v1/admin/shows/s1"
        func events(_ path: String) async -> [[String: Any]] {
            let answer = await client.send("GET", admin + path, key: key)
            return (answer.json["data"] as? [[String: Any]] ?? []).suffix(3)
        }
        let log = await events("/log?limit=100")
        let seats = log.map { $0["seats"] as? [String] }
        #expect(seats == [["A-1", "A-2"], ["A-2", "A-3", "A-1"], ["A-3", "B-1", "A-2"]])
        #expect(log.map { $0["given_up"] as? [String] } == [nil, ["A-1"], ["A-2"]])
        let past = await events("/seats/A-1/history")
        #expect(past.map { $0["given_up"] as? [String] } == [nil, ["A-1"]])
        await test.stop()
    }

    @Test func `health, metrics, descriptions and pages are there`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        for path in [
            "/livez", "/readyz", "/readyz?verbose", "/metrics", "/openapi.json", "/asyncapi.json",
            "/docs", "/problems/seats_unavailable",
        ] {
            let answer = await client.send("GET", path)
            #expect(answer.status == 200 && !answer.body.isEmpty, "\(path)")
        }
        #expect(await client.send("GET", "/problems/none").status == 404)
        let metrics = await client.send("GET", "/metrics").text
        #expect(metrics.contains("seatgrid_http_requests_total{route=\"livez\",code=\"200\"} 1"))
        await test.stop()
    }
}
