import Foundation
import Logging
import SeatGrid
import Synchronization
import Testing

@testable import Gateway

/// The feeder between a log that goes on and a spool that may not.
@Suite struct FeederTests {
    /// In memory; remembers every save.
    private final class Cursor: FeedCursor {
        private let saves: Mutex<[UInt64]>

        init(_ first: UInt64? = nil) { saves = Mutex(first.map { [$0] } ?? []) }

        var all: [UInt64] { saves.withLock { $0 } }
        func load() -> UInt64? { all.last }
        func save(_ position: UInt64) { saves.withLock { $0.append(position) } }
    }

    private func feeder(_ feed: FeedShop, _ spool: SpoolFeed, _ cursor: Cursor) -> NoticeFeeder {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return NoticeFeeder(
            engine: feed.engine,
            spool: spool,
            cursor: cursor,
            writer: feed.writer(),
            logger: logger
        )
    }

    /// Waits for up to ten seconds.
    private func until(_ isSo: () async throws -> Bool) async throws {
        for _ in 0..<500 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("waited in vain")
    }

    @Test func `a spool that takes nothing is waited for, and so does the log`() async throws {
        let feed = try await FeedShop.open()
        // Where the spool's directory should be is a file.
        try Data().write(to: URL(fileURLWithPath: feed.root))
        let spool = feed.spool()
        let cursor = Cursor()
        let feeder = feeder(feed, spool, cursor)
        #expect(feed.engine.followerLag == nil)
        try feeder.begin()
        #expect(feed.engine.followerLag == 0 && cursor.all.count == 1)
        let running = Task { await feeder.run() }
        for seat in 1...3 { _ = try await feed.shop.buy(["A-\(seat)"]) }
        try await Task.sleep(for: .milliseconds(1_500))
        #expect(feed.spooled().isEmpty)
        #expect(feed.engine.followerLag ?? 0 > 0)
        let metrics = await feed.shop.get("/metrics").text
        #expect(metrics.firstMatch(of: /\nseatgrid_notices_behind [1-9]/) != nil)
        try FileManager.default.removeItem(atPath: feed.root)
        try await until { feed.spooled().count == 6 }
        try await until { feed.engine.followerLag == 0 }
        running.cancel()
        await running.value
        await spool.stop()
        await feed.close()
    }

    @Test func `the cursor is saved once a second, and at the end`() async throws {
        let feed = try await FeedShop.open()
        let spool = feed.spool()
        let cursor = Cursor(1)
        let feeder = feeder(feed, spool, cursor)
        try feeder.begin()
        let running = Task { await feeder.run() }
        let start = ContinuousClock.now
        for seat in 1...8 {
            _ = try await feed.shop.buy(["A-\(seat)"])
            try await Task.sleep(for: .milliseconds(250))
        }
        try await until { feed.spooled().count == 16 }
        running.cancel()
        await running.value
        let seconds = start.duration(to: .now).components.seconds
        #expect(cursor.all.count <= Int(seconds) + 3, "\(cursor.all) in \(seconds) s")
        #expect(cursor.all == cursor.all.sorted() && cursor.all.count > 1)
        // Whoever goes on from there tells nothing new.
        let again = Task { await self.feeder(feed, spool, cursor).run() }
        try await Task.sleep(for: .milliseconds(600))
        again.cancel()
        await again.value
        #expect(feed.spooled().count == 16)
        await spool.stop()
        await feed.close()
    }
}
