import ArgumentParser
import LoadKit

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The scenarios that 'run' knows.",
        discussion: """
            With a scenario: its people, their steps, and every figure that --require can name.

            Example:
              \(LoadTool.spoken) list
              \(LoadTool.spoken) list flash
            """
    )

    @Argument(help: "A scenario to look into.")
    var scenario: String?

    func run() throws {
        guard let scenario else {
            let width = Scenario.all.map(\.name.count).max() ?? 0
            for each in Scenario.all {
                let gap = String(repeating: " ", count: width + 2 - each.name.count)
                print(each.name + gap + each.summary)
            }
            return
        }
        guard let found = Scenario.named(scenario) else {
            throw ValidationError("there is no scenario '\(scenario)'")
        }
        print(found.description)
        print("figures: " + Figure.all(of: found).map(\.name).joined(separator: " "))
    }
}
