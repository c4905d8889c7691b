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
        let cpuBefore = plan.pids.map { ProcessStats.of($0).cpu }.reduce(0, +)
        let ownBefore = ProcessStats.own()
        let began = Wire.now()
        try drive(&load, until: began + UInt64(plan.seconds * 1e9), measuring: true)
        let elapsed = Double(Wire.now() - began) / 1e9
        let own = ProcessStats.own() - ownBefore
        let cpu = plan.pids.map { ProcessStats.of($0).cpu }.reduce(0, +) - cpuBefore
        let spent = Spent(seconds: elapsed, server: cpu, driver: own)
        var report = Report(name)
        report.add("connections", Double(plan.connections))
        report.add(latencies, of: load, spent, countsServer: !plan.pids.isEmpty)
        return report
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
}
