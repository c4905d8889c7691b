import ArgumentParser
import LoadKit
import Report

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract:
            "Runs a scenario, measures it, and checks every answer against the server's logs.",
        discussion: """
            Latency counts from the moment at which a request was meant to be sent, not from the one at which \
            a connection was free for it. '\(LoadTool.spoken) list' shows the scenarios.

            Example:
              \(LoadTool.spoken) run flash --key-file load.key --rate 2000 --seed 7 \
            --require 'hold.p99<20ms,errors<0.1%,oversell=0'
            """
    )

    @OptionGroup var chosen: ScenarioChoice
    @OptionGroup var target: TargetOptions

    @Option(help: "The same seed makes the same people, seats and times.")
    var seed: UInt64 = 1

    @Option(help: "People a second; the open model. Without it as the scenario says.")
    var rate: Double?

    @Option(help: "People at a time; the closed model: for each who leaves another one comes.")
    var users: Int?

    @OptionGroup var options: RunOptions
    @OptionGroup var dialect: DialectOptions
    @OptionGroup var server: ServerOptions

    @Option(help: "A folder for result.json, evidence.jsonl.gz, STEP.hgrm and latency.hlog.")
    var out: String?

    @Option(help: "An existing show to use instead of new ones.")
    var show: String?

    @Flag(help: "Measure only: of many shows and long logs the check takes longer than the run.")
    var unchecked = false

    func validate() throws {
        try load.validate(options)
        try chosen.allow(server)
        try dialect.check(options.plan(try chosen.scenario(), load: load, seed: seed).scenario)
    }

    private var load: LoadLevel { LoadLevel(rate: rate, users: users) }

    func run() throws { try run(repeating: nil) }

    /// Runs, at the times of a run that was recorded in the folder `recorded`, when there is one.
    func run(repeating recorded: String?) throws {
        let scenario = try chosen.scenario()
        var plan = options.plan(scenario, load: load, seed: seed)
        plan.isExclusive = !chosen.shared
        plan.isChecked = !unchecked
        if let recorded, Recording.hasEvidence(recorded) {
            let shows = show == nil ? plan.scenario.shows : 1
            plan.comings = try EvidenceReader(folder: recorded).comings(for: plan, shows: shows)
        }
        let session = try Session(target, server)
        defer { session.end() }
        var job = Session.Job(plan: plan, show: show, flags: given)
        job.dialect = dialect
        job.flags["replay"] = recorded
        job.bars = try chosen.bars()
        job.out = out
        try finish(try session.run(job))
    }

    private var given: [String: String] {
        var flags = options.given
        flags.merge(load.given) { $1 }
        flags.merge(chosen.given) { $1 }
        flags.merge(dialect.given) { $1 }
        flags["url"] = target.url
        flags["seed"] = "\(seed)"
        flags["show"] = show
        flags["server"] = server.server
        if unchecked { flags["unchecked"] = "true" }
        return flags
    }

    /// Prints `result`, and ends with the exit code it deserves.
    private func finish(_ result: LoadResult) throws {
        if target.json {
            print(String(decoding: try result.json(), as: UTF8.self))
        } else {
            print(ReportText([result], names: [result.scenario]).markdown, terminator: "")
        }
        if let broken = result.invariants?.broken, !broken.isEmpty { throw ExitCode(4) }
        if result.invariants?.checked != true { throw ExitCode(1) }
        if result.requirements.contains(where: { !$0.met }) { throw ExitCode(3) }
    }
}
