import Glibc

/// How far the logarithm of a figure would wander if the same units had been measured again.
///
/// Units (whole runs, or stretches of whole seconds) are drawn with replacement, as many as there
/// are, and the figure is made anew of each draw. The same seed draws the same units.
struct Bootstrap {
    /// Draws; beyond a thousand the spread does not change by what a table shows.
    static let usualDraws = 1000

    /// A figure's logarithm and the variance of it.
    struct Estimate: Equatable {
        let log: Double
        let variance: Double
        /// Units that it is made of.
        let units: Int
    }

    private var state: UInt64
    private let draws: Int

    init(seed: UInt64, draws: Int) {
        state = seed
        self.draws = draws
    }

    /// Estimates several figures of the same units at once.
    ///
    /// `figures` makes them of how often each unit was drawn; nil where one can't be told.
    mutating func estimate(
        units: Int,
        _ figures: ([Int]) -> [Double?]
    ) -> [Estimate?] {
        let whole = figures([Int](repeating: 1, count: units)).map(Self.logarithm)
        var sums = [Double](repeating: 0, count: whole.count)
        var squares = sums
        var counts = sums
        guard units > 1 else {
            return whole.map { $0.map { Estimate(log: $0, variance: .nan, units: units) } }
        }
        for _ in 0..<draws {
            var drawn = [Int](repeating: 0, count: units)
            for _ in 0..<units { drawn[below(units)] += 1 }
            for (index, value) in figures(drawn).map(Self.logarithm).enumerated() {
                guard let value, let centre = whole[index] else { continue }
                sums[index] += value - centre
                squares[index] += (value - centre) * (value - centre)
                counts[index] += 1
            }
        }
        return whole.enumerated().map { index, log in
            guard let log, counts[index] > 1 else { return nil }
            let mean = sums[index] / counts[index]
            let spread = squares[index] / counts[index] - mean * mean
            // A draw of n has n - 1 free choices, so its spread is too small by that much; and no
            // figure of a three-digit histogram is known better than half a cell.
            let variance = max(spread, 0) * Double(units) / Double(units - 1) + Self.cell
            return Estimate(log: log, variance: variance, units: units)
        }
    }

    /// The variance that comes from a cell's width of one in 1,024 at most.
    private static let cell = 1.0 / (12 * 1024 * 1024)

    private static func logarithm(_ value: Double?) -> Double? {
        value.flatMap { $0 > 0 ? log($0) : nil }
    }

    /// A number of `0..<bound` (SplitMix64).
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int(((z ^ (z >> 31)) >> 33) % UInt64(bound))
    }
}
