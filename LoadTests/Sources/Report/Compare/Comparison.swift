import Glibc

/// What changed from one side to the other, and whether that may be chance.
public struct Comparison: Sendable {
    /// One figure on both sides.
    public struct Row: Sendable {
        /// What is compared.
        public enum Verdict: String, Sendable {
            /// The interval holds no change at all.
            case noDifference = "no difference seen"
            /// It moved to the better.
            case better
            /// It moved to the worse.
            case worse
            /// There is no interval.
            case unknown = "too little to tell"
        }

        /// The figure.
        public let figure: Figure
        /// Of the first side.
        public let before: Double
        /// Of the second.
        public let after: Double
        /// The share of it that was added: 0.2 is 20 % more.
        public let change: Double
        /// Where the change lies, with `Comparison.confidence` for all rows together.
        public let interval: ClosedRange<Double>?

        /// What to make of it.
        public var verdict: Verdict {
            guard let interval else { return .unknown }
            if interval.contains(0) { return .noDifference }
            return (change > 0) == figure.kind.isMoreBetter ? .better : .worse
        }
    }

    /// How often all intervals of a table hold the truth, when nothing changed between the units.
    public static let confidence = 0.95

    /// The figures that both sides have, in the order of the steps.
    public private(set) var rows: [Row] = []
    /// What the intervals were drawn from.
    let unit: Side.Unit
    /// How many there are on each side.
    let runs: (before: Int, after: Int)
    /// What is not alike on both sides, or makes the intervals too narrow, in sentences.
    public private(set) var notes: [String] = []
    /// Whether the checker found something on the second side that it didn't on the first.
    public let breaksInvariants: Bool

    /// Compares `before` with `after`, both with one result at least. The same seed gives the same
    /// intervals. Throws when a histogram is damaged.
    public init(
        _ before: [LoadResult],
        _ after: [LoadResult],
        seed: UInt64 = 1
    ) throws(HdrV2.Unreadable) {
        try self.init(before, after, seed: seed, draws: Bootstrap.usualDraws)
    }

    /// As the public one, with so many draws.
    init(
        _ before: [LoadResult],
        _ after: [LoadResult],
        seed: UInt64,
        draws: Int
    ) throws(HdrV2.Unreadable) {
        // Two seeds, so that sides of equal values don't draw alike.
        let sides = (
            before: Side(runs: before, seed: seed, draws: draws),
            after: Side(runs: after, seed: ~seed, draws: draws)
        )
        runs = (before.count, after.count)
        unit = min(runs.before, runs.after) >= Side.fewestRuns ? .run : .second
        func isBroken(_ result: LoadResult) -> Bool {
            if case .broken = Verdict(result.invariants) { true } else { false }
        }
        breaksInvariants = after.contains(where: isBroken) && !before.contains(where: isBroken)
        let first = try sides.before.estimates(unit)
        let second = try sides.after.estimates(unit)
        rows = Self.rows(first, second, steps: sides.before.steps)
        notes = Self.notes(before, after, unit)
    }

    /// Whether something got worse beyond chance.
    public var isWorse: Bool { breaksInvariants || rows.contains { $0.verdict == .worse } }

    private static func rows(
        _ before: [Figure: Bootstrap.Estimate],
        _ after: [Figure: Bootstrap.Estimate],
        steps: [String]
    ) -> [Row] {
        let order = steps.map(Optional.some) + [nil]
        let figures = order.flatMap { step in
            Figure.Kind.allCases.map { Figure(step: step, kind: $0) }
        }
        let pairs = figures.compactMap { figure in
            before[figure].flatMap { first in after[figure].map { (figure, first, $0) } }
        }
        // Bonferroni: with m intervals each may miss one time in 20 m.
        let count = pairs.filter { $0.1.variance.isFinite && $0.2.variance.isFinite }.count
        let inside = 1 - (1 - confidence) / Double(max(count, 1))
        return pairs.map { figure, first, second in
            let change = second.log - first.log
            let interval = Self.width(first, second, inside).map {
                exp(change - $0) - 1...exp(change + $0) - 1
            }
            return Row(
                figure: figure,
                before: exp(first.log),
                after: exp(second.log),
                change: exp(change) - 1,
                interval: interval
            )
        }
    }

    /// Half the interval of the difference of two logarithms (Welch); nil without a spread.
    private static func width(
        _ first: Bootstrap.Estimate,
        _ second: Bootstrap.Estimate,
        _ inside: Double
    ) -> Double? {
        let variance = first.variance + second.variance
        guard variance.isFinite, first.units > 1, second.units > 1 else { return nil }
        let freedom =
            variance * variance
            / (first.variance * first.variance / Double(first.units - 1)
                + second.variance * second.variance / Double(second.units - 1))
        return Student.quantile(inside: inside, freedom: freedom) * variance.squareRoot()
    }

    private static func notes(
        _ before: [LoadResult],
        _ after: [LoadResult],
        _ unit: Side.Unit
    ) -> [String] {
        var notes: [String] = []
        if unit == .second {
            notes.append(
                "fewer than \(Side.fewestRuns) runs a side: the intervals come from the seconds "
                    + "of a run and say nothing of how runs differ; give several runs for a claim"
            )
        }
        if unit == .run, min(before.count, after.count) < Side.enoughRuns {
            notes.append(
                "fewer than \(Side.enoughRuns) runs a side: only great changes can be told from chance"
            )
        }
        func differs(_ what: String, _ value: (LoadResult) -> String) {
            let first = Set(before.map(value)).sorted()
            let second = Set(after.map(value)).sorted()
            guard first != second else { return }
            notes.append(
                "\(what) differs: \(first.joined(separator: ", ")) against "
                    + second.joined(separator: ", ")
            )
        }
        differs("scenario", \.scenario)
        differs("load") { result in
            let model = result.model
            let amount = model.rate.map { "\(Decimals.tick($0))/s" } ?? "\(model.users ?? 0) users"
            return "\(model.kind) \(amount)"
        }
        differs("duration") { "\(Decimals.tick($0.duration)) s" }
        differs("processor") { "\($0.machine.cores) × \($0.machine.cpu)" }
        differs("kernel", \.machine.kernel)
        return notes
    }
}
