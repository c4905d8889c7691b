import ArgumentParser
import LoadKit

/// The open model, where a command has both.
struct RateOptions: ParsableArguments {
    @Option(help: "Requests a second in the open model, Poisson. Without it: the closed model.")
    var rate: Double?

    func validate() throws {
        guard rate ?? 1 > 0 else { throw ValidationError("rate must be greater than 0") }
    }
}

/// How a loop runs.
struct LoopOptions: ParsableArguments {
    @Option(help: "Keep-alive connections.")
    var connections = 64

    @Option(help: "Measured seconds.")
    var seconds = 10.0

    @Option(help: "Seconds before, not measured.")
    var warmup = 2.0

    @Option(help: "A process of the server, with its children, for CPU; may be repeated.")
    var pid: [Int] = []

    func validate() throws {
        guard connections > 0, seconds > 0, warmup >= 0 else {
            throw ValidationError("connections and seconds must be greater than 0")
        }
    }

    var plan: ClosedLoop.Plan {
        var plan = ClosedLoop.Plan()
        plan.connections = connections
        plan.seconds = seconds
        plan.warmup = warmup
        plan.pids = pid
        return plan
    }

    /// Runs `load` in the open model if there is a rate, else in the closed one.
    func run<Load: ClosedLoad>(
        _ load: inout Load,
        name: String,
        target: Target,
        rate: Double?,
        seed: UInt64
    ) throws -> Report {
        guard let rate else {
            var closed = ClosedLoop(plan, target: target)
            return try closed.run(&load, name: name)
        }
        var open = OpenLoop(plan(rate: rate, seed: seed), target: target)
        return try open.run(&load, name: name)
    }

    private func plan(rate: Double, seed: UInt64) -> OpenLoop.Plan {
        var plan = OpenLoop.Plan()
        plan.rate = rate
        plan.seed = seed
        plan.connections = connections
        plan.seconds = seconds
        plan.warmup = warmup
        plan.pids = pid
        return plan
    }
}

struct MixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mix",
        abstract:
            "Hold, then buy or give up, over many shows: the peer's own mix, for both servers.",
        discussion: """
            Example:
              \(LoadTool.spoken) mix --url http://127.0.0.1:8080 --key-file load.key
              \(LoadTool.spoken) mix --url http://127.0.0.1:18080 --dialect peer --pid 1 --pid 2 --pid 3
            """
    )

    @OptionGroup var common: Common
    @OptionGroup var loop: LoopOptions

    @Option(help: "seatgrid or peer.")
    var dialect = "seatgrid"

    @Option(help: "Shows on sale at a time.")
    var window = 200

    @Option(help: "Shows in all; seatgrid's are imported first, unless --prefix names them.")
    var shows = 2000

    @Option(
        help: "What the ids of shows that are there already begin with, before 1, 2, 3 and so on."
    )
    var prefix: String?

    @Option(help: "The share of holds that is bought.")
    var bought = 0.5

    func run() throws {
        guard let dialect = MixLoad.Dialect(rawValue: dialect) else {
            throw ValidationError("--dialect is seatgrid or peer")
        }
        let where_ = try common.target()
        var plan = MixLoad.Plan()
        plan.window = window
        plan.shows = shows
        plan.bought = bought
        var labels: [String] = []
        let names = prefix ?? "mix-\(Wire.now() / 1_000_000)-"
        if dialect == .seatgrid {
            let client = Client(where_)
            if prefix == nil {
                let all = (1...shows).map { "\(names)\($0)" }
                try Catalogue(seats: plan.seats).importAll(all, with: client)
            }
            labels = try ShowAPI("\(names)1", client: client).labels
        }
        var load = MixLoad(
            target: where_,
            dialect: dialect,
            plan: plan,
            prefix: names,
            labels: labels,
            connections: loop.connections,
            seed: common.seed
        )
        var closed = ClosedLoop(loop.plan, target: where_)
        try common.finish(try closed.run(&load, name: "mix-\(dialect.rawValue)"))
    }
}
