/// Counts of values with a fixed relative precision: an HdrHistogram.
///
/// A plain value for files, charts and comparisons. Adding is O(cells in use); a percentile too.
public struct Hdr: Equatable, Sendable {
    /// How values map to cells.
    public let layout: HdrLayout
    /// By cell, as far as the highest that is in use.
    private(set) var counts: [UInt64] = []
    /// How many values there are.
    public private(set) var total: UInt64 = 0

    /// No value yet.
    public init(_ layout: HdrLayout = .latencies) {
        self.layout = layout
    }

    /// What another histogram recorded: its values, each with how often.
    public init(cells: some Sequence<(value: UInt64, count: UInt64)>) {
        self.init()
        for (value, count) in cells { record(value, count: count) }
    }

    /// Takes `value` `count` times; one above the layout's highest counts as the highest.
    public mutating func record(_ value: UInt64, count: UInt64 = 1) {
        guard count > 0 else { return }
        record(cell: layout.cell(of: Swift.min(value, layout.highest)), count: count)
    }

    /// Takes over all values of `other`, whatever its layout.
    public mutating func add(_ other: Hdr) {
        for (cell, count) in other.counts.enumerated() where count > 0 {
            if other.layout == layout {
                record(cell: cell, count: count)
            } else {
                record(other.layout.middle(of: cell), count: count)
            }
        }
    }

    mutating func record(cell: Int, count: UInt64) {
        if cell >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: cell + 1 - counts.count))
        }
        counts[cell] += count
        total += count
    }

    /// The cells that hold something, from the lowest.
    public var cells: [(value: UInt64, count: UInt64)] {
        counts.enumerated().filter { $0.element > 0 }
            .map { (layout.highest(of: $0.offset), $0.element) }
    }

    /// The value that `percent` of the values do not exceed; 0 when there is none.
    public func value(atPercent percent: Double) -> UInt64 {
        let wanted = Swift.max(1, (Swift.min(percent, 100) * Double(total) / 100).rounded(.up))
        var seen: UInt64 = 0
        for (cell, count) in counts.enumerated() {
            seen += count
            if count > 0, Double(seen) >= wanted { return layout.highest(of: cell) }
        }
        return 0
    }

    /// The lowest value, as its cell tells it.
    public var min: UInt64 {
        counts.firstIndex { $0 > 0 }.map { layout.lowest(of: $0) } ?? 0
    }

    /// The highest value, as its cell tells it.
    public var max: UInt64 {
        counts.indices.last.map { layout.highest(of: $0) } ?? 0
    }

    /// The mean of the cells' middles.
    public var mean: Double {
        guard total > 0 else { return 0 }
        let sum = counts.enumerated().reduce(0.0) {
            $0 + Double(layout.middle(of: $1.offset)) * Double($1.element)
        }
        return sum / Double(total)
    }

    /// The standard deviation of the cells' middles.
    public var deviation: Double {
        guard total > 0 else { return 0 }
        let mean = mean
        let sum = counts.enumerated().reduce(0.0) {
            let off = Double(layout.middle(of: $1.offset)) - mean
            return $0 + off * off * Double($1.element)
        }
        return (sum / Double(total)).squareRoot()
    }

    /// Milliseconds by rank, of microseconds; nil when there is no value.
    public var times: LoadResult.Times? {
        guard total > 0 else { return nil }
        func at(_ percent: Double) -> Double { Double(value(atPercent: percent)) / 1000 }
        return LoadResult.Times(
            min: Double(min) / 1000,
            mean: mean / 1000,
            p50: at(50),
            p90: at(90),
            p99: at(99),
            p999: at(99.9),
            max: Double(max) / 1000
        )
    }
}
