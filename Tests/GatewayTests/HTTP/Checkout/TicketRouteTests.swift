import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// A booking's ticket, and the doors that it opens.
struct TicketRouteTests {
    private func ticket(_ shop: TestShop, _ path: String) async throws -> SignedTicket {
        let json = await shop.get(path + "/ticket.json")
        #expect(json.status == 200, "\(json.text)")
        return try TestShop.tickets.verifier.verify(json.body)
    }

    private func checkIn(
        _ shop: TestShop,
        _ ticket: String,
        show: String = "soon1",
        more: String = ""
    ) async -> TestResponse {
        await shop.post(
            "/v1/shows/\(show)/checkin",
            #"{"ticket":\#(Self.quoted(ticket)),"door":"north"\#(more)}"#,
            key: TestServer.doorKey
        )
    }

    private static func quoted(_ text: String) -> String { "\"\(text)\"" }

    @Test func `a ticket comes as pictures, as JSON and for a calendar`() async throws {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1", "A-2"])
        let types: [(String, String, [UInt8])] = [
            ("svg", "image/svg+xml", Array("<".utf8)), ("png", "image/png", [0x89, 0x50]),
            ("json", "application/json", Array("{".utf8)),
            ("ics", "text/calendar; charset=utf-8", Array("BEGIN:VCALENDAR\r\n".utf8)),
        ]
        for (name, type, start) in types {
            let answer = await shop.get("\(path)/ticket.\(name)")
            #expect(answer.status == 200 && answer.headers["content-type"] == type, "\(name)")
            #expect(answer.body.starts(with: start), "\(name)")
            #expect(answer.headers["cache-control"] == "private, no-store")
        }
        let ticket = try await ticket(shop, path)
        #expect(ticket.payload.seats == ["A-1", "A-2"] && ticket.payload.epoch == 1)
        let calendar = await shop.get(path + "/ticket.ics").text
        #expect(calendar.contains("DTSTART:20991201T133000Z") && calendar.contains("Sholay"))
        let keys = await shop.get("/v1/ticket_keys")
        #expect((keys.json["data"] as? [Any])?.count == 1)
        await shop.close()
    }

