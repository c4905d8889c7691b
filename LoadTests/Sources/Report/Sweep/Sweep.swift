/// A scenario at rising load: `seatgrid.load.sweep/1`, as `seatgrid-load sweep --json` writes it.
///
/// A pure value that is told each run and says which load comes next; it drives nothing itself.
public struct Sweep: Codable, Equatable, Sendable {
    /// What rises.
    public enum Kind: String, Codable, Sendable {
        /// People a second, who come whatever the server does.
        case rate
        /// People at a time, each of whom waits for the answer.
        case users
    }

    /// The name of the format and its version.
    public static let schema = "seatgrid.load.sweep/1"
    /// The search ends when the lowest load that fails is no more than so much above the highest
    /// that doesn't.
    public static let precision = 1.05
    /// A bound for the search, far above what `precision` needs.
    static let mostSteps = 100

    /// Always `Sweep.schema`.
    public var schema = Sweep.schema
    /// The version of the tool that ran.
    public var tool: String
    /// When it began, RFC 3339.
    public var startedAt: String
    /// The name of the scenario.
    public var scenario: String
    /// The seed of every step.
    public var seed: UInt64
    /// Every flag that was given, as text, without its dashes.
    public var flags: [String: String] = [:]
    /// What rises.
    public var kind: Kind
    /// The loads that were asked for, rising.
    public let levels: [Double]
    /// Whether the highest load that meets the bars is searched for between them.
    public let isSearch: Bool
    /// The runs, in their order.
    public private(set) var steps: [SweepStep] = []
    /// Where the server begins to fall behind: `Sweep.knee(of:)`; nil when it was not reached.
    public private(set) var knee: Double?
    /// The highest load that, with all below it, meets every bar; nil when the lowest does not.
    public private(set) var highest: Double?
    /// Why loads that were asked for were not run, in a sentence.
    public var stopped: String?

    /// A sweep over `levels`, which rise, that has run nothing yet.
    public init(
        _ kind: Kind,
        levels: [Double],
        isSearch: Bool,
        tool: String,
        startedAt: String,
        scenario: String,
        seed: UInt64
    ) {
        precondition(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }, "levels must rise")
        self.kind = kind
        self.levels = levels
        self.isSearch = isSearch
        self.tool = tool
        self.startedAt = startedAt
        self.scenario = scenario
        self.seed = seed
    }

    /// Takes the run that was `next`.
    public mutating func add(_ step: SweepStep) {
        steps.append(step)
        let rising = steps.sorted { $0.level < $1.level }
        highest = rising.prefix { $0.met }.last?.level
        knee = Self.knee(of: rising, kind)
        if step.broken > 0 {
            stopped = "an invariant is broken"
        } else if !step.checked {
            stopped = "at \(Self.word(step.level)) nothing is proven"
        }
    }

    /// The load to run next; nil at the end.
    ///
    /// The levels first, till the server is past saturation; in a search only till a bar is missed,
    /// and then the geometric middle between the highest that met all and the lowest that did not.
    public var next: Double? {
        guard steps.count < Self.mostSteps, stopped == nil else { return nil }
        guard let last = steps.last else { return levels.first }
        guard last.broken == 0 else { return nil }
        let isOnLevels =
            steps.count <= levels.count
            && zip(steps, levels).allSatisfy { $0.level == $1 }
        if isOnLevels, !isPast, steps.count < levels.count { return levels[steps.count] }
        return isSearch ? middle : nil
    }

    /// Loads that were asked for and not run.
    public var left: [Double] { levels.filter { level in !steps.contains { $0.level == level } } }

    /// True when more load can only bring more waiting.
    var isPast: Bool {
        guard let last = steps.last else { return false }
        if isSearch, !last.met { return true }
        switch kind {
        case .rate: return !last.keptUp
        case .users:
            // One step may be bad luck; two that bring nothing are not.
            let before = steps.dropLast(2).map(\.achieved).max() ?? 0
            return steps.count > 2 && steps.suffix(2).allSatisfy { $0.achieved < 1.05 * before }
        }
    }

    private var middle: Double? {
        guard let low = highest,
            let high = steps.filter({ !$0.met && $0.level > low }).map(\.level).min(),
            high > low * Self.precision
        else { return nil }
        let middle = Self.round((low * high).squareRoot(), kind)
        return middle > low && middle < high ? middle : nil
    }

    /// `steps` loads from `low` to `high`, each as many times the one before.
    public static func levels(_ kind: Kind, from low: Double, to high: Double, steps: Int)
        -> [Double]
    {
        precondition(low > 0 && high > low && steps > 1, "\(steps) steps from \(low) to \(high)")
        var levels: [Double] = []
        for step in 0..<steps {
            let share = Double(step) / Double(steps - 1)
            let level = round(low * power(high / low, share), kind)
            if level > levels.last ?? 0 { levels.append(level) }
        }
        return levels
    }

    /// Whole people; a rate below ten may have a fraction.
    private static func round(_ level: Double, _ kind: Kind) -> Double {
        kind == .users || level >= 10 ? level.rounded() : (level * 100).rounded() / 100
    }

    /// Of a rate: the highest that the server kept up with before the first that it did not. Of
    /// users: the fewest who got 95 % of the most answers a second. Nil when no step was higher.
    static func knee(of rising: [SweepStep], _ kind: Kind) -> Double? {
        switch kind {
        case .rate:
            let kept = rising.prefix { $0.keptUp }
            return kept.count < rising.count ? kept.last?.level : nil
        case .users:
            let most = rising.map(\.achieved).max() ?? 0
            let first = rising.first { $0.achieved >= 0.95 * most }
            return first?.level == rising.last?.level ? nil : first?.level
        }
    }

    private enum CodingKeys: String, CodingKey {
        case schema, tool, scenario, seed, flags, kind, levels, steps, knee, highest, stopped
        case startedAt = "started_at"
        case isSearch = "find_max"
    }
}
