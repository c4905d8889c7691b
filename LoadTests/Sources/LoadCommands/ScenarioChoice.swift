import ArgumentParser
import LoadKit

/// Which scenario, and what is asked of it.
struct ScenarioChoice: ParsableArguments {
    @Argument(help: ArgumentHelp("What happens; see 'list'.", valueName: "scenario"))
    var name: String

    @Option(
        name: .customLong("require"),
        help: """
            Bars to reach, between commas: 'hold.p99<20ms,errors<0.1%,oversell=0'. Missed: exit code 3.
            """
    )
    var requirements: [String] = []

    @Flag(help: "Others write to the show too, so that the log may have what we did not ask for.")
    var shared = false

    func validate() throws {
        _ = try scenario()
        _ = try bars()
    }

    func scenario() throws -> Scenario {
        guard let found = Scenario.named(name) else {
            let names = Scenario.all.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no scenario '\(name)'; there are \(names)")
        }
        return found
    }

    func bars() throws -> [Bar] {
        let figures = Figure.all(of: try scenario())
        do {
            return try requirements.flatMap { try Bar.list($0, of: figures) }
        } catch {
            throw ValidationError("--require: \(error)")
        }
    }

    /// Throws when the scenario has to kill a server that `options` don't start.
    func allow(_ options: ServerOptions) throws {
        if case .kill? = try scenario().disturbance, options.server == nil {
            throw ValidationError("\(name) kills the server: give --server 'COMMAND'")
        }
    }

    /// What was given beside the name.
    var given: [String: String] {
        var flags: [String: String] = [:]
        if shared { flags["shared"] = "true" }
        if !requirements.isEmpty { flags["require"] = requirements.joined(separator: ",") }
        return flags
    }
}
