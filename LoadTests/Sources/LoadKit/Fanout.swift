import Checker

/// Many live subscribers on one show while a few writers change it.
public struct FanoutPlan: Sendable {
    /// Live connections that read.
    public var subscribers = 5000
    /// Live connections that say hello and never read again.
    public var stalled = 0
    /// Changes a second: holds of one seat, and releases.
    public var changes = 200.0
    /// Connections that write.
    public var writers = 16
    /// Seats that each change touches: many fill the buffers of those who stall.
    public var seatsPerChange = 1
    /// Measured seconds.
    public var seconds = 10.0
    /// Every so many subscribers keeps the whole map and is compared with the log.
    public var compared = 100
    /// The server's process, for its memory; 0 for none.
    public var pid = 0
    /// Repeats the same changes.
    public var seed: UInt64 = 1

    /// Bar 7.
    public init() {}
}

/// Runs a `FanoutPlan`: gapless streams, and the time from commit to socket.
public final class Fanout {
    struct Writer {
        var hold: [UInt8]?
        var busy = false
        var sent: UInt64 = 0
    }

    let plan: FanoutPlan
    let api: ShowAPI
    let wire: Wire
    let requests: Requests
    var streams: [DeltaStream]
    var writers: [Writer]
    var dice: Dice
    var commits = CommitTimes()
    var fromCommit = Latencies()
    var fromSending = Latencies()
    var frames = 0
    var changes = 0
    var closedStreams = 0
    var byes = 0
    var measuring = false
    var closeCodes: [Int: Int] = [:]

    /// Subscribers come first among the connections, then the stalled ones, then the writers.
    public init(_ plan: FanoutPlan, api: ShowAPI, client: Client) {
        self.plan = plan
        self.api = api
        Wire.raiseFileLimit()
        wire = Wire(
            target: client.target,
            capacity: plan.subscribers + plan.stalled + plan.writers
        )
        requests = Requests(client.target)
        dice = Dice(seed: plan.seed)
        streams = (0..<(plan.subscribers + plan.stalled)).map {
            DeltaStream(keepsStates: $0 % max(plan.compared, 1) == 0)
        }
        writers = Array(repeating: Writer(), count: plan.writers)
    }

    /// Connects, changes and measures; compares with the log at the end.
    public func run() throws -> Report {
        let start = try api.map()
        let before = resident()
        let began = Wire.now()
        try subscribe()
        let connected = Double(Wire.now() - began) / 1e9
        settle(seconds: 0.5)
        let idle = resident()
        for stalled in 0..<plan.stalled { wire.listen(plan.subscribers + stalled, false) }
        try connectWriters()
        measuring = true
        let cpu = plan.pid > 0 ? ProcessStats.of(plan.pid).cpu : 0
        let driverCPU = ProcessStats.own()
        let from = Wire.now()
        change(until: from + UInt64(plan.seconds * 1e9))
        let elapsed = Double(Wire.now() - from) / 1e9
        var report = Report("fanout")
        report.add("driver_cpu_percent", 100 * (ProcessStats.own() - driverCPU) / elapsed)
        if plan.pid > 0 {
            report.add("server_cpu_percent", 100 * (ProcessStats.of(plan.pid).cpu - cpu) / elapsed)
        }
        measuring = false
        settle(seconds: 1)
        let end = resident()
        add(to: &report, elapsed: elapsed, connected: connected)
        if plan.pid > 0 {
            let all = Double(max(plan.subscribers + plan.stalled, 1))
            report.add("server_bytes_per_connection", Double(idle - before) / all)
            report.add("server_mb_at_the_end", Double(end) / 1_048_576)
            report.add("server_mb_grown_under_load", Double(end - idle) / 1_048_576)
        }
        drainStalled(&report)
        report.findings = try compare(from: start)
        report.checked = true
        return report
    }

    private func resident() -> Int { plan.pid > 0 ? ProcessStats.of(plan.pid).resident : 0 }

    private func subscribe() throws {
        let upgrade = requests.upgrade(Array("/v1/shows/\(api.show)/live".utf8))
        for connection in 0..<(plan.subscribers + plan.stalled) {
            let isStalled = connection >= plan.subscribers
            guard wire.connect(connection, receiveBuffer: isStalled ? 4096 : 0) else {
                throw Client.Failed(description: "subscriber \(connection) could not connect")
            }
            wire.send(connection, upgrade)
            // Let answers in as we go, so that no backlog of the server's overflows.
            while let event = wire.next(timeout: 0) { take(event) }
        }
        let deadline = Wire.now() + 60_000_000_000
        while streams.contains(where: { $0.version == nil }), Wire.now() < deadline,
            closedStreams == 0
        {
            if let event = wire.next(timeout: 10_000_000) { take(event) }
        }
        let waiting = streams.count { $0.version == nil }
        guard waiting == 0, closedStreams == 0 else {
            throw Client.Failed(
                description: "\(waiting) of \(streams.count) subscribers got no snapshot, "
                    + "\(closedStreams) were closed"
            )
        }
    }

    private func connectWriters() throws {
        for writer in writers.indices {
            guard wire.connect(streams.count + writer) else {
                throw Client.Failed(description: "a writer could not connect")
            }
        }
    }

    func settle(seconds: Double) {
        let deadline = Wire.now() + UInt64(seconds * 1e9)
        while case let now = Wire.now(), now < deadline {
            if let event = wire.next(timeout: Int64(deadline - now)) { take(event) }
        }
    }

    /// Sends changes at their times; one that is late because all writers wait goes as soon as one
    /// is back.
    private func change(until end: UInt64) {
        let step = 1e9 / plan.changes
        var due = Double(Wire.now())
        var turn = 0
        while case let now = Wire.now(), now < end {
            while due <= Double(now) {
                guard let writer = freeWriter(&turn) else { break }
                write(writer)
                due += step
            }
            let wait = min(max(due - Double(now), 50_000), Double(end - now))
            if let event = wire.next(timeout: Int64(wait)) { take(event) }
        }
    }

    private func freeWriter(_ turn: inout Int) -> Int? {
        for _ in writers.indices {
            turn = (turn + 1) % writers.count
            if !writers[turn].busy { return turn }
        }
        return nil
    }
}
