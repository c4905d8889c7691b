import Foundation
import Testing

@testable import Gateway

/// What a show itself says no to, code by code of CONTRACT §2, over a real socket.
struct RefusalAnswerTests {
    private let holds = "/v1/shows/s1/holds"
    private let admin = "/v1/admin/shows/s1"

    /// Holds seats, and gives the place of the hold.
    private func hold(_ client: TestClient, _ seats: String..., ttl: Int = 600_000) async -> String
    {
        let labels = seats.map { "\"\($0)\"" }.joined(separator: ",")
        let body = "{\"seats\":[\(labels)],\"ttl_ms\":\(ttl)}"
        let answer = await client.send("POST", holds, body: body)
        #expect(answer.status == 201, "\(answer.text)")
        return answer.headers["location"] ?? ""
    }

    private func row(_ name: String, _ numbers: ClosedRange<Int>) -> String {
        numbers.map { "\"\(name)-\($0)\"" }.joined(separator: ",")
    }

    private func book(_ client: TestClient, _ place: String) async -> TestResponse {
        let body = #"{"reference":"r"}"#
        return await client.send("POST", place + "/book", body: body, key: TestServer.bookKey)
    }

    @Test func `a conflict names every seat in the way, and a block that can be had`() async throws
    {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        _ = await hold(client, "A-1")
        #expect(await book(client, await hold(client, "A-2")).status == 201)
        let block = #"{"seats":["A-3"],"reason":"broken"}"#
        _ = await client.send("POST", admin + "/block", body: block, key: TestServer.operatorKey)
        let answer = await client.send("POST", holds, body: #"{"seats":[\#(row("A", 1...4))]}"#)
        #expect(answer.status == 409 && answer.code == "seats_unavailable")
        let wanted = [("A-1", "held"), ("A-2", "booked"), ("A-3", "blocked")]
        #expect(
            answer.json["conflicts"] as? [[String: String]]
                == wanted.map { ["seat": $0.0, "reason": $0.1] }
        )
        let other = (answer.json["suggestion"] as? [String: [String]])?["seats"] ?? []
        #expect(other.count == 4)
        let labels = other.map { "\"\($0)\"" }.joined(separator: ",")
        #expect(await client.send("POST", holds, body: "{\"seats\":[\(labels)]}").status == 201)
        await test.stop()
    }

