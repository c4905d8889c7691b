/// One run of a sweep, in the figures that a sweep is about.
public struct SweepStep: Codable, Equatable, Sendable {
    /// Of what was meant to start, the share that has to be answered in the same time.
    public static let enough = 0.95
    /// Requests that may be on their way when the time is over, in the shortest of runs.
    static let onTheirWay = 10.0

    /// People a second, or at a time.
    public var level: Double
    /// Requests a second that were meant to start in the measured seconds.
    public var offered: Double
    /// Answers a second that came in them.
    public var achieved: Double
    /// Milliseconds from the intended start, of all requests; nil without an answer.
    public var p50: Double?
    /// As `p50`.
    public var p99: Double?
    /// As `p50`.
    public var p999: Double?
    /// Answers that the scenario does not expect, and requests without one.
    public var errors: UInt64
    /// Requests that were never sent.
    public var dropped: UInt64
    /// The server's CPU, of one core; nil when its process is not known.
    public var serverPercent: Double?
    /// The driver's CPU, of one core.
    public var driverPercent: Double?
    /// How late the driver was against its own plan, in milliseconds: 99 of 100 were no later.
    public var lag: Double?
    /// Nothing was dropped, and of what was meant to start all but 5 % was answered in its time.
    public var keptUp: Bool
    /// Every bar was met, every invariant was checked and holds and, of a rate, the server kept up.
    public var met: Bool
    /// The bars that were missed.
    public var missed: [String]
    /// Invariants that are broken.
    public var broken: UInt64
    /// Every answer could be checked.
    public var checked: Bool
    /// The folder of the run, when it was kept.
    public var folder: String?

    /// What `result`, a run at `level`, says. A damaged histogram gives no percentile.
    public init(_ result: LoadResult, level: Double, folder: String? = nil) {
        self.level = level
        self.folder = folder
        let seconds = result.measuredSeconds
        let length = Swift.max(Double(seconds.count), 1)
        let arrivals = Double(seconds.reduce(0) { $0 + $1.arrivals })
        let answers = Double(seconds.reduce(0) { $0 + $1.answers })
        offered = arrivals / length
        achieved = answers / length
        let times = Self.times(result)
        p50 = times?.p50
        p99 = times?.p99
        p999 = times?.p999
        errors = result.steps.reduce(0) { $0 + $1.errors }
        dropped = result.steps.reduce(0) { $0 + $1.dropped }
        serverPercent = result.server?.cpuPercent
        driverPercent = result.driver?.cpuPercent
        lag = result.driver?.lag?.p99
        missed = result.requirements.filter { !$0.met }.map(\.text)
        broken = result.invariants?.broken.values.reduce(0, +) ?? 0
        checked = result.invariants?.checked ?? false
        let behind = arrivals - answers
        keptUp =
            dropped == 0 && behind <= Swift.max((1 - Self.enough) * arrivals, Self.onTheirWay)
        let isSound = checked && broken == 0
        met = missed.isEmpty && isSound && (keptUp || result.model.kind == "closed")
    }

    private static func times(_ result: LoadResult) -> LoadResult.Times? {
        var all = Hdr()
        for step in result.steps {
            guard let text = step.hdr else { continue }
            guard let hdr = try? HdrV2.decode(text) else { return nil }
            all.add(hdr)
        }
        return all.times
    }

    private enum CodingKeys: String, CodingKey {
        case level, offered, achieved, p50, p99, errors, dropped, met, missed, broken, checked
        case folder
        case p999 = "p99.9"
        case serverPercent = "server_cpu_percent"
        case driverPercent = "driver_cpu_percent"
        case lag = "lag_p99_ms"
        case keptUp = "kept_up"
    }
}
