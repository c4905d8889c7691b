public import ArgumentParser
public import LoadKit

/// How people come, beside how many.
struct RunOptions: ParsableArguments {
    @Option(help: "Seconds in which the rate rises from 0.")
    var ramp: Double?

    @Option(help: "poisson (independent people) or even (one every so often).")
    var arrivals: Arrivals.Shape?

    @Option(help: "Measured seconds. Without it as the scenario says.")
    var seconds: Double?

    @Option(help: "Seconds before them, not measured. Without it as the scenario says.")
    var warmup: Double?

    @Option(help: "Keep-alive connections (64, or one a user).")
    var connections: Int?

    @Option(help: "Live connections at a time (4000).")
    var liveConnections: Int?

    @Option(help: "How many may wait for a connection before newcomers are turned away (8192).")
    var backlog: Int?

    @Option(help: "Seconds after which a request without an answer has failed (10).")
    var timeout: Double?

    @Option(help: "Shows to import. Without it as the scenario says.")
    var shows: Int?

    @Option(help: "Seats a show. Without it as the scenario says.")
    var seats: Int?

    func validate() throws {
        let numbers: [(String, Double?, Bool)] = [
            ("ramp", ramp, true), ("seconds", seconds, false),
            ("warmup", warmup, true), ("timeout", timeout, false),
            ("connections", connections.map(Double.init), false),
            ("live-connections", liveConnections.map(Double.init), true),
            ("backlog", backlog.map(Double.init), true), ("shows", shows.map(Double.init), false),
            ("seats", seats.map(Double.init), false),
        ]
        for (name, value, mayBeZero) in numbers {
            guard let value else { continue }
            guard value.isFinite, value > 0 || (mayBeZero && value == 0) else {
                throw ValidationError("--\(name) must be greater than 0")
            }
        }
    }

    /// `scenario` with what was given.
    func plan(_ scenario: Scenario, load: LoadLevel, seed: UInt64) -> RunPlan {
        var scenario = scenario
        if let shows { scenario.shows = shows }
        if let seats { scenario.seats = seats }
        var plan = RunPlan(scenario)
        if let users = load.users {
            plan.model = .closed(users: users)
        } else if load.rate != nil || ramp != nil || arrivals != nil {
            plan.model = .open(
                rate: load.rate ?? scenario.rate,
                ramp: ramp ?? 0,
                arrivals: arrivals ?? .poisson
            )
        }
        if case .closed(let users) = plan.model {
            plan.connections = scenario.connections ?? users
        }
        if let connections { plan.connections = connections }
        if let liveConnections { plan.liveConnections = liveConnections }
        if let backlog { plan.backlog = backlog }
        if let seconds { plan.seconds = seconds }
        if let warmup { plan.warmup = warmup }
        if let timeout { plan.timeout = timeout }
        plan.seed = seed
        return plan
    }

    /// Every flag that was given, as text.
    var given: [String: String] {
        let all: [String: String?] = [
            "ramp": ramp.map { "\($0)" }, "arrivals": arrivals?.rawValue,
            "seconds": seconds.map { "\($0)" }, "warmup": warmup.map { "\($0)" },
            "connections": connections.map { "\($0)" },
            "live-connections": liveConnections.map { "\($0)" },
            "backlog": backlog.map { "\($0)" }, "timeout": timeout.map { "\($0)" },
            "shows": shows.map { "\($0)" }, "seats": seats.map { "\($0)" },
        ]
        return all.compactMapValues { $0 }
    }
}

/// How many people come: so many a second, or so many at a time, or as the scenario says.
struct LoadLevel {
    var rate: Double?
    var users: Int?

    func validate(_ options: RunOptions) throws {
        guard rate.map({ $0.isFinite && $0 > 0 }) ?? true, users.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--rate and --users must be greater than 0")
        }
        if users != nil, rate != nil || options.ramp != nil || options.arrivals != nil {
            throw ValidationError("--users is the closed model: it has no --rate, ramp or arrivals")
        }
    }

    var given: [String: String] {
        var flags: [String: String] = [:]
        flags["rate"] = rate.map { "\($0)" }
        flags["users"] = users.map { "\($0)" }
        return flags
    }
}

extension Arrivals.Shape: ExpressibleByArgument {}
