import ArgumentParser
import Gateway
import SeatGrid

struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erase the person in a booking, for good; the booking itself stays.",
        discussion: """
            Customers' data is sealed under a key of its own; this destroys the key, so that nobody
            can read the data again: not in the log, not in a snapshot, not in a backup of either.
            Backups of DATA/people have the key still. Notices to the person that wait in the spool
            are deleted; those a worker has in hand are waited for, up to 30 seconds: exit code 75
            says that it has some still. Repeating it is fine.

            Examples:
              seatgrid erase --url http://127.0.0.1:8080 --key-file k --show sh1 --booking bk_…
              seatgrid erase --data data --show sh1 --booking bk_…
              seatgrid erase --data data --spool /var/spool/seatgrid --show sh1 --order or_…
            """
    )

    /// How long workers are waited for.
    private static let patience = Duration.seconds(30)

    @Option(help: "A running node. Example: --url http://127.0.0.1:8080")
    var url: String?

    @Option(
        name: .customLong("key-file"),
        help: "A file that holds the key alone. Example: --key-file ops.key"
    )
    var keyFile: String?

    @Option(help: "A data directory that is not in use. Example: --data data")
    var data: String?

    @Option(help: "Its node's spool, if not DATA/spool. Example: --spool /var/spool/seatgrid")
    var spool: String?

    @Option(help: "The show. Example: --show sh1")
    var show: String

    @Option(help: "The booking. Example: --booking bk_01JD…")
    var booking: String?

    @Option(help: "Or the order, if it did not become a booking. Example: --order or_01JD…")
    var order: String?

    func validate() throws {
        guard (url == nil) != (data == nil) else {
            throw ValidationError("give either --url and --key-file, or --data")
        }
        guard url == nil || keyFile != nil else {
            throw ValidationError("--url needs --key-file: a key with the right operate")
        }
        guard spool == nil || data != nil else {
            throw ValidationError("--spool is for --data; a running node knows its own")
        }
        guard (booking == nil) != (order == nil) else {
            throw ValidationError("give either --booking or --order")
        }
        guard CatalogLimits.isIdentifier(show), subject != nil else {
            throw ValidationError("--show, --booking and --order are ids as the node gave them")
        }
    }

    private var subject: ErasureSubject? {
        if let booking { return BookingID(text: booking).map(ErasureSubject.booking) }
        return order.flatMap { OrderID(text: $0) }.map(ErasureSubject.order)
    }

    func run() async throws {
        guard let subject else { return }
        if let url, let keyFile {
            let node = RemoteNode(url: url, keyFile: keyFile)
            let path = "/v1/admin/shows/\(show)/\(subject.path)/erase"
            var answer = ""
            try await Self.untilNoneIsSent {
                answer = try await node.post(path, [])
                return Self.beingSent(answer)
            }
            print(answer)
        } else if let data {
            let erasure = OfflineErasure(
                data: data,
                spool: spool,
                show: ShowID(show),
                subject: subject
            )
            let notices = try await erasure.run { try await Self.untilNoneIsSent($0) }
            print("erased" + (notices.map { "; notices deleted: \($0)" } ?? ""))
        }
    }

    /// Repeats `erase` until it says that no worker has a notice in hand.
    private static func untilNoneIsSent(_ erase: () async throws -> Int) async throws {
        let end = ContinuousClock.now + patience
        while true {
            let left = try await erase()
            if left == 0 { return }
            guard ContinuousClock.now < end else {
                throw Failure.exit(
                    .tryAgain,
                    "the person is erased, but a worker has \(left) notices in hand; repeat later"
                )
            }
            try await Task.sleep(for: .seconds(1))
        }
    }

    private static func beingSent(_ answer: String) -> Int {
        guard let json = try? JSONParser.parse(Array(answer.utf8)),
            case .integer(let count)? = json[pointer: "/notices/being_sent"]
        else { return 0 }
        return Int(count)
    }
}

/// Whose person is erased.
enum ErasureSubject: Sendable {
    case booking(BookingID)
    /// Whatever became of it.
    case order(OrderID)

    /// As the node's addresses have it.
    var path: String {
        switch self {
        case .booking(let id): "bookings/\(id.text)"
        case .order(let id): "orders/\(id.text)"
        }
    }
}
