/// A request and the kind of latency that it counts as.
public struct Ask {
    /// Its place in `ClosedLoad.kinds`.
    public var kind: Int
    /// The whole request.
    public var bytes: [UInt8]
}

/// What each of many connections asks next, decided by what it was answered last.
public protocol ClosedLoad {
    /// The names of the kinds of request.
    static var kinds: [String] { get }
    /// The first request of `connection`.
    mutating func first(_ connection: Int) -> Ask
    /// The request after an answer.
    mutating func next(_ connection: Int, after kind: Int, status: Int, body: [UInt8]) -> Ask
    /// Answers that were not as hoped, counted from the start of the measurement on.
    var errors: Int { get set }
    /// Figures of its own, counted from the start of the measurement on: the errors, unless it says
    /// otherwise.
    var figures: [(name: String, value: Double)] { get }
    /// Forgets what was counted: the measurement starts.
    mutating func startCounting()
}

extension ClosedLoad {
    /// The errors alone.
    public var figures: [(name: String, value: Double)] { [("errors", Double(errors))] }

    /// Forgets the errors.
    public mutating func startCounting() { errors = 0 }
}

/// Drives a `ClosedLoad`: each connection sends its next request when it has the answer to the
/// last.
public struct ClosedLoop {
    /// How long, how many, and whose CPU to count.
    public struct Plan: Sendable {
        /// Keep-alive connections.
        public var connections = 64
        /// Measured seconds.
        public var seconds = 10.0
        /// Seconds before, that are not measured.
        public var warmup = 2.0
        /// Processes of the server, each with its children.
        public var pids: [Int] = []

        /// 64 connections for 10 s after 2 s.
        public init() {}
    }

    private let plan: Plan
    private let wire: Wire
    private var sent: [UInt64]
    private var kinds: [Int]
    private var latencies: [Latencies] = []
    private var answers = 0

    /// A loop to `target`.
    public init(_ plan: Plan, target: Target) {
        self.plan = plan
        wire = Wire(target: target, capacity: plan.connections)
        sent = Array(repeating: 0, count: plan.connections)
        kinds = Array(repeating: 0, count: plan.connections)
    }

    /// Runs `load` for the planned time; throws when the server can't be reached or closes a
    /// connection.
    public mutating func run<Load: ClosedLoad>(_ load: inout Load, name: String) throws -> Report {
        latencies = Load.kinds.map { _ in Latencies() }
        for connection in 0..<plan.connections {
            guard wire.connect(connection) else {
                throw Client.Failed(description: "nobody listens")
            }
            fire(connection, load.first(connection))
        }
        try drive(&load, until: Wire.now() + UInt64(plan.warmup * 1e9), measuring: false)
        load.startCounting()
        answers = 0
        let cpuBefore = plan.pids.map { ProcessStats.of($0).cpu }.reduce(0, +)
        let ownBefore = ProcessStats.own()
        let began = Wire.now()
        try drive(&load, until: began + UInt64(plan.seconds * 1e9), measuring: true)
        let elapsed = Double(Wire.now() - began) / 1e9
        let own = ProcessStats.own() - ownBefore
        let cpu = plan.pids.map { ProcessStats.of($0).cpu }.reduce(0, +) - cpuBefore
        return report(load, name: name, elapsed: elapsed, cpu: cpu, own: own)
    }

    private mutating func fire(_ connection: Int, _ ask: Ask) {
        kinds[connection] = ask.kind
        sent[connection] = Wire.now()
        wire.send(connection, ask.bytes)
    }

    private mutating func drive<Load: ClosedLoad>(
        _ load: inout Load,
        until deadline: UInt64,
        measuring: Bool
    ) throws {
        var now = Wire.now()
        while now < deadline {
            guard let event = wire.next(timeout: Int64(deadline - now)) else {
                now = Wire.now()
                continue
            }
            now = event.at
            guard event.kind == .response else {
                throw Client.Failed(description: "the server closed a connection")
            }
            let connection = event.connection
            if measuring {
                latencies[kinds[connection]].record(event.at - sent[connection])
                answers += 1
            }
            let ask = load.next(
                connection,
                after: kinds[connection],
                status: event.status,
                body: wire.body
            )
            fire(connection, ask)
        }
    }

    private func report<Load: ClosedLoad>(
        _ load: Load,
        name: String,
        elapsed: Double,
        cpu: Double,
        own: Double
    ) -> Report {
        var report = Report(name)
        var all = Latencies()
        for each in latencies { all.add(each) }
        report.add("connections", Double(plan.connections))
        report.add("seconds", elapsed)
        report.add("requests", Double(answers))
        report.add("requests_per_second", Double(answers) / elapsed)
        report.add("", all)
        for (kind, each) in zip(Load.kinds, latencies) where each.count > 0 {
            report.add(kind + "_per_second", Double(each.count) / elapsed)
            report.add(kind + "_p50_ms", each.milliseconds(50))
            report.add(kind + "_p99_ms", each.milliseconds(99))
        }
        for (name, value) in load.figures { report.add(name, value) }
        if !plan.pids.isEmpty {
            report.add("server_cpu_percent", 100 * cpu / elapsed)
            report.add("server_cpu_us_per_request", cpu * 1e6 / Double(max(answers, 1)))
        }
        report.add("driver_cpu_percent", 100 * own / elapsed)
        return report
    }
}
