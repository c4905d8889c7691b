import ArgumentParser
import WAL

struct WalVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Read the whole log and all snapshots; exit 0 if a node would start, else 65.",
        discussion: "Changes nothing.\n\nExample:\n  seatgrid wal verify --data data"
    )

    @OptionGroup var place: DataOption

    func run() throws {
        let log = StoredLog(data: place.data)
        let isGood = try log.reportingFailures { () throws(LogError) in
            let snapshots = try log.snapshots()
            let findings = try log.inspector().verify()
            Self.show(snapshots)
            Self.show(findings)
            return findings.isGood && snapshots.lost.isEmpty
        }
        guard isGood else {
            throw Failure.exit(.corrupt, "the log is damaged: a node would refuse to start with it")
        }
    }

    private static func show(_ snapshots: SnapshotStore.Findings) {
        print("snapshots: \(snapshots.used.count) shards")
        for error in snapshots.bad { print("bad snapshot: \(error)") }
        for shard in snapshots.lost { print("shard \(shard) has no good snapshot left") }
    }

    private static func show(_ findings: LogInspector.Findings) {
        let report = findings.report
        print(
            "log: \(report.segments) segments, \(report.bytes) bytes, \(report.records) records, "
                + "the last is \(report.end)"
        )
        for note in report.notes { print("note: \(note.kind.rawValue): \(note.detail)") }
        if findings.tornTail > 0 {
            print("torn tail: \(findings.tornTail) bytes that were never acknowledged")
        }
        if let damage = findings.damage { print("\(damage)") } else { print("good") }
    }
}
