import ArgumentParser
import FoundationEssentials
import LoadKit
import Report

struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract:
            "Runs a scenario at rising load: where the server falls behind, and what it holds.",
        discussion: """
            A run at each load, each on new shows and checked like any run. It ends early once more load brings \
            nothing but waiting. A load meets all when every bar is met and the server kept up: nothing dropped, \
            and at most 5 % of what was meant to start still unanswered at the end. With --find-max the \
            highest such load is searched for between the loads given, to 5 %.
            Exit codes as of 'run'; 3 when no load meets all, or none as high as --at-least.

            Example:
              \(LoadTool.spoken) sweep flash --key-file load.key --rates 500,1000,2000 --out sweep-1
              \(LoadTool.spoken) sweep zipf --key-file load.key --from 500 --to 16000 --steps 6 --seconds 5 \
            --require 'hold.p99<20ms' --find-max --at-least 2000
              \(LoadTool.spoken) report sweep-1
            """
    )

    @OptionGroup var chosen: ScenarioChoice
    @OptionGroup var target: TargetOptions

    @Option(help: "The same seed makes the same people, seats and times.")
    var seed: UInt64 = 1

    @OptionGroup var ladder: LadderOptions
    @OptionGroup var options: RunOptions
    @OptionGroup var server: ServerOptions

    @Option(help: "A folder for sweep.json and a run's folder for each load.")
    var out: String?

    func validate() throws {
        _ = try ladder.levels()
        if ladder.kind == .users, options.ramp != nil || options.arrivals != nil {
            throw ValidationError("--users is the closed model: it has no ramp or arrivals")
        }
        try chosen.allow(server)
    }

    func run() throws {
        var sweep = Sweep(
            ladder.kind,
            levels: try ladder.levels(),
            isSearch: ladder.findMax,
            tool: LoadTool.version,
            startedAt: Date().formatted(.iso8601),
            scenario: chosen.name,
            seed: seed
        )
        sweep.flags = given
        let session = try Session(target, server)
        defer { session.end() }
        var failure: (any Error)?
        while let level = sweep.next {
            do {
                sweep.add(try step(level, sweep, session))
            } catch {
                sweep.stopped = "at \(Sweep.word(level)): \(error)"
                failure = error
            }
        }
        try finish(sweep, failure)
    }

    private func step(_ level: Double, _ sweep: Sweep, _ session: Session) throws -> SweepStep {
        let load = ladder.load(level)
        var plan = options.plan(try chosen.scenario(), load: load, seed: seed)
        plan.isExclusive = !chosen.shared
        let flags = options.given.merging(load.given) { $1 }.merging(chosen.given) { $1 }
        var job = Session.Job(plan: plan, flags: flags)
        job.flags["url"] = target.url
        job.flags["seed"] = "\(seed)"
        job.flags["server"] = server.server
        job.bars = try chosen.bars()
        let name = Sweep.folder(ladder.kind, level)
        job.out = out.map { "\($0)/\(name)" }
        let of = sweep.levels.count > sweep.steps.count ? "/\(sweep.levels.count)" : ""
        job.title = "\(sweep.steps.count + 1)\(of)  \(ladder.kind) \(Sweep.word(level))  "
        let result = try session.run(job)
        let step = SweepStep(result, level: level, folder: out == nil ? nil : name)
        Terminal.say(job.title + step.summary)
        return step
    }

    private var given: [String: String] {
        var flags = options.given.merging(ladder.given) { $1 }.merging(chosen.given) { $1 }
        flags["url"] = target.url
        flags["seed"] = "\(seed)"
        flags["server"] = server.server
        return flags
    }

    /// Prints and keeps `sweep`, and ends with the exit code it deserves.
    private func finish(_ sweep: Sweep, _ failure: (any Error)?) throws {
        let json = String(decoding: try sweep.json(), as: UTF8.self)
        if let out {
            try FileManager.default.createDirectory(
                atPath: out,
                withIntermediateDirectories: true
            )
            try ResultFiles.write(json + "\n", to: "\(out)/\(ResultFiles.sweep)")
        }
        print(target.json ? json + "\n" : sweep.text, terminator: "")
        if sweep.steps.contains(where: { $0.broken > 0 }) { throw ExitCode(4) }
        if let failure { throw failure }
        if sweep.steps.contains(where: { !$0.checked }) { throw ExitCode(1) }
        guard let highest = sweep.highest, highest >= ladder.atLeast ?? 0 else { throw ExitCode(3) }
    }
}
