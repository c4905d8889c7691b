package import Logging
package import NIOCore
import NIOPosix
import NIOSSL
import SeatGrid

/// The worker: takes notices out of a spool and sends them, until cancelled.
///
///     let service = try NotifyService(root: "data/spool", configuration, surroundings, logger)
///     try await service.run()  // ends after cancellation; what was taken is given back
///
/// In a process of its own or beside a node's other services; it needs the spool and nothing else.
package final class NotifyService: Sendable {
    package let metrics = NotifyMetrics()
    private let configuration: NotifyConfiguration
    private let surroundings: NotifySurroundings
    private let logger: Logger
    private let desk: SpoolDesk
    private let group: any EventLoopGroup
    private let templates: NoticeTemplates
    private let http: NoticeHTTP
    private let lanes: [NotifyLane]
    private let tls: NIOSSLContext?
    private let lastCall = LastCall()

    private static let housekeeping: Int64 = 2_000

    /// Opens the spool; templates and certificates are read now, not later.
    ///
    /// - Throws: `SpoolError`, `NoticeError` or what the TLS library says of the certificates.
    package init(
        root: String,
        _ configuration: NotifyConfiguration,
        _ surroundings: NotifySurroundings,
        _ logger: Logger,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) throws {
        self.configuration = configuration
        self.surroundings = surroundings
        self.logger = logger
        self.group = group
        templates =
            try configuration.templates.map { try NoticeTemplates(directory: $0) }
            ?? NoticeTemplates()
        tls = try configuration.email.flatMap { try EmailSender.context($0.server) }
        let desk = try SpoolDesk(root: root, clock: surroundings.now)
        self.desk = desk
        http = NoticeHTTP(
            group: group,
            timeout: configuration.httpTimeout,
            lastCall: lastCall,
            clock: surroundings.now
        )
        let metrics = self.metrics
        lanes = configuration.channels.map {
            NotifyLane($0, desk, configuration, metrics, logger, surroundings)
        }
    }

    /// Sends until cancelled, or, if told so, until the spool holds nothing to be sent any more.
    /// What is being sent then is waited for, but no longer than the configuration's `stop`.
    package func run(untilEmpty: Bool = false) async {
        let webhooks = webhookSender()
        try? await webhooks.refresh()
        await withTaskGroup(of: Void.self) { tasks in
            for lane in lanes { start(lane, webhooks, in: &tasks) }
            while !Task.isCancelled {
                let pause = untilEmpty ? configuration.poll : Self.housekeeping
                try? await Task.sleep(for: .milliseconds(pause))
                await keepHouse(webhooks)
                if untilEmpty, lanes.allSatisfy(\.isQuiet), await isIdle() { break }
            }
            tasks.cancelAll()
            let (lastCall, stop) = (self.lastCall, configuration.stop)
            // Of its own, for it is to run in a task that is cancelled.
            let end = Task {
                try await Task.sleep(for: .milliseconds(stop))
                lastCall.end()
            }
            await tasks.waitForAll()
            end.cancel()
        }
        await desk.stop()
        await http.stop()
    }

    private func start(
        _ lane: NotifyLane,
        _ webhooks: WebhookSender,
        in tasks: inout TaskGroup<Void>
    ) {
        let (templates, tls, clock) = (self.templates, self.tls, surroundings.now)
        let lastCall = self.lastCall
        switch lane.channel {
        case .email:
            guard let email = configuration.email else { return }
            for _ in 0..<email.connections {
                let loop = group.next()
                tasks.addTask {
                    let sender = EmailSender(
                        email,
                        templates,
                        tls: tls,
                        lastCall,
                        on: loop,
                        clock: clock
                    )
                    await lane.run(sender)
                }
            }
        case .sms:
            guard let sms = configuration.sms else { return }
            let sender = SMSSender(sms.provider, templates, http, onDisk: onDisk)
            for _ in 0..<sms.concurrency { tasks.addTask { await lane.run(sender) } }
        case .webhook:
            for _ in 0..<configuration.webhookConcurrency {
                tasks.addTask { await lane.run(webhooks) }
            }
        }
    }

    private func webhookSender() -> WebhookSender {
        WebhookSender(
            configuration.endpoints,
            http,
            desk.endpoints,
            clock: surroundings.now,
            onDisk: onDisk
        )
    }

    private var onDisk: @Sendable (@escaping @Sendable () throws -> Void) async throws -> Void {
        let desk = self.desk
        return { body in try await desk.onDisk { _ in try body() } }
    }

    private func keepHouse(_ webhooks: WebhookSender) async {
        do {
            try await desk.flush()
            let count = try await desk.takeBackFromTheDead()
            if count > 0 {
                logger.notice("taken back from a dead worker", metadata: ["count": "\(count)"])
            }
            let forgotten = try await desk.forgotten()
            for lane in lanes { await lane.letGo(of: forgotten) }
            try await webhooks.refresh()
        } catch {
            logger.error("the spool's disk", metadata: ["reason": "\(error)"])
        }
    }

    private func isIdle() async -> Bool { (try? await desk.isIdle()) ?? false }
}
