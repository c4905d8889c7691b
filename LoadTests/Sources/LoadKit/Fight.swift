public import Checker

/// Everyone wants the same seats: hold, extend, swap, release, book and let lapse, on one show.
///
/// Keeps every answer as evidence. Survives the server's death: what was on its way is sent again
/// with the same key by `recover()`.
public final class Fight {
    /// Why `run` came back.
    public enum Pause { case finished, time, disconnected }

    /// Everything that was answered.
    public internal(set) var evidence = Evidence()
    /// Writes sent so far.
    public internal(set) var attempts = 0
    /// Answers by name: the action and the status or the problem's code.
    public internal(set) var answers: [String: Int] = [:]
    /// Latency of every write that was answered at once.
    public internal(set) var latencies = Latencies()
    /// Repeats that got the first answer.
    public internal(set) var goodRepeats = 0
    /// How far the fight has come, 0 to 1, when the attempts don't tell.
    public var progress: Double?
    /// Connections the server closed.
    public internal(set) var lost = 0

    let plan: FightPlan
    let api: ShowAPI
    let wire: Wire
    let requests: Requests
    let path: [UInt8]
    /// Each label in quotes.
    let quoted: [[UInt8]]
    var dice: Dice
    var pending: [Pending?]
    var own: [OwnHold?]
    var nextNumber = 0
    var bookedSeats = 0
    /// Seats left to lapse, and when they will have.
    var abandoned: [(until: UInt64, seats: Int)] = []
    /// The last acknowledged writes with a key, to be asked again after a restart.
    var recent: [Pending] = []
    var audits: [Pending] = []
    private let client: Client
    let start: SeatMap

    /// Keyed writes kept for repeats after a restart.
    static let recentKept = 400

    /// A fight on the show of `api`; fetches its map as the point to start from.
    public init(_ plan: FightPlan, api: ShowAPI, client: Client) throws {
        self.plan = plan
        self.api = api
        self.client = client
        wire = Wire(target: client.target, capacity: plan.connections)
        requests = Requests(client.target)
        path = Array("/v1/shows/\(api.show)/holds".utf8)
        quoted = api.labels.map { Array("\"\($0)\"".utf8) }
        dice = Dice(seed: plan.seed)
        pending = Array(repeating: nil, count: plan.connections)
        own = Array(repeating: nil, count: plan.connections)
        start = try api.map()
    }

    /// Opens all connections and sends what was on its way when they were lost; false when nobody
    /// listens.
    public func recover() -> Bool {
        audits = recent
        for connection in 0..<plan.connections {
            guard wire.connect(connection) else { return false }
            guard let interrupted = pending[connection] else {
                proceed(connection)
                continue
            }
            if interrupted.isKeyed, case .write = interrupted.purpose {
                pending[connection]?.isAgain = true
                wire.send(connection, interrupted.bytes)
            } else {
                forget(interrupted)
                proceed(connection)
            }
        }
        return true
    }

    /// Fights till `deadline`, till all attempts are made, or till every connection is lost.
    public func run(until deadline: UInt64) -> Pause {
        var now = Wire.now()
        var open = (0..<plan.connections).count { wire.isOpen($0) }
        var busy = pending.indices.count { pending[$0] != nil && wire.isOpen($0) }
        while now < deadline {
            if busy == 0 { return open == 0 ? .disconnected : .finished }
            guard let event = wire.next(timeout: Int64(min(deadline - now, 50_000_000))) else {
                now = Wire.now()
                continue
            }
            now = event.at
            guard event.kind == .response else {
                lost += 1
                open -= 1
                if pending[event.connection] != nil { busy -= 1 }
                continue
            }
            guard let asked = pending[event.connection] else { continue }
            pending[event.connection] = nil
            handle(event, asked)
            proceed(event.connection)
            if pending[event.connection] == nil { busy -= 1 }
        }
        return .time
    }

    /// Takes what is still on its way as of unknown outcome: nothing will be sent again.
    public func giveUp() {
        for connection in pending.indices {
            if let interrupted = pending[connection] { forget(interrupted) }
            pending[connection] = nil
            wire.close(connection)
        }
    }

    /// Compares everything with the server's map and log; `exclusive` when nobody else wrote to the
    /// show.
    public func verify(exclusive: Bool = true) throws -> Findings {
        try api.gather(evidence, from: start).check(exclusive: exclusive)
    }

    /// The figures so far.
    public func report(_ name: String, seconds: Double) -> Report {
        var report = Report(name)
        report.add("attempts", Double(attempts))
        report.add("seconds", seconds)
        report.add("attempts_per_second", Double(attempts) / seconds)
        report.add("", latencies)
        for (name, count) in answers.sorted(by: { $0.key < $1.key }) {
            report.add(name, Double(count))
        }
        report.add("seats_booked", Double(bookedSeats))
        report.add("maps_compared", Double(evidence.maps.count))
        report.add("connections_lost", Double(lost))
        return report
    }

    private func forget(_ interrupted: Pending) {
        guard case .write(let action) = interrupted.purpose else { return }
        evidence.record(WriteAnswer.missing(interrupted.write(action)))
    }

    private func proceed(_ connection: Int) {
        // Repeats take turns with new writes: the state after a restart is tried by both.
        let repeats = !audits.isEmpty && dice.chance(0.5)
        guard var ask = repeats ? audits.popLast() : nextAsk(connection) else { return }
        ask.sent = Wire.now()
        pending[connection] = ask
        wire.send(connection, ask.bytes)
    }
}
