import ArgumentParser
import Foundation
import Gateway
import Logging
import NIOCore
import NIOPosix
import SeatGrid
import WAL

/// A running node: engine, live hubs and listeners over the same loops.
final class Node: Sendable {
    let settings: NodeSettings
    let engine: Engine
    let address: ListenAddress
    let adminAddress: ListenAddress?
    let logger: Logger
    private let group: MultiThreadedEventLoopGroup
    private let workers: DiskWorkers
    private let hubs: [PlacedHub]
    private let server: GatewayServer
    private let keys: KeyFileWatch?
    let checkout: NodeCheckout?
    let notices: NodeNotices?

    private init(
        _ settings: NodeSettings,
        _ engine: Engine,
        _ parts: Parts,
        _ bound: Bound
    ) {
        self.settings = settings
        self.engine = engine
        logger = parts.logger
        group = parts.group
        workers = parts.workers
        hubs = parts.hubs
        server = parts.server
        keys = parts.keys
        checkout = parts.checkout
        notices = parts.notices
        address = bound.open
        adminAddress = bound.admin
    }

    private struct Parts {
        let logger: Logger
        let group: MultiThreadedEventLoopGroup
        let workers: DiskWorkers
        let hubs: [PlacedHub]
        let server: GatewayServer
        let keys: KeyFileWatch?
        let checkout: NodeCheckout?
        let notices: NodeNotices?
    }

    private struct Bound {
        let open: ListenAddress
        let admin: ListenAddress?
    }

