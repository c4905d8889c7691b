import ArgumentParser
import Foundation
import Gateway
import Logging
import SeatGrid
import UnixSignals

struct NotifyRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Send what is in a spool and what comes into it, until SIGTERM.",
        discussion: """
            Prints `seatgrid: notify ready` when it works. Several may run on one spool.

            Examples:
              seatgrid notify run --spool data/spool --config notify.json
              seatgrid notify run --spool data/spool --config notify.json --until-empty
            """
    )

    @OptionGroup var place: SpoolOption
    @OptionGroup var file: NotifyConfigOption

    @Flag(
        name: .customLong("until-empty"),
        help: "Exit as soon as nothing is left to be sent or tried again."
    )
    var untilEmpty = false

    @Option(
        name: .customLong("metrics-file"),
        help: "Rewrite this file every few seconds, for node_exporter. Example: seatgrid.prom"
    )
    var metricsFile: String?

    @Option(
        name: .customLong("log-level"),
        help: "trace, debug, info, notice, warning, error or critical. Example: --log-level info"
    )
    var logLevel = "notice"

    func run() async throws {
        let configuration = try file.read()
        guard let level = Logger.Level(rawValue: logLevel) else {
            throw ValidationError("--log-level is \"\(logLevel)\"")
        }
        var logger = Logger(label: "seatgrid") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        let service = try makeService(configuration, logger)
        FileHandle.standardOutput.write(Data("seatgrid: notify ready\n".utf8))
        await run(service, until: signals)
    }

    private func makeService(
        _ configuration: NotifyConfiguration,
        _ logger: Logger
    ) throws -> NotifyService {
        do {
            return try NotifyService(
                root: place.spool,
                configuration,
                NotifySurroundings(now: { SystemClock().wall() }),
                logger
            )
        } catch let error as SpoolError {
            throw Failure.exit(SpoolOption.code(of: error), error.description)
        } catch {
            throw Failure.exit(.configuration, "\(error)")
        }
    }

    private func run(_ service: NotifyService, until signals: UnixSignalsSequence) async {
        let untilEmpty = untilEmpty
        let file = metricsFile.map { NotifyMetricsFile(path: $0, metrics: service.metrics) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await service.run(untilEmpty: untilEmpty) }
            group.addTask { for await _ in signals { break } }
            if let file { group.addTask { await file.keep() } }
            // Either it has sent everything, or it is to stop.
            await group.next()
            group.cancelAll()
        }
        file?.write()
    }
}

/// The worker's metrics in a file that node_exporter reads.
private struct NotifyMetricsFile: Sendable {
    let path: String
    let metrics: NotifyMetrics

    /// Rewrites it every few seconds until cancelled.
    func keep() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(5))
            write()
        }
    }

    /// Nobody is told of a failure: a file that does not change is what an alert looks for.
    func write() {
        try? Data(metrics.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
