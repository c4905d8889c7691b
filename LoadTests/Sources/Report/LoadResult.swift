/// What one load run found: `seatgrid.load.result/1`, as `seatgrid-load run --json` writes it.
///
/// Times are milliseconds unless a name says otherwise. What was not measured is nil, and left out
/// of the JSON, never 0.
public struct LoadResult: Codable, Equatable, Sendable {
    /// The name of the format and its version.
    public static let schema = "seatgrid.load.result/1"

    /// Always `LoadResult.schema`.
    public var schema = LoadResult.schema
    /// The version of the tool that ran.
    public var tool: String
    /// When the run began, RFC 3339.
    public var startedAt: String
    /// The name of the scenario.
    public var scenario: String
    /// What the scenario is, in a sentence.
    public var about: String?
    /// The same seed makes the same people, seats and times.
    public var seed: UInt64
    /// Every flag that was given, as text, without its dashes.
    public var flags: [String: String] = [:]
    /// What was driven.
    public var target: Target
    /// Where it ran.
    public var machine: Machine
    /// How the load was made.
    public var model: Model
    /// Seconds of load before the measured ones.
    public var warmup: Double
    /// Measured seconds.
    public var duration: Double
    /// The kinds of request, in the order of the scenario.
    public var steps: [Step] = []
    /// The measured seconds, in their order.
    public var seconds: [Second] = []
    /// Answers that were no success, by step and code.
    public var errors: [ErrorCount] = []
    /// What became of the seats.
    public var seats: Seats?
    /// What live subscribers saw.
    public var deltas: Deltas?
    /// What the server's processes used.
    public var server: Server?
    /// How the driver itself fared.
    public var driver: Driver?
    /// What makes these figures worth less than they look, in sentences.
    public var warnings: [String] = []
    /// What the checker found.
    public var invariants: Invariants?
    /// The bars of `--require`, as they were met or missed.
    public var requirements: [Requirement] = []

    /// A run of `scenario` without figures yet.
    public init(
        tool: String,
        startedAt: String,
        scenario: String,
        seed: UInt64,
        target: Target,
        machine: Machine,
        model: Model,
        warmup: Double,
        duration: Double
    ) {
        self.tool = tool
        self.startedAt = startedAt
        self.scenario = scenario
        self.seed = seed
        self.target = target
        self.machine = machine
        self.model = model
        self.warmup = warmup
        self.duration = duration
    }

    /// The seconds that were measured whole: without warm-up, and without what came after the end.
    var measuredSeconds: [Second] {
        seconds.filter { $0.t >= 0 && Double($0.t + 1) <= duration + 0.001 }
    }

    private enum CodingKeys: String, CodingKey {
        case schema, tool, scenario, about, seed, flags, target, machine, model, steps, seconds,
            errors
        case seats, deltas, server, driver, warnings, invariants, requirements
        case startedAt = "started_at"
        case warmup = "warmup_s"
        case duration = "duration_s"
    }
}
