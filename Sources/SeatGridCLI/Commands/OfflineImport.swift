import Gateway
import NIOCore
import NIOPosix
import SeatGrid
import WAL

/// Loads a catalogue into a data directory while no node has it open.
struct OfflineImport {
    let data: String

    func run(_ body: [UInt8]) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let workers = DiskWorkers(threads: 1)
        let engine = try OfflineEngine.start(data, group, workers)
        let result = await load(body, into: engine)
        engine.close()
        await workers.stop()
        try await group.shutdownGracefully()
        try Self.report(result)
    }

    private func load(_ body: [UInt8], into engine: Engine) async -> CatalogReply {
        do throws(CatalogErrors) {
            let change = try CatalogImport.parse(body, against: engine.catalog())
            return await engine.change(change, mark: nil)
        } catch {
            return .invalid(error.issues)
        }
    }

    static func report(_ reply: CatalogReply) throws {
        switch reply {
        case .done(let answer, _):
            let parts = zip(CatalogKind.allCases, answer.counts).map { "\($1) \($0.rawValue)" }
            print("imported " + parts.joined(separator: ", "))
        case .invalid(let issues): throw refusal(issues)
        case .conflict(let shows):
            let names = shows.map(\.rawValue).joined(separator: ", ")
            throw Failure.exit(
                .failed,
                "the new layout would drop taken seats of \(names); nothing changed"
            )
        case .keyReused: throw Failure.exit(.failed, "the idempotency key was used before")
        case .tooLarge(let limit):
            throw Failure.exit(
                .failed,
                "larger than \(limit) bytes in the log; import it in several parts"
            )
        case .unavailable: throw Failure.exit(.tryAgain, "the disk is nearly full")
        }
    }

    static func refusal(_ issues: [CatalogIssue]) -> any Error {
        let lines = issues.map { "  \($0.pointer): \($0.message)" }.joined(separator: "\n")
        return Failure.exit(.failed, "nothing was imported:\n\(lines)")
    }
}
