/// A quantity that two runs can be compared by.
public struct Figure: Hashable, Sendable {
    /// The quantities.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case p50
        case p99
        case p999 = "p99.9"
        case rate
        case cpu = "cpu a request"

        /// Whether more of it is better.
        var isMoreBetter: Bool { self == .rate }

        /// The unit, for tables and JSON.
        var unit: String {
            switch self {
            case .p50, .p99, .p999: "ms"
            case .rate: "1/s"
            case .cpu: "µs"
            }
        }
    }

    /// The step; nil for the whole run.
    public let step: String?
    /// The quantity.
    public let kind: Kind

    /// As in `--require`: `hold.p99`; of the whole run `rate`.
    public var name: String { (step.map { "\($0)." } ?? "") + kind.rawValue }

    /// What a result has, by figure. Percentiles that too few samples lie beyond are left out.
    static func all(of result: LoadResult) -> [Figure: Double] {
        var all: [Figure: Double] = [:]
        for step in result.steps {
            if let times = step.latency {
                all[Figure(step: step.name, kind: .p50)] = times.p50
                if step.count >= 1000 { all[Figure(step: step.name, kind: .p99)] = times.p99 }
                if step.count >= 10_000 { all[Figure(step: step.name, kind: .p999)] = times.p999 }
            }
            all[Figure(step: step.name, kind: .rate)] = step.perSecond
        }
        let rate = result.steps.reduce(0) { $0 + $1.perSecond }
        if result.steps.count > 1, rate > 0 { all[Figure(step: nil, kind: .rate)] = rate }
        if let server = result.server {
            all[Figure(step: nil, kind: .cpu)] = server.cpuMicrosecondsPerRequest
        }
        return all
    }
}
