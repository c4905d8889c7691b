import ArgumentParser
import NIOCore
import NIOPosix
import SeatGrid

struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erase the person in a booking, for good; the booking itself stays.",
        discussion: """
            Customers' data is sealed under a key of its own; this destroys the key, so that nobody
            can read the data again: not in the log, not in a snapshot, not in a backup of either.
            Backups of DATA/people have the key still. Repeating it is fine.

            Examples:
              seatgrid erase --url http://127.0.0.1:8080 --key-file k --show sh1 --booking bk_…
              seatgrid erase --data data --show sh1 --booking bk_…
            """
    )

    @Option(help: "A running node. Example: --url http://127.0.0.1:8080")
    var url: String?

    @Option(
        name: .customLong("key-file"),
        help: "A file that holds the key alone. Example: --key-file ops.key"
    )
    var keyFile: String?

    @Option(help: "A data directory that is not in use. Example: --data data")
    var data: String?

    @Option(help: "The show. Example: --show sh1")
    var show: String

    @Option(help: "The booking. Example: --booking bk_01JD…")
    var booking: String

    func validate() throws {
        guard (url == nil) != (data == nil) else {
            throw ValidationError("give either --url and --key-file, or --data")
        }
        guard url == nil || keyFile != nil else {
            throw ValidationError("--url needs --key-file: a key with the right operate")
        }
        guard CatalogLimits.isIdentifier(show), BookingID(text: booking) != nil else {
            throw ValidationError("--show and --booking are ids as the node gave them")
        }
    }

    func run() async throws {
        if let url, let keyFile {
            let node = RemoteNode(url: url, keyFile: keyFile)
            print(try await node.post("/v1/admin/shows/\(show)/bookings/\(booking)/erase", []))
        } else if let data, let id = BookingID(text: booking) {
            try await OfflineErasure(data: data, show: ShowID(show), booking: id).run()
        }
    }
}

/// Erases a person in a data directory that no node has open.
struct OfflineErasure {
    let data: String
    let show: ShowID
    let booking: BookingID

    func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let workers = DiskWorkers(threads: 1)
        let engine = try OfflineEngine.start(data, group, workers)
        let result = await erase(in: engine)
        engine.close()
        await workers.stop()
        try await group.shutdownGracefully()
        switch result {
        case .success(.erased): print("erased")
        case .success(.noKey): throw Failure.exit(.failed, "there is no such key; nothing changed")
        case .success(.notSealed):
            throw Failure.exit(
                .failed,
                "this booking has no sealed data: no customer, or one of a version that kept them "
                    + "in the clear"
            )
        case .failure(.notThere): throw Failure.exit(.failed, "there is no such booking")
        case .failure(.notNow): throw Failure.exit(.tryAgain, "not now; nothing changed")
        }
    }

    private enum Trouble: Error {
        case notThere
        case notNow
    }

    private func erase(in engine: Engine) async -> Result<Erasure, Trouble> {
        let request = ShowRequest(kind: .read(.booking(booking)), mark: nil, caller: .system)
        guard case .booking(let found, _) = await engine.ask(request, of: show) else {
            return .failure(.notThere)
        }
        guard let customer = found.customer else { return .success(.notSealed) }
        do throws(PeopleFailure) {
            return .success(try await engine.people.erase(customer))
        } catch {
            return .failure(.notNow)
        }
    }
}
