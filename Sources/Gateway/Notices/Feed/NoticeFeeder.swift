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
/// the spool has what came before it, and the log keeps what the cursor has not passed, so that a
/// spool that is full for days loses nothing. A notice that is fed twice has the same name, and is
/// there once; so the cursor need not be saved at every step.
package final class NoticeFeeder: Sendable {
    private static let stretch = 256
    private static let pause = Duration.milliseconds(300)
    private static let betweenSaves = Duration.seconds(1)

    private let engine: Engine
    private let spool: SpoolFeed
    private let cursor: any FeedCursor
    private let writer: NoticeWriter
    private let logger: Logger

    /// What is on disk of the cursor.
    private struct Saved {
        var position: UInt64
        var at: ContinuousClock.Instant
    }

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
    /// dies before it has fed anything; and from now on the log waits for the feeder. Blocks for a
    /// moment.
    package func begin() throws {
        engine.keepLog(from: try start())
    }

    private func start() throws -> UInt64 {
        if let position = try cursor.load() { return position }
        let position = engine.followFromNow
        try cursor.save(position)
        return position
    }

    /// Feeds until cancelled. What fails is tried again: nothing is passed over.
    package func run() async {
        var place: FollowedPlace?
        var saved: Saved?
        while !Task.isCancelled {
            do {
                let from = try place ?? FollowedPlace(position: start())
                var last = saved ?? Saved(position: from.position, at: .now)
                let stretch = try await feed(from: from)
                place = stretch.next
                if last.at.duration(to: .now) >= Self.betweenSaves {
                    try save(stretch.next, &last)
                }
                saved = last
                // Fewer than were asked for: that was all there is for now.
                if stretch.events.count < Self.stretch { try? await Task.sleep(for: Self.pause) }
            } catch {
                report(error)
                try? await Task.sleep(for: .seconds(2))
            }
        }
        if let place, var saved { try? save(place, &saved) }
    }

    private func save(_ place: FollowedPlace, _ saved: inout Saved) throws {
        guard place.position != saved.position else { return }
        try cursor.save(place.position)
        saved = Saved(position: place.position, at: .now)
        engine.keepLog(from: place.position)
    }

    private func feed(from place: FollowedPlace) async throws -> FollowedStretch {
        let stretch = try await engine.follow(from: place, limit: Self.stretch) {
            NoticeWriter.isWorthTelling($0)
        }
        if stretch.hasGap {
            logger.error("the log has forgotten events that were not fed: notices are missing")
        }
        var notices: [Notice] = []
        for followed in stretch.events { notices += try await writer.notices(of: followed) }
        if !notices.isEmpty { try await spool.put(notices) }
        return stretch
    }

    private func report(_ error: any Error) {
        // What a spool says names files, and files are named without people.
        let why = (error as? SpoolError)?.description ?? "\(type(of: error))"
        logger.error(
            "notices can't be fed; trying again, and the log waits",
            metadata: ["error": "\(why)", "behind": "\(engine.followerLag ?? 0)"]
        )
    }
}
