/// Holds a part of every show's seats once, and before that holds and gives up some again and
/// again: state and log to start a server with.
public struct FillLoad {
    /// What is done to each show.
    public struct Plan: Sendable {
        /// The share of its seats that is held at the end.
        public var share = 0.2
        /// Seats of one hold, 1 to 10.
        public var seatsPerHold = 10
        /// Holds that are given up at once, before those that stay.
        public var churn = 0
        /// How long holds last, in milliseconds.
        public var ttl = 1_800_000

        /// A fifth, ten seats at a time.
        public init() {}
    }

    /// Holds that were granted and not given up.
    public private(set) var held = 0
    /// Holds and releases that were granted, one record of the log each.
    public private(set) var records = 0
    /// Requests that were not.
    public private(set) var errors = 0
    private let target: Target
    private let shows: [String]
    private let bodies: [[UInt8]]
    private let churn: Int
    private var next = 0

    /// `shows` all have seats with these `labels`.
    public init(target: Target, shows: [String], labels: [String], plan: Plan) {
        self.target = target
        self.shows = shows
        churn = plan.churn
        let wanted = Int(Double(labels.count) * plan.share)
        bodies = stride(from: 0, to: wanted, by: plan.seatsPerHold).map { first in
            let end = min(first + plan.seatsPerHold, wanted)
            let seats = labels[first..<end].map { "\"\($0)\"" }
            let list = seats.joined(separator: ",")
            return Array(#"{"seats":[\#(list)],"ttl_ms":\#(plan.ttl)}"#.utf8)
        }
    }

    /// What a connection waits for.
    private struct Step {
        var show = 0
        var givesUp = false
        var isRelease = false
    }

    /// Sends all over so many connections and comes back when all is answered.
    ///
    /// Round after round over all shows, as visitors come: each record belongs to another show than
    /// the one before.
    public mutating func run(connections: Int) throws {
        let wire = Wire(target: target, capacity: connections)
        let requests = Requests(target)
        var steps = [Step](repeating: Step(), count: connections)
        var waiting = 0
        for connection in 0..<connections {
            guard wire.connect(connection) else {
                throw Client.Failed(description: "nobody listens")
            }
            if let ask = hold(&steps[connection], requests) {
                wire.send(connection, ask)
                waiting += 1
            }
        }
        while waiting > 0 {
            guard let event = wire.next(timeout: 10_000_000_000), event.kind == .response else {
                throw Client.Failed(description: "the server stopped answering")
            }
            waiting -= 1
            count(event.status, steps[event.connection])
            let ask =
                release(&steps[event.connection], event.status, wire.body, requests)
                ?? hold(&steps[event.connection], requests)
            if let ask {
                wire.send(event.connection, ask)
                waiting += 1
            }
        }
    }

    private mutating func count(_ status: Int, _ step: Step) {
        guard status == (step.isRelease ? 204 : 201) else { return errors += 1 }
        records += 1
        if !step.givesUp { held += 1 }
    }

    private mutating func hold(_ step: inout Step, _ requests: Requests) -> [UInt8]? {
        guard next < shows.count * (churn + bodies.count), !bodies.isEmpty else { return nil }
        let round = next / shows.count
        step = Step(show: next % shows.count, givesUp: round < churn)
        next += 1
        let body = bodies[round < churn ? round % bodies.count : round - churn]
        return requests.make("POST", path(step), body: body)
    }

    private func release(
        _ step: inout Step,
        _ status: Int,
        _ body: [UInt8],
        _ requests: Requests
    ) -> [UInt8]? {
        guard step.givesUp, !step.isRelease, status == 201, let id = Scan.string("id", in: body)
        else { return nil }
        step.isRelease = true
        return requests.make("DELETE", path(step) + Array("/".utf8) + id)
    }

    private func path(_ step: Step) -> [UInt8] {
        Array("/v1/shows/\(shows[step.show])/holds".utf8)
    }
}
