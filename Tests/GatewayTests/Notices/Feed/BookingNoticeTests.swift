import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// What buyers and systems are told of bookings.
@Suite struct BookingNoticeTests {
    private func picture(_ feed: FeedShop, _ path: String) async -> [UInt8] {
        await feed.shop.get(path + "/ticket.png").body
    }

    @Test func `who gives back a part gets a new ticket, who gives back all none`() async throws {
        let feed = try await FeedShop.open()
        let path = try await feed.shop.buy(["A-1", "A-2", "A-3"])
        _ = await feed.shop.post(path + "/cancel", #"{"seats":["A-1"]}"#)
        let first = try #require(try await feed.told(.bookingCancelled).first)
        #expect(first.text("seats") == "A-1" && first.text("left") == "A-2, A-3")
        #expect(first.text("qr") == "qr" && first.text("link")?.contains("?token=") == true)
        let newest = await picture(feed, path)
        #expect(first.attachment("ticket.png") == newest)
        #expect(first.calendar.contains("SEQUENCE:2") && first.calendar.contains("CONFIRMED"))
        let mail = try NoticeTemplates().mail(first)
        #expect(mail.text.contains("You still have: A-2, A-3"))
        #expect(mail.html?.contains("cid:qr") == true)
        _ = await feed.shop.post(path + "/cancel")
        let last = try #require(try await feed.told(.bookingCancelled).last)
        #expect(last.text("left") == nil && last.attachment("ticket.png") == nil)
        #expect(last.calendar.contains("STATUS:CANCELLED"), "\(last.calendar)")
        #expect(last.calendar.contains("METHOD:CANCEL"))
        let words = try NoticeTemplates().mail(last).text
        #expect(words.contains("Your booking has been cancelled.") && !words.contains("still have"))
        await feed.close()
    }

    @Test func `a confirmation that is fed late has the ticket of now`() async throws {
        let feed = try await FeedShop.open()
        let path = try await feed.shop.buy(["A-1", "A-2"])
        let early = try #require(try await feed.told(.bookingConfirmed).first)
        #expect(early.calendar.contains("SEQUENCE:1"))
        _ = await feed.shop.post(path + "/cancel", #"{"seats":["A-1"]}"#)
        let late = try #require(try await feed.told(.bookingConfirmed).first)
        #expect(late.name == early.name && late.text("seats") == "A-2")
        let now = await picture(feed, path)
        #expect(late.attachment("ticket.png") == now && early.attachment("ticket.png") != now)
        _ = await feed.shop.post(path + "/cancel")
        let last = try #require(try await feed.told(.bookingConfirmed).first)
        #expect(last.attachments.isEmpty && last.text("qr") == nil)
        #expect(try !NoticeTemplates().mail(last).text.contains("attached"))
        await feed.close()
    }

    @Test func `a confirmation is worth sending till the show ends`() async throws {
        let feed = try await FeedShop.open()
        _ = try await feed.shop.buy(["A-1"])
        let told = try #require(try await feed.told(.bookingConfirmed).first)
        let end = try #require(WallTime(rfc3339: "2099-12-01T16:54:00Z"))
        #expect(told.notAfter == end, "204 minutes after 13:30")
        #expect(try await feed.told(.bookingConfirmed, .webhook).map(\.notAfter) == [nil])
        await feed.close()
    }

    @Test func `systems get raw values, and no key to the booking`() async throws {
        let feed = try await FeedShop.open()
        let hold = try await feed.shop.hold(["A-1", "A-2"])
        let order = await feed.shop.order(hold, #","locale":"hi""#)
        let place = try #require(order.headers["location"])
        _ = await feed.shop.post(place + "/payment", try await feed.shop.pay(order))
        let event = try #require(try await feed.told(.bookingConfirmed, .webhook).first)
        #expect(event.recipient == "erp" && event.text("starts_at") == "2099-12-01T13:30:00Z")
        #expect(event.data["seats"] == .array([.string("A-1"), .string("A-2")]))
        #expect(
            event.data["amount"]
                == .object(
                    JSONObject([
                        JSONObject.Member(name: "amount", value: .integer(50_000)),
                        JSONObject.Member(name: "currency", value: .string("INR")),
                    ])
                )
        )
        #expect(event.text("order") == order.json["id"] as? String)
        for name in ["link", "starts", "qr"] { #expect(event.data[name] == nil, "\(name)") }
        let mail = try #require(try await feed.told(.bookingConfirmed).first)
        #expect(mail.locale == .hindi && mail.text("amount") == "₹500.00")
        #expect(mail.text("starts")?.contains("मंगल 1 दिस 2099") == true)
        await feed.close()
    }

    @Test func `a cancelled show is a reason in words of the buyer's language`() async throws {
        let feed = try await FeedShop.open()
        let hold = try await feed.shop.hold(["A-1"])
        let order = await feed.shop.order(hold, #","locale":"hi""#)
        let place = try #require(order.headers["location"])
        _ = await feed.shop.post(place + "/payment", try await feed.shop.pay(order))
        let show = "/v1/admin/shows/s1/cancel"
        let reply = await feed.shop.post(show, key: TestServer.operatorKey)
        #expect(reply.status == 200, "\(reply.text)")
        var told: [Notice] = []
        for _ in 0..<200 where told.isEmpty {
            try await Task.sleep(for: .milliseconds(20))
            told = try await feed.told(.bookingCancelled)
        }
        #expect(told.first?.text("reason") == "शो रद्द हो गया")
        #expect(told.first?.calendar.contains("STATUS:CANCELLED") == true)
        let events = try await feed.told(.bookingCancelled, .webhook)
        #expect(events.first?.text("reason") == "show_cancelled")
        await feed.close()
    }

    @Test func `a show is sold out once, by the booking that took the last seat`() async throws {
        let feed = try await FeedShop.open()
        let rows = ["A", "B", "C"].map { row in (1...10).map { "\(row)-\($0)" } }
        _ = try await feed.shop.buy(rows[0])
        _ = try await feed.shop.buy(rows[1])
        let nine = try await feed.shop.hold(Array(rows[2].dropLast()))
        _ = try await feed.shop.buy(["C-10"])
        #expect(try await feed.told(.showSoldOut, .webhook).isEmpty, "nine seats are only held")
        let order = await feed.shop.order(nine)
        let place = try #require(order.headers["location"])
        let paid = await feed.shop.post(place + "/payment", try await feed.shop.pay(order))
        let booking = try #require(paid.json["booking"] as? String)
        let told = try await feed.told(.showSoldOut, .webhook)
        let confirmed = try await feed.told(.bookingConfirmed, .webhook)
        #expect(told.count == 1)
        #expect(told.first?.name.seq == confirmed.first { $0.text("booking") == booking }?.name.seq)
        await feed.close()
    }

    @Test func `nothing is written for a channel that nobody sends by`() async throws {
        let feed = try await FeedShop.open()
        let customer = #"{"customer":{"name":"A","email":"a@b.in","phone":"+919812345678"}}"#
        let hold = try await feed.shop.hold(["A-1"])
        let order = await feed.shop.post(hold + "/order", customer)
        let place = try #require(order.headers["location"], "\(order.text)")
        _ = await feed.shop.post(place + "/payment", try await feed.shop.pay(order))
        let mailed = try await feed.told(feed.writer([.email])).first
        #expect(mailed?.attachments.count == 2)
        for channels in [[NoticeChannel.email], [.sms], [.webhook], [.email, .sms, .webhook]] {
            let told = try await feed.told(feed.writer(Set(channels)))
            #expect(told.map(\.name.channel) == channels)
        }
        await feed.close()
    }

    @Test func `a show that can't answer now is asked again, one that is gone is not`() throws {
        let show = ShowID("s1")
        let later = Reply.unavailable(.unavailable(retryAfterMilliseconds: 1))
        #expect(throws: NotNow(show: show)) { try NoticeWriter.settled(later, show) }
        let plan = smallPlan()
        for gone in [
            Reply.noSuchShow, .refused(.bookingNotFound, plan: plan),
            .refused(.orderNotFound, plan: plan),
        ] {
            #expect(try NoticeWriter.settled(gone, show).map { _ in true } == nil, "\(gone)")
        }
        #expect(throws: NotNow(show: show)) {
            try NoticeWriter.settled(.refused(.holdNotFound, plan: plan), show)
        }
    }
}