    @Test func `a ticket after a cancellation is the next one, and after all none`() async throws {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1", "A-2"])
        _ = await shop.post(path + "/cancel", #"{"seats":["A-1"]}"#)
        let ticket = try await ticket(shop, path)
        #expect(ticket.payload.seats == ["A-2"] && ticket.payload.epoch == 2)
        _ = await shop.post(path + "/cancel")
        for name in ["svg", "png", "json"] {
            #expect(await shop.get("\(path)/ticket.\(name)").code == "illegal_state")
        }
        #expect(await shop.get(path + "/ticket.ics").text.contains("STATUS:CANCELLED"))
        let none = "/v1/shows/s1/bookings/bk_\(Crockford.string(Bits128(high: 1, low: 1)))"
        #expect(await shop.get(none + "/ticket.svg").code == "booking_not_found")
        await shop.close()
    }

    @Test func `people are let in once, and every refusal has its word`() async throws {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1", "A-2"], show: "soon1")
        let text = try await ticket(shop, path).text
        let keyless = await shop.post("/v1/shows/soon1/checkin", #"{"ticket":"x"}"#)
        #expect(keyless.status == 401)
        let first = await checkIn(shop, text, more: #","seats":["A-1"]"#)
        #expect(first.status == 200 && first.json["admitted"] as? Bool == true, "\(first.text)")
        #expect(first.json["seats"] as? [String] == ["A-1"])
        var refusals: [(TestResponse, String)] = []
        refusals.append((await checkIn(shop, text), "already_used"))
        refusals.append((await checkIn(shop, text, more: #","seats":["A-9"]"#), "not_on_ticket"))
        refusals.append((await checkIn(shop, text, show: "s1"), "wrong_show"))
        let later = try await ticket(shop, try await shop.buy(["A-1"])).text
        refusals.append((await checkIn(shop, later, show: "s1"), "not_yet"))
        let tampered = String(text.dropLast(2)) + (text.hasSuffix("AA") ? "BB" : "AA")
        refusals.append((await checkIn(shop, tampered), "forged"))
        let other = try await shop.buy(["B-1", "B-2"], show: "soon1")
        let old = try await ticket(shop, other).text
        _ = await shop.post(other + "/cancel", #"{"seats":["B-1"]}"#)
        refusals.append((await checkIn(shop, old), "superseded"))
        _ = await shop.post(other + "/cancel")
        refusals.append((await checkIn(shop, old), "cancelled"))
        for (answer, word) in refusals {
            #expect(answer.status == 409 && answer.code == "illegal_state", "\(word)")
            #expect(answer.json["rule"] as? String == word, "\(answer.text)")
        }
        #expect(await checkIn(shop, text, more: #","seats":["A-2"]"#).status == 200)
        // Who is in can't get the money back.
        let quote = await shop.post(path + "/refund_quote")
        #expect(quote.status == 409, "\(quote.text)")
        await shop.close()
    }

    @Test func `a door without a line tells later, as often as it likes`() async throws {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1", "A-2"], show: "soon1")
        let text = try await ticket(shop, path).text
        func told(_ ticket: String, _ at: String, seat: String) -> String {
            #"{"ticket":\#(Self.quoted(ticket)),"seats":["\#(seat)"],"at":"\#(at)"}"#
        }
        let admissions = [
            told(text, "2026-11-24T10:00:00Z", seat: "A-1"),
            told(text, "2026-11-24T10:01:00Z", seat: "A-1"),
            told("SG1.nonsense", "2026-11-24T10:01:00Z", seat: "A-1"),
        ]
        let list = admissions.joined(separator: ",")
        let body = #"{"door":"west","admissions":[\#(list)]}"#
        let first = await shop.post("/v1/shows/soon1/checkins", body, key: TestServer.doorKey)
        let log = "/v1/admin/shows/soon1/log?limit=100"
        let events = await shop.get(log, key: TestServer.operatorKey).text
        let again = await shop.post("/v1/shows/soon1/checkins", body, key: TestServer.doorKey)
        let data = first.json["data"] as? [[String: Any]] ?? []
        #expect(data.map { $0["accepted"] as? Bool } == [true, false, false], "\(first.text)")
        #expect(data.map { $0["reason"] as? String } == [nil, "already_used", "forged"])
        #expect(again.body == first.body, "\(again.text)")
        #expect(await shop.get(log, key: TestServer.operatorKey).text == events)
        // At the door with a line, the seat is used.
        #expect(await checkIn(shop, text).json["rule"] as? String == "already_used")
        await shop.close()
    }

    @Test func `one admission that can't be is its own answer, and the others count`() async throws
    {
        let shop = try await TestShop.open()
        let path = try await shop.buy(["A-1", "A-2"], show: "soon1")
        let text = try await ticket(shop, path).text
        let elsewhere = try await ticket(shop, try await shop.buy(["A-1"])).text
        func told(_ ticket: String, _ seat: String) -> String {
            #"{"ticket":"\#(ticket)","seats":["\#(seat)"],"at":"2026-11-24T10:00:00Z"}"#
        }
        let list = [
            told(text, "A-9"), told(elsewhere, "A-1"), told(text, "A-1"), told(text, "A-2"),
        ]
        let body = #"{"door":"west","admissions":[\#(list.joined(separator: ","))]}"#
        let answer = await shop.post("/v1/shows/soon1/checkins", body, key: TestServer.doorKey)
        let data = answer.json["data"] as? [[String: Any]] ?? []
        #expect(answer.status == 200, "\(answer.text)")
        #expect(
            data.map { $0["reason"] as? String } == ["not_on_ticket", "wrong_show", nil, nil]
        )
        await shop.close()
    }

    @Test func `of two doors that tell of one copied seat only the first is believed`() async throws
    {
        let shop = try await TestShop.open()
        for seat in (1...8).map({ "B-\($0)" }) {
            let path = try await shop.buy([seat], show: "soon1")
            let text = try await ticket(shop, path).text
            let at = "2026-11-24T10:00:00Z"
            let answers = await withTaskGroup(of: String.self) { group in
                for door in ["east", "west"] {
                    let body =
                        #"{"door":"\#(door)","admissions":[{"ticket":"\#(text)","at":"\#(at)"}]}"#
                    group.addTask {
                        await shop.post(
                            "/v1/shows/soon1/checkins",
                            body,
                            key: TestServer.doorKey
                        ).text
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            let believed = answers.filter { $0.contains(#"{"accepted":true}"#) }
            #expect(believed.count == 1, "\(answers)")
            #expect(answers.filter { $0.contains("already_used") }.count == 1, "\(answers)")
        }
        await shop.close()
    }

    @Test func `a moved show's doors open by its new time, for tickets of before`() async throws {
        let feed = try await FeedShop.open()
        try await feed.list("moved1", startsIn: 86_400)
        let path = try await feed.shop.buy(["A-1"], show: "moved1")
        let text = try await ticket(feed.shop, path).text
        let early = await checkIn(feed.shop, text, show: "moved1")
        #expect(early.json["rule"] as? String == "not_yet", "\(early.text)")
        try await feed.list("moved1", startsIn: 3_000)
        let now = await checkIn(feed.shop, text, show: "moved1")
        #expect(now.status == 200, "\(now.text)")
        await feed.close()
    }
}
