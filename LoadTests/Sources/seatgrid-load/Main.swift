import ArgumentParser

/// `seatgrid-load`: realistic load, figures, and the proof that nothing was lost or sold twice.
@main
struct Main: ParsableCommand {
    /// The version that results carry.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "seatgrid-load",
        abstract: "Drives a SeatGrid server on this machine and checks every answer it gave.",
        discussion: """
            Exit codes: 0 all well, 1 the run failed, 3 a --require bar was missed, 4 an invariant is broken, \
            64 usage. Only 127.0.0.1 and localhost are driven, unless --i-own-this-host.

            Example:
              seatgrid-load run flash --url http://127.0.0.1:8080 --key-file load.key --rate 2000
            """,
        version: version,
        subcommands: [
            RunCommand.self, ListCommand.self, ReportCommand.self, CompareCommand.self,
            FightCommand.self, HoldsCommand.self, MixCommand.self, FanoutCommand.self,
            CrashCommand.self, ImportCommand.self, GetCommand.self, MapsCommand.self,
        ]
    )
}
