import ArgumentParser

struct Wal: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at the log of a node that is not running, and repair it.",
        discussion: """
            Examples:
              seatgrid wal verify --data data
              seatgrid wal inspect --data data --records
              seatgrid wal repair --data data --accept-loss 12
            """,
        subcommands: [WalInspect.self, WalVerify.self, WalRepair.self]
    )
}

/// Whose log it is.
struct DataOption: ParsableArguments {
    @Option(help: "The data directory. Example: --data /var/lib/seatgrid")
    var data: String
}
