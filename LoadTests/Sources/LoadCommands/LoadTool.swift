public import ArgumentParser

/// The load harness as commands: `seatgrid-load`, and within the server's binary `seatgrid load`.
public struct LoadTool: ParsableCommand {
    /// The version that results carry.
    public static let version = "0.1.0"

    /// What stands before a subcommand in examples: as this program was called.
    static let spoken: String = {
        let words = CommandLine.arguments.dropFirst().prefix(2)
        let isWithin = words.first == "load" || Array(words) == ["help", "load"]
        return isWithin ? "seatgrid load" : "seatgrid-load"
    }()

    /// The program of its own.
    public static let configuration: CommandConfiguration = commands(named: "seatgrid-load")

    /// All subcommands under the word `name`.
    public static func commands(named name: String) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name,
            abstract: "Drives a SeatGrid server on this machine and checks every answer it gave.",
            discussion: """
                Exit codes: 0 all well, 1 the run failed, 3 a --require bar was missed, 4 an invariant is broken, \
                64 usage. Only 127.0.0.1 and localhost are driven, unless --i-own-this-host.

                Example:
                  \(spoken) list
                  \(spoken) run flash --key-file load.key --rate 2000 --out run-1
                  \(spoken) report run-1 --out report.html
                """,
            version: version,
            subcommands: [
                RunCommand.self, SweepCommand.self, ReplayCommand.self, ListCommand.self,
                ReportCommand.self, CompareCommand.self,
                FightCommand.self, HoldsCommand.self, MixCommand.self, CheckoutsCommand.self,
                FanoutCommand.self,
                CrashCommand.self, ImportCommand.self, GetCommand.self, MapsCommand.self,
            ]
        )
    }

    /// A tool to be asked for a subcommand.
    public init() {}
}
