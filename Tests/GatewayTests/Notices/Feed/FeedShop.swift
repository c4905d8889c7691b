import Foundation
import Logging
import SeatGrid
import Testing

@testable import Gateway

/// A shop whose log is told of: what notices there would be, and what is in a spool.
struct FeedShop: Sendable {
    let shop: TestShop
    let root = FileManager.default.temporaryDirectory.path + "/feed-\(UUID().uuidString)"

    /// - Parameter more: members of further shows' entries, by id; they begin in 50 minutes.
    static func open(_ more: [String: String] = [:]) async throws -> FeedShop {
        let feed = FeedShop(shop: try await TestShop.open())
        for (id, members) in more {
            try await feed.list(id, startsIn: 3_000, members)
        }
        return feed
    }

    func close() async {
        await shop.close()
        try? FileManager.default.removeItem(atPath: root)
    }

    var engine: Engine { shop.test.engine }

    /// Puts a show into the catalogue, or another start in its place.
    func list(_ id: String, startsIn seconds: Double, _ members: String = "") async throws {
        let starts = ISO8601DateFormatter().string(
            from: Foundation.Date(timeIntervalSinceNow: seconds)
        )
        let json = #"""
            {"shows":[{"id":"\#(id)","movie":"m1","screen":"v1-s1","starts_at":"\#(starts)",
            "language":"hi","format":"2D","currency":"INR","prices":{"gold":25000}\#(members)}]}
            """#
        let reply = await shop.client.send(
            "POST",
            "/v1/admin/import",
            body: json,
            key: TestServer.operatorKey
        )
        try #require(reply.status == 200, "\(reply.text)")
    }

    func writer(
        _ channels: Set<NoticeChannel> = Set(NoticeChannel.allCases),
        endpoints: [String] = ["erp"]
    ) -> NoticeWriter {
        NoticeWriter(
            engine: engine,
            tickets: TestShop.tickets,
            endpoints: endpoints,
            channels: channels,
            publicURL: "https://cinema.example"
        )
    }

    /// What all that happened is told in, in the order of the log.
    func told(_ writer: NoticeWriter? = nil) async throws -> [Notice] {
        let writer = writer ?? self.writer()
        let stretch = try await engine.follow(
            from: FollowedPlace(position: 1),
            limit: 10_000
        ) { NoticeWriter.isWorthTelling($0) }
        var notices: [Notice] = []
        for followed in stretch.events { notices += try await writer.notices(of: followed) }
        return notices
    }

    /// The notices of a kind that go by a channel.
    func told(_ kind: NoticeKind, _ channel: NoticeChannel = .email) async throws -> [Notice] {
        try await told().filter { $0.kind == kind && $0.name.channel == channel }
    }

    func spool(_ disk: any SpoolDisk = RealSpoolDisk()) -> SpoolFeed {
        SpoolFeed(root: root, disk: disk, clock: { TestClock().wall() })
    }

    /// All that is in the spool and was never tried.
    func spooled() -> [Notice] {
        let files = FileManager.default.enumerator(atPath: root + "/new")?.compactMap {
            $0 as? String
        }
        return (files ?? []).sorted().compactMap { name in
            FileManager.default.contents(atPath: "\(root)/new/\(name)")
                .flatMap { try? NoticeFile(bytes: Array($0)).notice }
        }
    }

    func planner(_ spool: SpoolFeed, leadMinutes: Int64) -> ReminderPlanner {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return ReminderPlanner(
            writer: writer(),
            spool: spool,
            lead: leadMinutes * 60_000,
            clock: { TestClock().wall() },
            logger: logger
        )
    }
}

extension Notice {
    /// A datum, if it is a text.
    func text(_ name: String) -> String? {
        guard case .string(let text)? = data[name] else { return nil }
        return text
    }

    func attachment(_ file: String) -> [UInt8]? { attachments.first { $0.file == file }?.bytes }

    /// The calendar's entry.
    var calendar: String { String(decoding: attachment("ticket.ics") ?? [], as: UTF8.self) }
}
