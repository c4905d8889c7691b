import Checker

/// Runs a scenario against one server: one thread, many connections, every answer kept for the
/// check.
///
/// In an open model the plan does not wait for the server: a request that is due while every
/// connection is busy is late from then on, and its latency says so.
public final class Runner {
    /// What a person who waits is told now and then.
    public struct Progress {
        /// Seconds of the run so far, warm-up included.
        public var elapsed: Double
        /// Seconds that it takes in all.
        public var total: Double
        /// Of the last whole second.
        public var answers: UInt64
        /// Of the last whole second, in milliseconds.
        public var p50: Double?
        /// As `p50`.
        public var p99: Double?
        /// Since the run began.
        public var errors: UInt64
        /// Seats sold, and of how many.
        public var sold: Int
        /// Seats of all shows.
        public var capacity: Int
    }

    /// Keyed writes kept for repeats after a restart.
    static let recentKept = 400

    let plan: RunPlan
    let wire: Wire
    let client: Client
    let dialect: any Dialect
    let people: Crowd
    /// The server when the driver started it itself.
    let server: ServerProcess?
    /// Told about twice a second.
    public var onProgress: ((Progress) -> Void)?
    var shows: [ShowRecord]
    var visitors: [Visitor?] = []
    var freeVisitors: [Int] = []
    var flights: [Flight?]
    var freeConnections: [Int]
    /// Connections that found nobody listening, and from when to try again.
    var resting: [(connection: Int, until: UInt64)] = []
    var live: [LiveConnection?]
    var freeLive: [Int]
    /// Live connections to be opened again, with the time at which they were cut.
    var toResume: [(place: Int, cut: UInt64)] = []
    var dueTimes = DueTimes()
    var line: WaitingLine
    var tally: Tally
    var meter: Meter
    /// When each person came, in nanoseconds of the run.
    var comings: [UInt64] = []
    var serial = 0
    var end: UInt64
    var outage = Outage()
    /// The last acknowledged writes with a key, of a run in which the server is killed.
    var recent: [(show: Int, flight: Flight)] = []
    private var lastProgress: UInt64 = 0

    /// A run of `plan` on shows of SeatGrid that are there; opens no connection yet.
    public convenience init(
        _ plan: RunPlan,
        shows: [ShowAPI],
        client: Client,
        server: ServerProcess? = nil
    ) throws {
        let run = "load-\(Wire.now())"
        let dialect = SeatGridDialect(client.target, shows: shows, run: run)
        try self.init(plan, dialect, shows: shows, client: client, server: server)
    }

    /// A run of `plan` on shows of a peer; opens no connection yet.
    public convenience init(
        _ plan: RunPlan,
        shows: [PeerShow],
        client: Client,
        server: ServerProcess? = nil
    ) throws {
        let dialect = PeerDialect(client.target, shows: shows.map(\.show))
        try self.init(plan, dialect, shows: shows, client: client, server: server)
        // A peer has no log to be read after a kill: it is asked for what it had promised.
        guard case .kill? = plan.scenario.disturbance else { return }
        for index in self.shows.indices { self.shows[index].ids = [:] }
    }

    private init(
        _ plan: RunPlan,
        _ dialect: any Dialect,
        shows: [any ShowView],
        client: Client,
        server: ServerProcess?
    ) throws {
        precondition(!shows.isEmpty, "a run needs a show")
        self.plan = plan
        self.client = client
        self.server = server
        let liveCount = plan.scenario.steps.contains(.live) ? plan.liveConnections : 0
        Wire.raiseFileLimit()
        wire = Wire(target: client.target, capacity: plan.connections + liveCount)
        self.dialect = dialect
        people = Crowd(plan.scenario, shows: shows.count, seed: plan.seed)
        self.shows = try shows.map { try ShowRecord($0) }
        flights = Array(repeating: nil, count: plan.connections)
        freeConnections = Array((0..<plan.connections).reversed())
        live = Array(repeating: nil, count: liveCount)
        freeLive = Array((0..<liveCount).reversed())
        line = WaitingLine(bound: plan.backlog)
        tally = Tally(began: 0, measured: 0..<1)
        meter = Meter(pids: plan.pids)
        end = 0
    }

