/// How a scenario is run.
public struct RunPlan: Sendable {
    /// How people come.
    public enum Model: Sendable, Equatable {
        /// At their own times, whatever the server does: the rate a second rises in `ramp` seconds.
        case open(rate: Double, ramp: Double, arrivals: Arrivals.Shape)
        /// So many at a time; for each who leaves another one comes.
        case closed(users: Int)
    }

    /// Who comes and what they do.
    public var scenario: Scenario
    /// How they come.
    public var model: Model
    /// Keep-alive connections for requests.
    public var connections = 64
    /// Live connections at a time.
    public var liveConnections = 4000
    /// How many may wait for a connection before newcomers are turned away.
    public var backlog = 8192
    /// Measured seconds.
    public var seconds: Double
    /// Seconds before, that are not measured.
    public var warmup: Double
    /// Seconds after which a request without an answer counts as failed.
    public var timeout = 10.0
    /// The same seed makes the same people, seats and times.
    public var seed: UInt64 = 1
    /// Processes of the server, each with its children.
    public var pids: [Int] = []
    /// Nobody else writes to the shows, so that every event must be the driver's own.
    public var isExclusive = true
    /// Every answer is held against what the server tells afterwards; else nothing is known of it.
    public var isChecked = true

    /// When people come, in nanoseconds from the start, as a run before recorded it; nil when the
    /// model says so. Not for a closed model.
    public var comings: [UInt64]?

    /// `scenario` as it is meant.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        model =
            scenario.users.map { .closed(users: $0) }
            ?? .open(rate: scenario.rate, ramp: 0, arrivals: .poisson)
        seconds = scenario.seconds
        warmup = scenario.warmup
    }

    /// Everybody who comes by themselves, in nanoseconds from the start; nil in a closed model.
    public func arrivals() -> Arrivals? {
        guard case .open(let rate, let ramp, let shape) = model else { return nil }
        if let comings { return Arrivals(recorded: comings) }
        let crowd = Int(scenario.crowd * rate)
        return Arrivals(rate: rate, ramp: ramp, crowd: crowd, shape: shape, seed: seed ^ 0xA221)
    }
}
