import Report

/// A figure of a result that `--require` can name.
public struct Figure: Sendable {
    /// What it is measured in.
    enum Unit: Sendable {
        /// Milliseconds.
        case time
        case count
        /// A count that can also be taken as a share, in percent.
        case countOrShare
        case percent
    }

    /// Its name: `hold.p99`, `errors`.
    public let name: String
    let unit: Unit
    /// The figure; nil when it was not measured. A share when the second argument is true.
    let value: @Sendable (LoadResult, Bool) -> Double?

    private init(
        _ name: String,
        _ unit: Unit,
        _ value: @escaping @Sendable (LoadResult, Bool) -> Double?
    ) {
        self.name = name
        self.unit = unit
        self.value = value
    }

    /// All figures of a run of `scenario`.
    public static func all(of scenario: Scenario) -> [Figure] {
        var asks = scenario.steps
        if scenario.keyed * scenario.repeated > 0 { asks.append(.again) }
        if case .cutSockets? = scenario.disturbance { asks.append(.resume) }
        return asks.flatMap { ofStep($0.name) } + ofRun
    }

    private static func ofStep(_ step: String) -> [Figure] {
        let find: @Sendable (LoadResult) -> LoadResult.Step? = { result in
            result.steps.first { $0.name == step }
        }
        return times("\(step).") { find($0)?.latency }
            + times("\(step).service.") {
                find($0)?.service
            } + [
                Figure("\(step).rate", .count) { result, _ in find(result)?.perSecond },
                Figure("\(step).count", .count) { result, _ in find(result).map { Double($0.count) }
                },
                Figure("\(step).errors", .countOrShare) { result, asShare in
                    find(result).map {
                        asShare ? share($0.errors, of: $0.count) : Double($0.errors)
                    }
                },
                Figure("\(step).dropped", .countOrShare) { result, asShare in
                    find(result).map {
                        asShare ? share($0.dropped, of: $0.count + $0.dropped) : Double($0.dropped)
                    }
                },
            ]
    }

    private static let ofRun: [Figure] =
        [
            Figure("errors", .countOrShare) { result, asShare in
                let errors = result.steps.reduce(0) { $0 + $1.errors }
                return asShare ? share(errors, of: answers(result)) : Double(errors)
            },
            Figure("dropped", .countOrShare) { result, asShare in
                let dropped = result.steps.reduce(0) { $0 + $1.dropped }
                return asShare ? share(dropped, of: answers(result) + dropped) : Double(dropped)
            },
            Figure("rate", .count) { result, _ in result.steps.reduce(0) { $0 + $1.perSecond } },
            Figure("oversell", .count) { result, _ in broken(result, ["twoOwners"]) },
            Figure("broken", .count) { result, _ in broken(result, nil) },
            Figure("sold", .count) { result, _ in result.seats.map { Double($0.sold) } },
            Figure("held", .count) { result, _ in result.seats.map { Double($0.held) } },
            Figure("lag.p50", .time) { result, _ in result.driver?.lag?.p50 },
            Figure("lag.p99", .time) { result, _ in result.driver?.lag?.p99 },
            Figure("lag.max", .time) { result, _ in result.driver?.lag?.max },
            Figure("driver.cpu", .percent) { result, _ in result.driver?.cpuPercent },
            Figure("server.cpu", .percent) { result, _ in result.server?.cpuPercent },
            Figure("server.cpu_us", .count) { result, _ in result.server?.cpuMicrosecondsPerRequest
            },
            Figure("server.rss", .count) { result, _ in result.server.map { Double($0.rssBytes) } },
        ] + times("deltas.") { $0.deltas?.latency }

    private static func times(
        _ prefix: String,
        _ of: @escaping @Sendable (LoadResult) -> LoadResult.Times?
    ) -> [Figure] {
        let ranks: [(String, @Sendable (LoadResult.Times) -> Double)] = [
            ("min", { $0.min }), ("mean", { $0.mean }), ("p50", { $0.p50 }), ("p90", { $0.p90 }),
            ("p99", { $0.p99 }), ("p99.9", { $0.p999 }), ("max", { $0.max }),
        ]
        return ranks.map { name, take in
            Figure(prefix + name, .time) { result, _ in of(result).map(take) }
        }
    }

    private static func answers(_ result: LoadResult) -> UInt64 {
        result.steps.reduce(0) { $0 + $1.count }
    }

    private static func share(_ part: UInt64, of all: UInt64) -> Double {
        all == 0 ? 0 : 100 * Double(part) / Double(all)
    }

    /// How many invariants of `kinds`, or of any kind, are broken; nil when nobody looked.
    private static func broken(_ result: LoadResult, _ kinds: Set<String>?) -> Double? {
        guard let invariants = result.invariants, invariants.checked else { return nil }
        return invariants.broken.reduce(0) { sum, each in
            sum + (kinds?.contains(each.key) ?? true ? Double(each.value) : 0)
        }
    }
}