    /// Recovers, wires everything, and opens the ports last.
    ///
    /// - Throws: an exit code; why has been said on standard error.
    static func start(_ settings: NodeSettings) async throws -> Node {
        OpenFiles.raiseLimit()
        let logger = try makeLogger(settings.logLevel)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: settings.loops)
        let workers = DiskWorkers(threads: 2)
        let eventLoops = Array(group.makeIterator())
        let engine = try startEngine(settings, eventLoops, workers)
        report(engine, logger)
        let tickets = try openTickets(settings)
        logger.info("tickets", metadata: ["key": "\(tickets.signing.publicKey.id)"])
        let hubs = zip(eventLoops, engine.loops).map {
            LiveHub(loop: $0.0, source: $0.1, processorTime: SystemClock.processorTime)
        }
        for (loop, hub) in zip(engine.loops, hubs) { await loop.attachFromAnywhere(hub) }
        var configuration = GatewayConfiguration(clock: SystemClock(), logger: logger)
        configuration.writesPerSecond = settings.rateLimit
        guard let proxies = TrustedProxies(settings.trustedProxies) else {
            throw Failure.exit(
                .configuration,
                "--trusted-proxies must be addresses or networks, by commas"
            )
        }
        configuration.trustedProxies = proxies
        let keys = try watchKeys(settings.keys, configuration.keys, logger)
        configuration.phoneCountry = settings.phoneCountry
        configuration.logHasRoom = { engine.room == .plenty }
        configuration.asyncAPI = AsyncAPIDocument.json
        let checkout = try NodeCheckout.open(settings, engine, group, workers, logger)
        let office = TicketOffice(signing: tickets.signing, known: tickets.known)
        let notices = try NodeNotices.open(settings, engine, office, group, logger)
        let server = GatewayServer.make(
            engine: engine,
            group: group,
            configuration: configuration,
            live: LiveGate(hubs: hubs),
            checkout: checkout?.service,
            sandbox: checkout?.sandbox,
            tickets: office,
            notices: notices?.spool
        )
        let parts = Parts(
            logger: logger,
            group: group,
            workers: workers,
            hubs: zip(hubs, eventLoops).map { PlacedHub(hub: $0, eventLoop: $1) },
            server: server,
            keys: keys,
            checkout: checkout,
            notices: notices
        )
        return Node(settings, engine, parts, try await bind(settings, server))
    }

    private static func startEngine(
        _ settings: NodeSettings,
        _ eventLoops: [any EventLoop],
        _ workers: DiskWorkers
    ) throws -> Engine {
        var options = EngineOptions(
            directory: settings.data,
            schedulers: eventLoops.map { NIOScheduler($0) },
            clock: SystemClock(),
            workers: workers,
            historyBytes: settings.historyBytes,
            onFailure: Journal.leave
        )
        options.peopleKeys = try PeopleKeyFile.read(settings.peopleKey)
        let engine: Engine
        do throws(EngineStartError) {
            engine = try Engine.start(options)
        } catch {
            throw Failure.exit(Failure.code(of: error), error.description)
        }
        try PeopleKeyFile.check(engine)
        return engine
    }

    /// The keys that sign tickets; made at the first start.
    private static func openTickets(_ settings: NodeSettings) throws -> TicketKeyStore {
        do throws(SmallFile.Failure) {
            return try TicketKeyStore.open(data: settings.data)
        } catch {
            throw Failure.exit(error.exitCode, error.description)
        }
    }

    private static func watchKeys(
        _ path: String?,
        _ ring: KeyRing,
        _ logger: Logger
    ) throws -> KeyFileWatch? {
        guard let path else { return nil }
        do throws(KeyFile.Failure) {
            return try KeyFileWatch(path: path, ring: ring, logger: logger)
        } catch {
            throw Failure.exit(error.exitCode, error.description)
        }
    }

    private static func bind(
        _ settings: NodeSettings,
        _ server: GatewayServer
    ) async throws -> Bound {
        let open = try await bind(
            settings.listen,
            server,
            settings.admin == nil ? .all : .open
        )
        guard let admin = settings.admin else { return Bound(open: open, admin: nil) }
        return Bound(open: open, admin: try await bind(admin, server, .admin))
    }

    private static func bind(
        _ address: ListenAddress,
        _ server: GatewayServer,
        _ surface: Surface
    ) async throws -> ListenAddress {
        do {
            let bound = try await server.listen(
                host: address.host,
                port: address.port,
                surface: surface
            )
            return ListenAddress(host: address.host, port: bound.port ?? address.port)
        } catch {
            throw Failure.exit(.tryAgain, "cannot listen on \(address): \(error)")
        }
    }

    private static func makeLogger(_ level: String) throws -> Logger {
        guard let level = Logger.Level(rawValue: level) else {
            throw Failure.exit(
                .configuration,
                "--log-level is \"\(level)\", but must be one of "
                    + Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        var logger = Logger(label: "seatgrid") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }

    private static func report(_ engine: Engine, _ logger: Logger) {
        let recovery = engine.recovery
        if engine.people.damaged > 0 {
            logger.warning(
                "keys of people's data can't be read; what they sealed is lost",
                metadata: ["keys": "\(engine.people.damaged)"]
            )
        }
        if let cut = recovery.cut {
            logger.warning(
                "a torn tail was cut off the log; nothing acknowledged was in it",
                metadata: ["bytes": "\(cut.bytes)", "kept in": "\(cut.quarantined)"]
            )
        }
        for note in recovery.notes {
            logger.warning("found in the log", metadata: ["note": "\(note.detail)"])
        }
    }

    /// The line that scripts wait for.
    func announce() {
        FileHandle.standardOutput.write(Data("seatgrid: ready on http://\(address)\n".utf8))
        if let adminAddress {
            let line = "seatgrid: admin on http://\(adminAddress)\n"
            FileHandle.standardOutput.write(Data(line.utf8))
        }
    }

    /// Rereads the keys if their file has changed, or at once if told so.
    func refreshKeys(now: Bool) {
        if now { keys?.reload() } else { keys?.check() }
    }

    /// Writes snapshots now.
    func checkpoint() async {
        do throws(LogError) {
            let isDone = try await engine.checkpointer.run()
            logger.info("snapshots", metadata: ["written": "\(isDone)"])
        } catch {
            Journal.leave(error)
        }
    }

    /// Drains: writes get 503, viewers 1012, what was taken is answered; then a last snapshot.
    func stop() async {
        await engine.drain()
        // All at once: a viewer who does not answer is waited for, and nobody else has to
        // meanwhile.
        await withTaskGroup(of: Void.self) { group in
            for hub in hubs { group.addTask { await hub.drain() } }
            await server.drain(milliseconds: Int64(settings.drainSeconds) * 1_000)
        }
        await checkpoint()
        await checkout?.close()
        engine.close()
        await workers.stop()
        try? await group.shutdownGracefully()
    }
}
