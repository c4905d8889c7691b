import Glibc

/// The runs of one side of a comparison, cut into the units that are drawn from.
struct Side {
    /// What a unit is.
    enum Unit: String, Codable {
        /// A whole run: what differs between runs is in the interval.
        case run
        /// Consecutive seconds of a run: what differs between runs is not.
        case second
    }

    /// Runs that tell how much runs differ.
    static let fewestRuns = 3
    /// Runs from which on the intervals are of use.
    static let enoughRuns = 5
    /// Seconds that tell how much seconds differ.
    static let fewestSeconds = 5
    /// Stretches that seconds are put together to: neighbours are alike, and draws get cheaper.
    static let mostStretches = 60

    let runs: [LoadResult]
    let seed: UInt64
    let draws: Int

    /// The names of the steps, in their order.
    var steps: [String] {
        var names: [String] = []
        for step in runs.flatMap(\.steps) where !names.contains(step.name) {
            names.append(step.name)
        }
        return names
    }

    /// Estimates of what this side has, by figure.
    func estimates(_ unit: Unit) throws(HdrV2.Unreadable)
        -> [Figure: Bootstrap.Estimate]
    {
        switch unit {
        case .run: ofRuns()
        case .second: try ofSeconds()
        }
    }

    /// Figures by run; the mean of their logarithms is the side's.
    private func ofRuns() -> [Figure: Bootstrap.Estimate] {
        let byRun = runs.map(Figure.all(of:))
        var found: [Figure: Bootstrap.Estimate] = [:]
        for figure in Set(byRun.flatMap(\.keys)) {
            let values = byRun.compactMap { $0[figure] }.filter { $0 > 0 }
            guard values.count == runs.count else { continue }
            var bootstrap = Bootstrap(seed: seed, draws: draws)
            let estimate = bootstrap.estimate(units: values.count) { drawn in
                let sum = zip(values, drawn).reduce(0) { $0 + log($1.0) * Double($1.1) }
                return [exp(sum / Double(values.count))]
            }
            if let first = estimate.first, let first { found[figure] = first }
        }
        return found
    }

    /// Figures of the stretches of all runs together.
    private func ofSeconds() throws(HdrV2.Unreadable)
        -> [Figure: Bootstrap.Estimate]
    {
        let stretches = stretches
        // What has no seconds of its own is told without an interval.
        var found = ofRuns().mapValues {
            Bootstrap.Estimate(log: $0.log, variance: .nan, units: 1)
        }
        guard stretches.count >= Self.fewestSeconds else { return found }
        let answers = stretches.map { Timeline.mean($0.map { Double($0.answers) }) ?? 0 }
        var bootstrap = Bootstrap(seed: seed, draws: draws)
        let rate = bootstrap.estimate(units: stretches.count) { drawn in
            [zip(answers, drawn).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(answers.count)]
        }
        if let first = rate.first, let first { found[Figure(step: nil, kind: .rate)] = first }
        for step in steps {
            let cells = try StretchCells(stretches, step: step)
            guard cells.isWhole else { continue }
            var bootstrap = Bootstrap(seed: seed, draws: draws)
            let estimates = bootstrap.estimate(units: stretches.count) { cells.figures(drawn: $0) }
            for (kind, estimate) in zip(StretchCells.kinds, estimates) {
                if let estimate { found[Figure(step: step, kind: kind)] = estimate }
            }
        }
        return found
    }

    /// The measured seconds of all runs, neighbours together when there are many.
    private var stretches: [[LoadResult.Second]] {
        let seconds = runs.map(\.measuredSeconds)
        let width = max(1, (seconds.joined().count + Self.mostStretches - 1) / Self.mostStretches)
        return seconds.flatMap { seconds in
            stride(from: 0, to: seconds.count, by: width).map {
                Array(seconds[$0..<min($0 + width, seconds.count)])
            }
        }
    }
}
