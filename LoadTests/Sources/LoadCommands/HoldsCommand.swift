import ArgumentParser
import LoadKit

struct HoldsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holds",
        abstract:
            "Durable holds and their releases, as fast as they are answered or at a planned rate.",
        discussion: """
            Each connection has seats of its own, so that nothing is refused and the show never fills. With --rate
            requests are sent when they are due, and latency counts from then.

            Example:
              \(LoadTool.spoken) holds --url http://127.0.0.1:8080 --key-file load.key --pid 4711 --require 'p99_ms<5'
            """
    )

    @OptionGroup var common: Common
    @OptionGroup var target: ShowOptions
    @OptionGroup var loop: LoopOptions
    @OptionGroup var open: RateOptions

    @Option(help: "Shows to spread over (when they are imported).")
    var shows = 4

    @Option(help: "Asks for so many of the best seats together, instead of two by name.")
    var best: Int?

    func validate() throws {
        guard 1...10 ~= best ?? 1 else { throw ValidationError("best is 1 to 10") }
    }

    func run() throws {
        let where_ = try common.target()
        let client = Client(where_)
        let names = try target.shows(shows, common: common, client: client)
        let labels = try ShowAPI(names[0], client: client).labels
        var load = HoldsLoad(
            target: where_,
            shows: names,
            labels: labels,
            connections: loop.connections,
            best: best,
            seed: common.seed
        )
        try common.finish(
            try loop.run(
                &load,
                name: "holds",
                target: where_,
                rate: open.rate,
                seed: common.seed
            )
        )
    }
}
