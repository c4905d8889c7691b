import ArgumentParser
import LoadCommands

/// `seatgrid load`: the load harness, which drives any server and knows nothing of this one.
struct Load: ParsableCommand {
    static let configuration: CommandConfiguration = LoadTool.commands(named: "load")
}
