import ArgumentParser
import Foundation
import Gateway
import SeatGrid

struct Notify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send notices out of a spool, and look after it.",
        discussion: """
            Examples:
              seatgrid notify run --spool data/spool --config notify.json
              seatgrid notify list --spool data/spool --state dead
              seatgrid notify redrive --spool data/spool
              seatgrid notify send-test --config notify.json --channel email --to me@example.org
            """,
        subcommands: [
            NotifyRun.self, NotifyList.self, NotifyShow.self, NotifyRetry.self,
            NotifyRedrive.self, NotifyDrop.self, NotifyEnable.self, NotifyPut.self,
            NotifySendTest.self,
        ]
    )
}

/// Which spool.
struct SpoolOption: ParsableArguments {
    @Option(help: "The spool's directory. Example: --spool data/spool")
    var spool: String

    func open() -> Spool { Spool(root: spool, disk: RealSpoolDisk()) }

    /// Runs `body`; what a disk says ends the command.
    func using<Result>(_ body: (Spool) throws(SpoolError) -> Result) throws -> Result {
        try Self.using(open(), body)
    }

    /// The same with any spool.
    static func using<Result>(
        _ spool: Spool,
        _ body: (Spool) throws(SpoolError) -> Result
    ) throws -> Result {
        do throws(SpoolError) {
            return try body(spool)
        } catch {
            throw Failure.exit(code(of: error), error.description)
        }
    }

    static func code(of error: SpoolError) -> Failure.Code {
        switch error.kind {
        case .full, .busy: .tryAgain
        case .failed: .failed
        }
    }

    /// Where a notice is; ends the command if it is nowhere.
    func entry(_ text: String, in spool: Spool) throws -> SpoolEntry {
        guard let name = NoticeName(text) else {
            throw ValidationError("\(text) is no notice's name, like show-17-email")
        }
        guard let entry = try using({ spool throws(SpoolError) in try spool.find(name) }) else {
            throw Failure.exit(.failed, "\(name) is not in the spool")
        }
        return entry
    }
}

/// How notices are sent.
struct NotifyConfigOption: ParsableArguments {
    @Option(help: "How to send: a JSON file, see docs/NOTICES.md. Example: --config notify.json")
    var config: String

    func read() throws -> NotifyConfiguration {
        do throws(NoticeError) {
            return try NotifyConfiguration.read(
                config,
                environment: ProcessInfo.processInfo.environment
            )
        } catch {
            throw Failure.exit(.configuration, error.description)
        }
    }
}
