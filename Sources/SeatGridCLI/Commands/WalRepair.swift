import ArgumentParser
import WAL

struct WalRepair: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Cut a damaged log before its first damage, so that a node starts again.",
        discussion: """
            What is cut goes to the quarantine, nothing is deleted. It loses records: only with
            --accept-loss and exactly the number that `verify` printed.

            Example:
              seatgrid wal repair --data data --accept-loss 12
            """
    )

    @OptionGroup var place: DataOption

    @Option(
        name: .customLong("accept-loss"),
        help: "How many records may be lost, as verify counted. Example: --accept-loss 12"
    )
    var acceptLoss: Int = 0

    func run() throws {
        let log = StoredLog(data: place.data)
        let repair = try log.reportingFailures { () throws(LogError) in
            try log.inspector().repair(consentToLose: acceptLoss)
        }
        print("the last record is \(repair.end); \(repair.lost) records were cut off")
        for path in repair.quarantined { print("kept in \(path)") }
    }
}
