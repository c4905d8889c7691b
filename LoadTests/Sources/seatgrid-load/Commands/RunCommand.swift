import ArgumentParser
import FoundationEssentials
import Glibc
import LoadKit
import Report

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract:
            "Runs a scenario, measures it, and checks every answer against the server's logs.",
        discussion: """
            Latency counts from the moment at which a request was meant to be sent, not from the one at which \
            a connection was free for it. 'seatgrid-load list' shows the scenarios.

            Example:
              seatgrid-load run flash --key-file load.key --rate 2000 --seed 7 \
            --require 'hold.p99<20ms,errors<0.1%,oversell=0'
            """
    )

    @Argument(help: "The scenario; see 'list'.")
    var scenario: String

    @OptionGroup var target: TargetOptions
    @OptionGroup var options: RunOptions
    @OptionGroup var dialect: DialectOptions

    @Option(
        name: .customLong("require"),
        help: """
            Bars to reach, between commas: 'hold.p99<20ms,errors<0.1%,oversell=0'. Missed: exit code 3.
            """
    )
    var requirements: [String] = []

    @Option(help: "A folder for result.json, STEP.hgrm and latency.hlog.")
    var out: String?

    @Option(help: "A process of the server, with its children (found by the port without it).")
    var pid: [Int] = []

    @Option(help: "The command that starts the server, all its processes; ended afterwards.")
    var server: String?

    @Option(help: "Where the output of --server goes.")
    var serverLog = "/tmp/seatgrid-load-server.log"

    @Option(help: "An existing show to use instead of new ones.")
    var show: String?

    @Flag(help: "Others write to the show too, so that the log may have what we did not ask for.")
    var shared = false

    @Flag(help: "Measure only: of many shows and long logs the check takes longer than the run.")
    var unchecked = false

    func validate() throws {
        _ = try chosen()
        _ = try bars()
    }

    private func chosen() throws -> Scenario {
        guard let found = Scenario.named(scenario) else {
            let names = Scenario.all.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no scenario '\(scenario)'; there are \(names)")
        }
        if case .kill? = found.disturbance, server == nil {
            throw ValidationError("\(scenario) kills the server: give --server 'COMMAND'")
        }
        try dialect.check(options.plan(found, seed: target.seed).scenario)
        return found
    }

    private func bars() throws -> [Bar] {
        let figures = Figure.all(of: try chosen())
        do {
            return try requirements.flatMap { try Bar.list($0, of: figures) }
        } catch {
            throw ValidationError("--require: \(error)")
        }
    }

    func run() throws {
        let client = Client(try target.target())
        let process = server.map { ServerProcess(command: $0, log: serverLog) }
        defer { process?.stop() }
        if let process {
            try process.start(run: ServerProcess.untroubled)
            guard client.waitTillReady(seconds: 60) else {
                throw Client.Failed(description: "the server did not come up: see \(serverLog)")
            }
        }
        var plan = options.plan(try chosen(), seed: target.seed)
        let processes = pids(process, client.target)
        // A process that is killed on the way leaves no CPU time behind.
        if plan.scenario.disturbance != .kill { plan.pids = processes }
        plan.isExclusive = !shared
        plan.isChecked = !unchecked
        var setting = Runner.Setting(
            tool: Main.version,
            url: target.url,
            flags: given,
            startedAt: Date(),
            machine: .here(server: processes.first, isRemote: !client.target.isLoopback)
        )
        setting.name = dialect.name
        let runner = try dialect.runner(plan, client, process, show: show) {
            try shows(plan, client)
        }
        let isTerminal = isatty(2) == 1
        if isTerminal {
            runner.onProgress = { show in write("\r\u{1b}[K" + ProgressLine.text(show)) }
        }
        try runner.run()
        if isTerminal { write("\r\u{1b}[K") }
        if let gone = runner.outageMilliseconds {
            write("the server answered again \(Int(gone)) ms after its death\n")
        }
        if !unchecked { write("checking \(runner.answers) answers\n") }
        var result = try runner.result(setting)
        result.requirements = try bars().map { $0.judge(result) }
        try finish(result)
    }

    private func pids(_ process: ServerProcess?, _ target: Target) -> [Int] {
        if let process { return [Int(process.pid)] }
        guard target.isLoopback else { return pid }
        return pid.isEmpty ? ProcessStats.listener(port: target.port).map { [$0] } ?? [] : pid
    }

    private func shows(_ plan: RunPlan, _ client: Client) throws -> [ShowAPI] {
        if let show { return [try ShowAPI(show, client: client)] }
        let stamp = Wire.now() / 1_000_000
        let names = (1...plan.scenario.shows).map { "run-\(stamp)-\($0)" }
        try Catalogue(seats: plan.scenario.seats).importAll(names, with: client)
        let first = try ShowAPI(names[0], client: client)
        return [first] + names.dropFirst().map { ShowAPI($0, like: first) }
    }

    private var given: [String: String] {
        var flags = options.given
        flags["url"] = target.url
        flags["seed"] = "\(target.seed)"
        flags["show"] = show
        flags["server"] = server
        if dialect.dialect != .seatgrid { flags["dialect"] = dialect.dialect.rawValue }
        flags["name"] = dialect.name
        if shared { flags["shared"] = "true" }
        if unchecked { flags["unchecked"] = "true" }
        if !requirements.isEmpty { flags["require"] = requirements.joined(separator: ",") }
        return flags
    }

    /// Prints and keeps `result`, and ends with the exit code it deserves.
    private func finish(_ result: LoadResult) throws {
        if let out { try OutFolder(out).keep(result) }
        print(target.json ? String(decoding: try result.json(), as: UTF8.self) : result.summary)
        if let broken = result.invariants?.broken, !broken.isEmpty { throw ExitCode(4) }
        if result.invariants?.checked != true { throw ExitCode(1) }
        if result.requirements.contains(where: { !$0.met }) { throw ExitCode(3) }
    }

    /// A piece of text for the person who waits, beside the result.
    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.write(2, bytes, bytes.count)
    }
}
