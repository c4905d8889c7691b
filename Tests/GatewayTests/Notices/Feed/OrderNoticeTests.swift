import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// What is told of orders whose money came late.
@Suite struct OrderNoticeTests {
    private static let hasty = #"""
        ,"rules":{"max_seats_per_hold":10,"max_seats_per_holder":30,"hold_ttl_ms":4000,
        "hold_max_ms":4000,"orphans":"off"}
        """#

    /// An order of `A-1` whose hold has run out, and whose seat is another's.
    private func late(_ feed: FeedShop) async throws -> (order: TestResponse, id: OrderID) {
        let hold = try await feed.shop.hold(["A-1"], show: "hasty")
        let order = await feed.shop.order(hold)
        let place = try #require(order.headers["location"], "\(order.text)")
        var state = ""
        for _ in 0..<200 where state != "expired" {
            try await Task.sleep(for: .milliseconds(50))
            _ = await feed.shop.get("/v1/shows/hasty/seats")
            state = await feed.shop.get(place).json["state"] as? String ?? ""
        }
        try #require(state == "expired")
        _ = try await feed.shop.buy(["A-1"], show: "hasty")
        return (order, try #require(OrderID(text: order.json["id"] as? String ?? "")))
    }

    /// The bank says yes to the order's money; nothing is taken yet.
    private func grant(_ feed: FeedShop, _ order: TestResponse, _ policy: LatePolicy) async throws {
        let service = try #require(feed.shop.test.checkout)
        let id = try #require(OrderID(text: order.json["id"] as? String ?? ""))
        let report = PaymentReport(
            payment: "pay_late",
            order: order.json["provider_order_id"] as? String ?? "",
            status: .authorized,
            amount: 25_000,
            currency: "INR"
        )
        var news = service.news(report, of: id)
        news.policy = policy
        try await service.order(after: .payment(news), of: ShowID("hasty"))
    }

    @Test func `an offer says till when, and is not sent later`() async throws {
        let feed = try await FeedShop.open(["hasty": Self.hasty])
        let (order, id) = try await late(feed)
        let before = TestClock().wall()
        try await grant(feed, order, LatePolicy(answerTime: 60_000))
        let offer = try #require(try await feed.told(.orderOffer).first)
        let end = try #require(offer.notAfter)
        #expect(60_000...120_000 ~= end.rawValue - before.rawValue)
        #expect(offer.text("expires") == NoticeWords.time(end, zone: "Asia/Kolkata", .english))
        #expect(offer.text("seats") != "A-1")
        #expect(offer.text("link")?.hasSuffix("/orders/\(id.text)/offer") == true)
        #expect(try NoticeTemplates().mail(offer).text.contains("Until: "))
        // Who has answered is not asked.
        let place = "/v1/shows/hasty/orders/\(id.text)/offer"
        #expect(await feed.shop.post(place, #"{"accept":false}"#).status == 200)
        #expect(try await feed.told(.orderOffer).isEmpty)
        await feed.close()
    }

    @Test func `who does not answer an offer hears what became of the money`() async throws {
        let feed = try await FeedShop.open(["hasty": Self.hasty])
        let (order, id) = try await late(feed)
        try await grant(feed, order, LatePolicy(answerTime: 1_000))
        var told: [Notice] = []
        for _ in 0..<200 where told.isEmpty {
            try await Task.sleep(for: .milliseconds(50))
            _ = await feed.shop.get("/v1/shows/hasty/seats")
            told = try await feed.told(.orderFailed)
        }
        #expect(told.count == 1 && told.first?.text("amount") == "₹250.00")
        #expect(told.first?.text("reason") == "the other seats were not taken in time")
        let events = try await feed.told(.orderFailed, .webhook)
        #expect(events.map { $0.text("order") } == [id.text])
        #expect(events.first?.text("reason") == "offer_lapsed")
        let all = try await feed.told()
        #expect(Set(all.map(\.name)).count == all.count, "a name twice")
        await feed.close()
    }

    @Test func `who gets neither seats nor an offer hears that nothing was taken`() async throws {
        let feed = try await FeedShop.open(["hasty": Self.hasty])
        let (order, _) = try await late(feed)
        #expect(try await feed.told(.orderFailed).isEmpty, "who never paid knows")
        try await grant(feed, order, LatePolicy(offersEqualBlock: false))
        let told = try await feed.told(.orderFailed)
        #expect(told.map { $0.text("reason") } == ["the payment came after the seats were gone"])
        for locale in NoticeLocale.allCases {
            let reason = NoticeWords.reason(.lateNothingFree, locale)
            #expect(reason?.isEmpty == false)
        }
        await feed.close()
    }
}