    @Test func `best available says whether seats or only neighbours are lacking`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        _ = await hold(client, "A-5", "B-5", "C-5")
        let apart = #"{"best_available":{"count":6,"together":true}}"#
        let divided = await client.send("POST", holds, body: apart)
        #expect(divided.status == 409 && divided.code == "not_enough_together")
        for name in ["A", "B", "C"] {
            let rest = "{\"seats\":[\(row(name, 1...4)),\(row(name, 6...10))]}"
            #expect(await client.send("POST", holds, body: rest).status == 201)
        }
        let none = await client.send("POST", holds, body: #"{"best_available":{"count":1}}"#)
        #expect(none.status == 409 && none.code == "sold_out")
        let named = await client.send("POST", holds, body: #"{"seats":["A-1"]}"#)
        #expect(named.code == "seats_unavailable" && named.json["suggestion"] == nil)
        await test.stop()
    }

    @Test func `a hold that is over can't be extended, changed or booked`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let released = await hold(client, "A-1")
        _ = await client.send("DELETE", released)
        let expired = await hold(client, "A-2", ttl: 1_000)
        try await Task.sleep(for: .milliseconds(1_100))
        for place in [released, expired] {
            let extended = await client.send("POST", place + "/extend", body: #"{"ttl_ms":5000}"#)
            let swapped = await client.send("PATCH", place, body: #"{"seats":["B-1"]}"#)
            for answer in [extended, swapped, await book(client, place)] {
                #expect(answer.status == 409 && answer.code == "hold_expired", "\(answer.text)")
                let detail = answer.json["detail"] as? String ?? ""
                #expect(detail.contains("ran out or was given up"), "\(detail)")
            }
        }
        #expect(await client.send("GET", expired).json["state"] as? String == "expired")
        _ = await hold(client, "A-2")
        await test.stop()
    }

    @Test func `no extension and no replacement goes past the absolute limit`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let place = await hold(client, "A-1")
        let over = await client.send("POST", place + "/extend", body: #"{"ttl_ms":1800001}"#)
        #expect(over.status == 409 && over.code == "cannot_extend")
        try await Task.sleep(for: .milliseconds(50))
        let id = place.split(separator: "/").last ?? ""
        let body = #"{"seats":["C-1"],"replaces":"\#(id)","ttl_ms":1800000}"#
        let next = await client.send("POST", holds, body: body)
        #expect(next.status == 201)
        #expect((next.json["expires_in_ms"] as? Int ?? .max) < 1_800_000, "\(next.text)")
        await test.stop()
    }

    @Test func `what is booked or taken stays as it is`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let place = await hold(client, "C-10")
        #expect(await book(client, place).status == 201)
        let replacing =
            #"{"seats":["A-1"],"replaces":"\#(place.split(separator: "/").last ?? "")"}"#
        for answer in [
            await client.send("DELETE", place), await book(client, place),
            await client.send("POST", place + "/extend", body: #"{"ttl_ms":5000}"#),
            await client.send("PATCH", place, body: #"{"seats":["A-1"]}"#),
            await client.send("POST", holds, body: replacing),
            await client.send(
                "PUT",
                "/v1/admin/layouts/hall",
                body: TestServer.layout(rows: ["A", "B"]),
                key: TestServer.operatorKey
            ),
        ] {
            #expect(answer.status == 409 && answer.code == "illegal_state", "\(answer.text)")
        }
        let taken = #"{"seats":["C-10"],"reason":"broken"}"#
        let block = await client.send(
            "POST",
            admin + "/block",
            body: taken,
            key: TestServer.operatorKey
        )
        #expect(block.code == "seats_unavailable")
        await test.stop()
    }

    @Test func `a sale that has not begun, was closed, or is over is 410`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let place = await hold(client, "A-1")
        let body = #"{"seats":["A-2"]}"#
        for show in ["later1", "closed1"] {
            let answer = await client.send("POST", "/v1/shows/\(show)/holds", body: body)
            #expect(answer.status == 410 && answer.code == "show_closed", "\(show)")
        }
        for command in ["close", "cancel"] {
            _ = await client.send("POST", "\(admin)/\(command)", key: TestServer.operatorKey)
            let answer = await client.send("POST", holds, body: body)
            #expect(answer.status == 410 && answer.code == "show_closed", "\(command)")
        }
        let extended = await client.send("POST", place + "/extend", body: #"{"ttl_ms":5000}"#)
        let swapped = await client.send("PATCH", place, body: body)
        for answer in [extended, swapped, await book(client, place)] {
            #expect(answer.status == 410 && answer.code == "show_closed", "\(answer.text)")
        }
        let reopened = await client.send("POST", admin + "/open", key: TestServer.operatorKey)
        #expect(reopened.status == 409 && reopened.code == "illegal_state")
        await test.stop()
    }

    @Test func `a broken rule is named, with a legal selection`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let orphan = await client.send(
            "POST",
            "/v1/shows/strict1/holds",
            body: #"{"seats":["A-2","A-3"]}"#
        )
        #expect(orphan.status == 422 && orphan.json["rule"] as? String == "orphan_seat")
        let legal = (orphan.json["suggestion"] as? [String: [String]])?["seats"] ?? []
        #expect(legal.count == 2, "\(orphan.text)")
        let labels = legal.map { "\"\($0)\"" }.joined(separator: ",")
        let instead = "{\"seats\":[\(labels)]}"
        #expect(
            await client.send("POST", "/v1/shows/strict1/holds", body: instead).status == 201
        )
        let many = "{\"seats\":[\(row("A", 1...10)),\"B-1\"]}"
        let greedy = await client.send("POST", holds, body: many)
        #expect(greedy.status == 422 && greedy.code == "rule_violation")
        #expect(greedy.json["rule"] as? String == "max_seats")
        let few = (greedy.json["suggestion"] as? [String: [String]])?["seats"]
        #expect(few == (1...10).map { "A-\($0)" })
        let wish = #"{"best_available":{"count":11}}"#
        let wished = await client.send("POST", holds, body: wish)
        #expect(wished.status == 422 && wished.json["rule"] as? String == "max_seats")
        let best = (wished.json["suggestion"] as? [String: [String]])?["seats"]
        #expect(best == (1...10).map { "A-\($0)" }, "\(wished.text)")
        await test.stop()
    }

    @Test func `a holder's limit is 429 with its headers`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let first = "{\"seats\":[\(row("A", 1...10))],\"holder\":\"h\"}"
        #expect(await client.send("POST", holds, body: first).status == 201)
        let more = #"{"seats":["B-1"],"holder":"h"}"#
        let answer = await client.send("POST", holds, body: more)
        #expect(answer.status == 429 && answer.code == "hold_limit")
        #expect(Int(answer.headers["retry-after"] ?? "") != nil)
        #expect(answer.headers["ratelimit"] == "\"holder\";r=0")
        #expect(answer.headers["ratelimit-policy"] == "\"holder\";q=10")
        #expect(answer.json["retry_after_ms"] is Int)
        await test.stop()
    }

    @Test func `nobody's hold, seat or booking is 404, whatever is done to it`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let nobody = holds + "/hd_00000000000000000000000001"
        let seats = #"{"seats":["A-1"]}"#
        let replacing = #"{"seats":["A-1"],"replaces":"hd_00000000000000000000000001"}"#
        for answer in [
            await client.send("GET", nobody), await client.send("DELETE", nobody),
            await client.send("PATCH", nobody, body: seats), await book(client, nobody),
            await client.send("POST", nobody + "/extend", body: #"{"ttl_ms":5000}"#),
            await client.send("POST", holds, body: replacing),
        ] {
            #expect(answer.status == 404 && answer.code == "hold_not_found", "\(answer.text)")
        }
        let key = TestServer.operatorKey
        let place = await hold(client, "A-1")
        for answer in [
            await client.send("PATCH", place, body: #"{"seats":["Z-1"]}"#),
            await client.send("GET", admin + "/seats/Z-1/history", key: key),
            await client.send(
                "POST",
                admin + "/block",
                body: #"{"seats":["Z-1"],"reason":"x"}"#,
                key: key
            ),
        ] {
            #expect(answer.status == 404 && answer.code == "seat_not_found", "\(answer.text)")
        }
        for path in [
            "/v1/shows/none", "/v1/shows/none/seats", "/v1/layouts/none", "/v1/movies/none",
            "/v1/cities/none/movies", "/v1/admin/shows/none/report", "/v1/admin/shows/none/log",
        ] {
            let answer = await client.send("GET", path, key: key)
            #expect(answer.status == 404 && answer.code == "not_found", "\(path): \(answer.text)")
        }
        await test.stop()
    }
}
