import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// Who is reminded, when, and how often: once.
@Suite struct ReminderTests {
    private func names(_ notices: [Notice]) -> [String] {
        notices.map(\.name.description).sorted()
    }

    @Test func `a show is due from its lead to its start, and again once it is moved`() async throws
    {
        let feed = try await FeedShop.open()
        let shows = feed.engine.catalog().shows.values.filter { $0.id == ShowID("soon1") }
        let start = try #require(shows.first).listing.startsAt
        var plan = ReminderPlan(lead: 600_000)
        func due(_ offset: Int64) -> [ReminderPlan.Due] {
            plan.due(shows, at: start.advanced(by: offset))
        }
        let wanted = [ReminderPlan.Due(show: ShowID("soon1"), startsAt: start)]
        #expect(due(-600_001).isEmpty && due(-600_000) == wanted)
        #expect(due(-1) == wanted && due(0).isEmpty)
        plan.finish(wanted[0], at: start.advanced(by: -600_000))
        #expect(due(-600_000).isEmpty && due(-1).isEmpty)
        try await feed.list("soon1", startsIn: 1_200)
        let moved = feed.engine.catalog().shows.values.filter { $0.id == ShowID("soon1") }
        let earlier = try #require(moved.first).listing.startsAt
        #expect(earlier < start)
        #expect(plan.due(moved, at: earlier.advanced(by: -1)).map(\.startsAt) == [earlier])
        await feed.close()
    }

    @Test func `each buyer of a show that begins soon is reminded once, also after a restart`()
        async throws
    {
        let feed = try await FeedShop.open()
        // Its lead began before they bought: they are not told again what they just read.
        _ = try await feed.shop.buy(["A-1"], show: "soon1")
        let spool = feed.spool()
        var plan = ReminderPlan(lead: 3_600_000)
        await feed.planner(spool, leadMinutes: 60).round(&plan)
        #expect(feed.spooled().isEmpty)
        try await bookings(feed)
        await feed.planner(spool, leadMinutes: 60).round(&plan)
        let first = feed.spooled()
        #expect(Set(first.compactMap { $0.text("seats") }) == ["A-1", "B-2", "A-3"])
        #expect(first.count == 3 && first.allSatisfy { $0.kind == .reminder })
        #expect(first.allSatisfy { $0.notAfter == $0.createdAt.advanced(by: 3_600_000) })
        #expect(first.allSatisfy { $0.text("link") != nil && $0.text("qr") == "qr" })
        await feed.planner(spool, leadMinutes: 60).round(&plan)
        var fresh = ReminderPlan(lead: 3_600_000)
        await feed.planner(spool, leadMinutes: 60).round(&fresh)
        #expect(names(feed.spooled()) == names(first), "planned again, put once")
        // A start in another minute is news.
        try await enterWindow(feed, minutes: 61)
        var longer = ReminderPlan(lead: 3_660_000)
        await feed.planner(spool, leadMinutes: 61).round(&longer)
        #expect(feed.spooled().count == 6)
        await spool.stop()
        await feed.close()
    }

    /// Moves the show out of its window; three buy, one of them only to give a part back, and a
    /// fourth gives back all. Then it is within its window again.
    private func bookings(_ feed: FeedShop) async throws {
        try await feed.list("soon1", startsIn: 86_400)
        let part = try await feed.shop.buy(["B-1", "B-2"], show: "soon1")
        _ = await feed.shop.post(part + "/cancel", #"{"seats":["B-1"]}"#)
        _ = try await feed.shop.buy(["A-3"], show: "soon1")
        let all = try await feed.shop.buy(["C-1"], show: "soon1")
        _ = await feed.shop.post(all + "/cancel")
        try await enterWindow(feed)
    }

    /// Gives the show a start so far and a moment from now, and waits for the moment to pass.
    private func enterWindow(_ feed: FeedShop, minutes: Double = 60) async throws {
        try await feed.list("soon1", startsIn: minutes * 60 + 1)
        try await Task.sleep(for: .milliseconds(1_100))
    }

    @Test func `bookings come page by page, none twice, and none of a cancelled show`() async throws
    {
        let feed = try await FeedShop.open()
        for seat in 1...5 { _ = try await feed.shop.buy(["A-\(seat)"]) }
        let writer = feed.writer()
        var seats: [Int] = []
        var from: Int? = 0
        while let first = from {
            let query = ShowQuery.checkout(.bookings(from: first, limit: 2))
            guard
                case .checkout(.bookings(let page, let next))? = try await writer.ask(
                    query,
                    of: ShowID("s1")
                )
            else { return #expect(Bool(false), "no page") }
            #expect(page.count <= 2)
            seats += page.flatMap { $0.ticket.seats.map { Int($0.rawValue) } }
            from = next
        }
        #expect(seats == [0, 1, 2, 3, 4])
        let reply = await feed.shop.post("/v1/admin/shows/s1/cancel", key: TestServer.operatorKey)
        #expect(reply.status == 200)
        let query = ShowQuery.checkout(.bookings(from: 0, limit: 10))
        guard
            case .checkout(.bookings(let none, nil))? = try await writer.ask(
                query,
                of: ShowID("s1")
            )
        else { return #expect(Bool(false), "no page") }
        #expect(none.isEmpty)
        await feed.close()
    }
}
