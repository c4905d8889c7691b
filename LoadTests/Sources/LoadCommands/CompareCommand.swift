import ArgumentParser
import Report

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "What changed from A to B, and whether it may be chance.",
        discussion: """
            A and B are results, or directories with several runs each; with three runs a side or more the \
            intervals say how runs differ, with fewer only how the seconds of a run do.
            Exit codes: 1 when a figure of B is worse beyond chance, or B breaks an invariant that A kept; else 0.

            Example:
              \(LoadTool.spoken) compare before after
              \(LoadTool.spoken) compare before/result.json after/result.json --json
            """
    )

    @Argument(help: "What is compared with: a result, or a directory of runs.")
    var a: String

    @Argument(help: "What is compared: a result, or a directory of runs.")
    var b: String

    @Flag(help: "One line of JSON instead of a table.")
    var json = false

    @Option(help: "The same seed draws the same samples.")
    var seed: UInt64 = 1

    func run() throws {
        let comparison = try Comparison(
            ResultFiles.read(a).map(\.result),
            ResultFiles.read(b).map(\.result),
            seed: seed
        )
        print(json ? String(decoding: try comparison.json(), as: UTF8.self) : comparison.text)
        if comparison.isWorse { throw ExitCode(1) }
    }
}
