import ArgumentParser
import SeatGrid
import WAL

struct WalInspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Print what the log's segments and snapshots hold.",
        discussion: "Example:\n  seatgrid wal inspect --data data --records --from 100"
    )

    @OptionGroup var place: DataOption

    @Flag(help: "Print the records, a line each; never a capability or a customer.")
    var records = false

    @Option(help: "The first record to print. Example: --from 100")
    var from: UInt64 = 1

    func run() throws {
        let log = StoredLog(data: place.data)
        try log.reportingFailures { () throws(LogError) in
            for segment in try log.inspector().inspect() { Self.show(segment) }
            for snapshot in try log.snapshots().used { Self.show(snapshot) }
            if records { try showRecords(log) }
        }
    }

    private static func show(_ segment: LogInspector.Segment) {
        let kinds = segment.records.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) of type \($0.key)" }.joined(separator: ", ")
        print(
            "segment \(segment.number): records \(segment.firstLSN) to \(segment.lastLSN), "
                + "\(segment.batches) batches, \(segment.seals) seals, \(segment.used) of "
                + "\(segment.bytes) bytes; \(kinds.isEmpty ? "no records" : kinds); "
                + "then \(segment.ending)"
        )
    }

    private static func show(_ snapshot: SnapshotInfo) {
        print(
            "snapshot of shard \(snapshot.shard): \(snapshot.entries) entries up to record "
                + "\(snapshot.position), generation \(snapshot.generation)"
        )
    }

    private func showRecords(_ log: StoredLog) throws(LogError) {
        try log.inspector().records(from: LSN(rawValue: from)) { record in
            let header = record.header
            print(
                "\(record.lsn) type \(header.type) shard \(header.shard) epoch \(header.epoch) "
                    + "seq \(header.seq) time \(header.time) "
                    + RecordText.describe(record)
            )
            return true
        }
    }
}
