import ArgumentParser
import Checker
import LoadKit

struct GetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "One GET for ever: the ceiling of a hello, a health route, a seat map.",
        discussion: """
            Example:
              \(LoadTool.spoken) get --url http://127.0.0.1:18090 --path / --pid 4711
            """
    )

    @OptionGroup var common: Common
    @OptionGroup var loop: LoopOptions
    @OptionGroup var open: RateOptions

    @Option(help: "What to get.")
    var path = "/"

    @Option(help: "A version that is known already: sends If-None-Match, and wants 304.")
    var etag: UInt64?

    func run() throws {
        let where_ = try common.target()
        var load = PlainLoad(target: where_, path: path, etag: etag)
        try common.finish(
            try loop.run(
                &load,
                name: "get",
                target: where_,
                rate: open.rate,
                seed: common.seed
            )
        )
    }
}

struct MapsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maps",
        abstract: "The seat map of a show that does not change, by who has it already: 304.",
        discussion: """
            Example:
              \(LoadTool.spoken) maps --url http://127.0.0.1:8080 --key-file load.key --pid 4711
            """
    )

    @OptionGroup var common: Common
    @OptionGroup var target: ShowOptions
    @OptionGroup var loop: LoopOptions

    func run() throws {
        let where_ = try common.target()
        let client = Client(where_)
        let show = try target.shows(1, common: common, client: client)[0]
        let version = try ShowAPI(show, client: client).map().version
        var load = PlainLoad(target: where_, path: "/v1/shows/\(show)/seats", etag: version)
        var closed = ClosedLoop(loop.plan, target: where_)
        try common.finish(try closed.run(&load, name: "maps"))
    }
}
