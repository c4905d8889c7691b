package import Logging
package import SeatGrid

/// Where a feeder has come to, across restarts.
package protocol FeedCursor: Sendable {
    /// nil: it has never fed anything.
    func load() throws -> UInt64?

    /// Durable when this returns. Blocks for a moment.
    func save(_ position: UInt64) throws
}

/// Follows the log and puts a notice into the spool for each event that somebody is to hear of.
///
/// The log is the outbox: what was committed is told, whatever crashes. The cursor moves on after
/// the spool has what came before it; a notice that is fed twice has the same name, and is there
/// once.
package final class NoticeFeeder: Sendable {
    private static let stretch = 256
    private static let pause = Duration.milliseconds(300)

    private let engine: Engine
    private let spool: SpoolFeed
    private let cursor: any FeedCursor
    private let writer: NoticeWriter
    private let logger: Logger

    package init(
        engine: Engine,
        spool: SpoolFeed,
        cursor: any FeedCursor,
        writer: NoticeWriter,
        logger: Logger
    ) {
        self.engine = engine
        self.spool = spool
        self.cursor = cursor
        self.writer = writer
        self.logger = logger
    }

    /// To be called before anything is served: who feeds for the first time begins here, also if it
    /// dies before it has fed anything. Blocks for a moment.
    package func begin() throws {
        if try cursor.load() == nil { try cursor.save(engine.followFromNow) }
    }

    /// Feeds until cancelled. What fails is tried again: nothing is passed over.
    package func run() async {
        var position: UInt64?
        while !Task.isCancelled {
            do {
                guard let from = try position ?? cursor.load() else {
                    preconditionFailure("a feeder runs that did not begin")
                }
                let stretch = try await feed(from: from)
                position = stretch.next
                if stretch.next == from { try? await Task.sleep(for: Self.pause) }
            } catch {
                logger.error(
                    "notices can't be fed; trying again",
                    metadata: ["error": "\(type(of: error))"]
                )
                try? await Task.sleep(for: .seconds(2))
            }
        }
        await spool.stop()
    }

    private func feed(from position: UInt64) async throws -> FollowedStretch {
        let stretch = try await engine.follow(from: position, limit: Self.stretch) {
            NoticeWriter.isWorthTelling($0)
        }
        if stretch.hasGap {
            logger.error("the log has forgotten events that were not fed: notices are missing")
        }
        var notices: [Notice] = []
        for followed in stretch.events { notices += try await writer.notices(of: followed) }
        if !notices.isEmpty { try await spool.put(notices) }
        if stretch.next != position { try cursor.save(stretch.next) }
        return stretch
    }
}
