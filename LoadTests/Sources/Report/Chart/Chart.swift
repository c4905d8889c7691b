/// Lines over two axes, to be drawn in several sizes.
struct Chart {
    /// A horizontal line that the others are to be seen against.
    struct Rule {
        let value: Double
        let label: String
    }

    /// Which quantity stands upright, and whether far apart values need a log axis.
    enum Upright {
        case linear
        case log
        /// Log when the greatest is 30 times the least or more.
        case whatFits
    }

    /// Its heading.
    let title: String
    /// What the axes are, in a few words.
    let caption: String
    /// What stands upright, for the end of its highest mark.
    let unit: String
    /// What lies along the bottom.
    let bottomUnit: String
    var upright = Upright.linear
    var series: [Series]
    var rules: [Rule] = []
    /// The bottom axis for a number of marks.
    let bottom: (Int) -> Axis
    /// How a value is told when pointed at.
    let told: (Double) -> String
    /// How a place along the bottom is told when pointed at.
    let toldPlace: (Double) -> String

    /// Whether there is something to draw.
    var isEmpty: Bool { series.allSatisfy { $0.range == nil } }

    /// The upright axis for `count` marks.
    func side(_ count: Int) -> Axis {
        let ranges = series.compactMap(\.range)
        let most = ranges.map(\.high).max() ?? 1
        let rule = rules.map(\.value).max() ?? 0
        let low = ranges.map(\.low).filter { $0 > 0 }.min() ?? most
        let isLog =
            switch upright {
            case .linear: false
            case .log: true
            case .whatFits: most >= 30 * low
            }
        // A line that runs along the top looks cut off; a rule up there does not.
        return isLog
            ? .log(from: low, to: max(most, rule), count: count)
            : .linear(to: max(most * 1.04, rule), count: count)
    }

    /// What a reader who doesn't see it needs to know: the last value of each line.
    var spoken: String {
        let ends = series.compactMap { line in
            line.range.map { "\(line.name) from \(told($0.low)) to \(told($0.high))" }
        }
        return "\(title). \(caption) " + ends.joined(separator: "; ")
    }
}