    /// Runs to the end of the measured seconds and the answers that are still on their way.
    ///
    /// Throws when nobody listens.
    public func run() throws {
        for connection in 0..<plan.connections where !wire.connect(connection) {
            throw Client.Failed(description: "nobody listens at \(client.target.authority)")
        }
        let began = Wire.now()
        let from = began + UInt64(plan.warmup * 1e9)
        end = from + UInt64(plan.seconds * 1e9)
        tally = Tally(began: began, measured: from..<end)
        outage.at = from + UInt64(plan.seconds * 0.5e9)
        if case .closed(let users) = plan.model {
            for _ in 0..<users { admit(at: began) }
        }
        try drive(began: began)
        meter.stop()
        try finish()
        tally.close()
    }

    /// Requests answered in the measured time.
    public var answers: UInt64 { tally.answers }

    private func drive(began: UInt64) throws {
        var arrivals = plan.arrivals()
        var arrival = arrivals.map { _ in began } ?? .max
        if let first = arrivals?.next() { arrival = began + first }
        var tick = began
        var now = Wire.now()
        func admitAll(dueBy time: UInt64) {
            while arrival <= time {
                tally.late(by: now - arrival, due: arrival)
                admit(at: arrival)
                arrival = began + (arrivals?.next() ?? 0)
            }
        }
        while now < end {
            admitAll(dueBy: now)
            while let (visitor, due) = dueTimes.take(by: now) {
                tally.late(by: now - due, due: due)
                ready(visitor)
            }
            dispatch()
            resumeSome()
            if now >= tick {
                try look(now, began)
                tick = now + 20_000_000
            }
            let next = toResume.isEmpty ? min(arrival, dueTimes.first ?? .max, tick, end) : 0
            now = Wire.now()
            if let event = wire.next(timeout: next > now ? Int64(next - now) : 0) { take(event) }
            now = Wire.now()
        }
        // A driver that was late at the end still sends everybody whom the plan has.
        admitAll(dueBy: end - 1)
    }

    /// What need not be looked at for every event.
    private func look(_ now: UInt64, _ began: UInt64) throws {
        if now >= tally.measured.lowerBound { meter.start() }
        expire(now)
        wake(now)
        try disturb(now)
        meter.sample(now)
        guard let onProgress, now - lastProgress > 500_000_000 else { return }
        lastProgress = now
        onProgress(progress(now, began))
    }

    /// Lets what is on its way come in, and what waits be sent: it was due before the end.
    private func finish() throws {
        let deadline = Wire.now() + UInt64(plan.timeout * 1e9)
        while line.count > 0 || flights.contains(where: { $0 != nil }), Wire.now() < deadline {
            dispatch()
            if let event = wire.next(timeout: 20_000_000) {
                take(event)
            } else {
                wake(Wire.now())
            }
        }
        while let visitor = line.take() {
            guard let each = visitors[visitor] else { continue }
            tally.drop(each.question.ask, due: each.due)
        }
        for connection in flights.indices where flights[connection] != nil {
            lose(connection, code: "timeout")
        }
        settleLive()
    }

    private func progress(_ now: UInt64, _ began: UInt64) -> Progress {
        let whole = tally.seconds.dropLast().last
        return Progress(
            elapsed: Double(now - began) / 1e9,
            total: Double(end - began) / 1e9,
            answers: whole?.answers ?? 0,
            p50: whole?.p50,
            p99: whole?.p99,
            errors: tally.seconds.reduce(0) { $0 + $1.errors },
            sold: tally.sold,
            capacity: shows.reduce(0) { $0 + $1.view.seatCount }
        )
    }
}
