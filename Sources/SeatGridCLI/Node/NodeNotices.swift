import Foundation
import Gateway
import Logging
import NIOCore
import SeatGrid

/// A node's notices: what puts them into the spool and, if told so, what sends them.
struct NodeNotices: Sendable {
    /// What is told to the spool besides by the feeder.
    let spool: SpoolFeed
    private let feeder: NoticeFeeder
    private let reminders: ReminderPlanner?
    private let sender: NotifyService?

    /// nil if there is no spool.
    ///
    /// - Throws: an exit code, with what is missing or wrong.
    static func open(
        _ settings: NodeSettings,
        _ engine: Engine,
        _ tickets: TicketOffice,
        _ group: any EventLoopGroup,
        _ logger: Logger
    ) throws -> NodeNotices? {
        guard let root = settings.spool else { return nil }
        let configuration = try read(settings)
        let spool = SpoolFeed(root: root, clock: { SystemClock().wall() })
        let writer = NoticeWriter(
            engine: engine,
            tickets: tickets,
            endpoints: configuration.map { Array($0.endpoints.keys) } ?? [],
            channels: configuration.map { Set($0.channels) } ?? settings.noticeChannels,
            publicURL: settings.publicURL
        )
        return NodeNotices(
            spool: spool,
            feeder: try makeFeeder(settings, engine, spool, writer, logger),
            reminders: makePlanner(settings, spool, writer, logger),
            sender: settings.sendsNotices
                ? try makeSender(root, configuration, group, logger) : nil
        )
    }

    /// What follows the log, from where it stopped.
    private static func makeFeeder(
        _ settings: NodeSettings,
        _ engine: Engine,
        _ spool: SpoolFeed,
        _ writer: NoticeWriter,
        _ logger: Logger
    ) throws -> NoticeFeeder {
        let feeder = NoticeFeeder(
            engine: engine,
            spool: spool,
            cursor: FeedCursorFile(path: settings.data + "/notices.cursor"),
            writer: writer,
            logger: logger
        )
        do {
            try feeder.begin()
        } catch {
            throw Failure.exit(.configuration, "\(settings.data)/notices.cursor: \(error)")
        }
        return feeder
    }

    private static func makePlanner(
        _ settings: NodeSettings,
        _ spool: SpoolFeed,
        _ writer: NoticeWriter,
        _ logger: Logger
    ) -> ReminderPlanner? {
        guard settings.remindMinutes > 0 else { return nil }
        return ReminderPlanner(
            writer: writer,
            spool: spool,
            lead: Int64(settings.remindMinutes) * 60_000,
            clock: { SystemClock().wall() },
            logger: logger
        )
    }

    private static func read(_ settings: NodeSettings) throws -> NotifyConfiguration? {
        guard let path = settings.notifyConfig else { return nil }
        do throws(NoticeError) {
            return try NotifyConfiguration.read(
                path,
                environment: ProcessInfo.processInfo.environment
            )
        } catch {
            throw Failure.exit(.configuration, error.description)
        }
    }

    private static func makeSender(
        _ root: String,
        _ configuration: NotifyConfiguration?,
        _ group: any EventLoopGroup,
        _ logger: Logger
    ) throws -> NotifyService {
        guard let configuration else {
            throw Failure.exit(.configuration, "--with-notify needs --notify-config FILE")
        }
        do {
            return try NotifyService(
                root: root,
                configuration,
                NotifySurroundings(now: { SystemClock().wall() }),
                logger,
                group: group
            )
        } catch let error as SpoolError {
            throw Failure.exit(SpoolOption.code(of: error), error.description)
        } catch {
            throw Failure.exit(.configuration, "\(error)")
        }
    }

    /// Feeds, reminds and sends until cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await feed() }
            if let sender { group.addTask { await sender.run() } }
        }
    }

    /// The spool is let go of when nobody puts anything into it any more.
    private func feed() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await feeder.run() }
            if let reminders { group.addTask { await reminders.run() } }
        }
        await spool.stop()
    }
}
