import ArgumentParser
import FoundationEssentials
import Glibc
import LoadKit
import Report

/// The server of one run or of several: its processes, and whether the driver starts it.
struct ServerOptions: ParsableArguments {
    @Option(help: "A process of the server, with its children (found by the port without it).")
    var pid: [Int] = []

    @Option(help: "The command that starts the server, all its processes; ended afterwards.")
    var server: String?

    @Option(help: "Where the output of --server goes.")
    var serverLog = "/tmp/seatgrid-load-server.log"
}

/// Runs of scenarios against one server, from its start to the checked result.
struct Session {
    /// What one run needs beside its plan.
    struct Job {
        var plan: RunPlan
        /// An existing show to use instead of new ones.
        var show: String?
        /// What kind of server it is; nil for SeatGrid.
        var dialect: DialectOptions?
        /// What `result.json` says was asked for.
        var flags: [String: String]
        var bars: [Bar] = []
        /// A folder to keep everything in.
        var out: String?
        /// What stands before the progress line.
        var title = ""
    }

    let target: TargetOptions
    let client: Client
    private let process: ServerProcess?
    private let pids: [Int]

    /// Starts the server when there is a command line for that, and waits till it is ready.
    init(_ target: TargetOptions, _ options: ServerOptions) throws {
        self.target = target
        client = Client(try target.target())
        process = options.server.map { ServerProcess(command: $0, log: options.serverLog) }
        if let process {
            try process.start(run: ServerProcess.untroubled)
            guard client.waitTillReady(seconds: 60) else {
                throw Client.Failed(
                    description: "the server did not come up: see \(options.serverLog)"
                )
            }
            pids = [Int(process.pid)]
        } else if client.target.isLoopback, options.pid.isEmpty {
            pids = ProcessStats.listener(port: client.target.port).map { [$0] } ?? []
        } else {
            pids = options.pid
        }
    }

    /// Ends the server that was started.
    func end() { process?.stop() }

    /// Runs `job`, checks every answer, and keeps what is to be kept.
    func run(_ job: Job) throws -> LoadResult {
        var plan = job.plan
        // A process that is killed on the way leaves no CPU time behind.
        if plan.scenario.disturbance != .kill { plan.pids = pids }
        var setting = Runner.Setting(
            tool: LoadTool.version,
            url: target.url,
            flags: job.flags,
            startedAt: Date(),
            machine: .here(server: pids.first, isRemote: !client.target.isLoopback)
        )
        setting.name = job.dialect?.name
        let runner = try runner(plan, job)
        try drive(runner, title: job.title)
        if plan.isChecked { Terminal.say("\(job.title)checking \(runner.answers) answers") }
        let folder = job.out.map { OutFolder($0) }
        var result = try runner.result(setting, keeping: try folder?.evidence())
        result.requirements = job.bars.map { $0.judge(result) }
        try folder?.keep(result)
        return result
    }

    private func runner(_ plan: RunPlan, _ job: Job) throws -> Runner {
        guard let dialect = job.dialect else {
            return try Runner(plan, shows: try shows(job), client: client, server: process)
        }
        return try dialect.runner(plan, client, process, show: job.show) { try shows(job) }
    }

    private func drive(_ runner: Runner, title: String) throws {
        let isTerminal = Terminal.isThere
        if isTerminal {
            runner.onProgress = { Terminal.rewrite(title + ProgressLine.text($0)) }
        }
        try runner.run()
        if isTerminal { Terminal.rewrite("") }
        if let gone = runner.outageMilliseconds {
            Terminal.say("the server answered again \(Int(gone)) ms after its death")
        }
    }

    private func shows(_ job: Job) throws -> [ShowAPI] {
        if let show = job.show { return [try ShowAPI(show, client: client)] }
        let stamp = Wire.now() / 1_000_000
        let names = (1...job.plan.scenario.shows).map { "run-\(stamp)-\($0)" }
        try Catalogue(seats: job.plan.scenario.seats).importAll(names, with: client)
        let first = try ShowAPI(names[0], client: client)
        return [first] + names.dropFirst().map { ShowAPI($0, like: first) }
    }
}

/// Standard error, for the person who waits beside the result.
enum Terminal {
    /// True when a person may be looking.
    static var isThere: Bool { isatty(2) == 1 }

    /// A line that stays.
    static func say(_ line: String) { write(line + "\n") }

    /// A line in place of the one before.
    static func rewrite(_ line: String) { write("\r\u{1b}[K" + line) }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.write(2, bytes, bytes.count)
    }
}
