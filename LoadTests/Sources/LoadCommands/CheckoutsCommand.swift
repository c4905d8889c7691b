import ArgumentParser
import LoadKit

struct CheckoutsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkouts",
        abstract: "Whole checkouts with the sandbox: hold, order, pay, and look until it is paid.",
        discussion: """
            The server must take its money in the sandbox, as it does unless told otherwise. Shows are imported, and
            sell out: 400 shows of 500 seats are 100,000 checkouts.

            Example:
              \(LoadTool.spoken) checkouts --url http://127.0.0.1:8080 --key-file load.key --pid 4711
            """
    )

    @OptionGroup var common: Common
    @OptionGroup var target: ShowOptions
    @OptionGroup var loop: LoopOptions

    @Option(help: "Shows to spread over (when they are imported).")
    var shows = 400

    func run() throws {
        let where_ = try common.target()
        let client = Client(where_)
        let names = try target.shows(shows, common: common, client: client)
        var load = CheckoutsLoad(
            target: where_,
            shows: names,
            labels: try ShowAPI(names[0], client: client).labels,
            connections: loop.connections
        )
        var closed = ClosedLoop(loop.plan, target: where_)
        try common.finish(try closed.run(&load, name: "checkouts"))
    }
}
