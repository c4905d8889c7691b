import ArgumentParser
import Checker
import LoadKit

struct FightCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fight",
        abstract: "Everyone wants the same seats of one show; afterwards every answer is checked.",
        discussion: """
            Hold, extend, swap, release, book and let lapse in overlapping groups of 1 to 6.

            Example:
              \(LoadTool.spoken) fight --url http://127.0.0.1:8080 --key-file load.key --attempts 20000 --seed 7
            """
    )

    @OptionGroup var common: Common
    @OptionGroup var target: ShowOptions
    @OptionGroup var fight: FightOptions

    @Option(help: "Writes in all.")
    var attempts = 200_000

    @Flag(help: "Others write to the show too, so that the log may have what we did not ask for.")
    var shared = false

    func run() throws {
        let client = Client(try common.target())
        let show = try target.shows(1, common: common, client: client)[0]
        var plan = fight.plan(seed: common.seed)
        plan.attempts = attempts
        let fight = try Fight(plan, api: try ShowAPI(show, client: client), client: client)
        let began = Wire.now()
        guard fight.recover() else { throw Client.Failed(description: "nobody listens") }
        let pause = fight.run(until: began + 3_600_000_000_000)
        fight.giveUp()
        var report = fight.report("fight", seconds: Double(Wire.now() - began) / 1e9)
        if pause == .disconnected { common.say("the server closed all connections") }
        common.say("checking \(fight.evidence.count) answers")
        let checking = Wire.now()
        report.findings = try fight.verify(exclusive: !shared)
        report.checked = true
        report.add("checked_in_seconds", Double(Wire.now() - checking) / 1e9)
        try common.finish(report)
    }
}

/// How the fight goes, of `fight` and `crash`.
struct FightOptions: ParsableArguments {
    @Option(help: "Keep-alive connections.")
    var connections = 64

    @Option(help: "The shortest hold in milliseconds.")
    var shortestTTL = 1000

    @Option(help: "The longest hold in milliseconds.")
    var longestTTL = 4000

    @Option(help: "The largest group.")
    var group = 6

    func validate() throws {
        guard connections > 0, group > 0, group <= 10, shortestTTL > 0, longestTTL >= shortestTTL
        else {
            throw ValidationError("connections > 0, 0 < group <= 10, shortest-ttl <= longest-ttl")
        }
    }

    func plan(seed: UInt64) -> FightPlan {
        var plan = FightPlan()
        plan.connections = connections
        plan.shortestTTL = shortestTTL
        plan.longestTTL = longestTTL
        plan.largestGroup = group
        plan.seed = seed
        return plan
    }
}
