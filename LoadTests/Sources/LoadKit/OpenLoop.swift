/// Drives a `ClosedLoad` at times that were planned beforehand, whatever the server does.
///
/// Each request is due at its own time and goes out on the connection that has been free for
/// longest; while none is free it waits, and its latency counts from when it was due.
public struct OpenLoop {
    /// How fast, how long, and whose CPU to count.
    public struct Plan: Sendable {
        /// Requests a second, as independent people make them.
        public var rate = 1000.0
        /// Keep-alive connections.
        public var connections = 256
        /// Measured seconds.
        public var seconds = 10.0
        /// Seconds before, that are not measured.
        public var warmup = 2.0
        /// Processes of the server, each with its children.
        public var pids: [Int] = []
        /// The same seed makes the same times.
        public var seed: UInt64 = 1
        /// Requests that may wait for a connection; more are dropped and counted.
        public var backlog = 100_000

        /// 1,000 a second on 256 connections, for 10 s after 2 s.
        public init() {}
    }

    /// Sleeping costs up to this much more than was asked for: a shorter wait is spun.
    private static let shortestSleep: UInt64 = 200_000

    private let plan: Plan
    private let wire: Wire
    private var arrivals: Arrivals
    private var asks: [Ask] = []
    /// When the request that each connection waits for was due.
    private var due: [UInt64]
    private var free: WaitingLine
    private var late: WaitingLine
    private var latencies: [Latencies] = []
    private var dropped = 0
    private var measuredFrom = UInt64.max

    /// A loop to `target`.
    public init(_ plan: Plan, target: Target) {
        self.plan = plan
        wire = Wire(target: target, capacity: plan.connections)
        arrivals = Arrivals(rate: plan.rate, seed: plan.seed)
        due = Array(repeating: 0, count: plan.connections)
        free = WaitingLine(bound: plan.connections)
        late = WaitingLine(bound: plan.backlog)
    }

    /// Runs `load` for the planned time; throws when the server can't be reached or closes a
    /// connection.
    public mutating func run<Load: ClosedLoad>(_ load: inout Load, name: String) throws -> Report {
        latencies = Load.kinds.map { _ in Latencies() }
        for connection in 0..<plan.connections {
            guard wire.connect(connection) else {
                throw Client.Failed(description: "nobody listens")
            }
            asks.append(load.first(connection))
            _ = free.join(connection, isNew: false)
        }
        let began = Wire.now()
        measuredFrom = began + UInt64(plan.warmup * 1e9)
        var next = began + arrivals.next()
        try drive(&load, from: began, until: measuredFrom, next: &next)
        load.startCounting()
        dropped = 0
        let cpuBefore = plan.pids.map { ProcessStats.of($0).cpu }.reduce(0, +)
        let ownBefore = ProcessStats.own()
        let from = Wire.now()
        try drive(&load, from: began, until: from + UInt64(plan.seconds * 1e9), next: &next)
        let spent = Spent(
            seconds: Double(Wire.now() - from) / 1e9,
            server: plan.pids.map { ProcessStats.of($0).cpu }.reduce(0, +) - cpuBefore,
            driver: ProcessStats.own() - ownBefore
        )
        var report = Report(name)
        report.add("connections", Double(plan.connections))
        report.add("rate", plan.rate)
        report.add("dropped", Double(dropped))
        report.add("waiting_at_the_end", Double(late.count))
        report.add(latencies, of: load, spent, countsServer: !plan.pids.isEmpty)
        return report
    }

    private mutating func drive<Load: ClosedLoad>(
        _ load: inout Load,
        from began: UInt64,
        until end: UInt64,
        next: inout UInt64
    ) throws {
        var now = Wire.now()
        while now < end {
            while next <= now {
                come(next)
                next = began + arrivals.next()
            }
            let wait = min(next, end) - min(now, min(next, end))
            let sleep = wait > Self.shortestSleep ? wait - Self.shortestSleep : 0
            if let event = wire.next(timeout: Int64(sleep)) { try take(event, &load) }
            now = Wire.now()
        }
    }

    private mutating func come(_ time: UInt64) {
        if let connection = free.take() {
            send(connection, dueAt: time)
        } else if !late.join(Int(time), isNew: true) {
            dropped += 1
        }
    }

    private mutating func send(_ connection: Int, dueAt time: UInt64) {
        due[connection] = time
        wire.send(connection, asks[connection].bytes)
    }

    private mutating func take<Load: ClosedLoad>(_ event: Wire.Event, _ load: inout Load) throws {
        guard event.kind == .response else {
            throw Client.Failed(description: "the server closed a connection")
        }
        let connection = event.connection
        let kind = asks[connection].kind
        if due[connection] >= measuredFrom {
            latencies[kind].record(event.at - min(due[connection], event.at))
        }
        asks[connection] = load.next(
            connection,
            after: kind,
            status: event.status,
            body: wire.body
        )
        if let time = late.take() {
            send(connection, dueAt: UInt64(time))
        } else {
            _ = free.join(connection, isNew: false)
        }
    }
}
