/// The histograms of one step by stretch, laid out so that a draw is summed quickly.
struct StretchCells {
    /// What `figures` gives, in this order.
    static let kinds: [Figure.Kind] = [.p50, .p99, .p999, .rate]

    /// Highest values of the cells that any stretch uses, from the lowest.
    private let values: [Double]
    /// By stretch: the cell's place in `values`, and its count.
    private let counts: [[(cell: Int, count: Double)]]
    private let lengths: [Double]
    /// Whether any stretch has a histogram; without one the step has no figures here.
    let isWhole: Bool

    /// Reads the histograms of `step`. Throws when one is damaged.
    init(_ stretches: [[LoadResult.Second]], step: String) throws(HdrV2.Unreadable) {
        var sums: [Hdr] = []
        for stretch in stretches {
            var sum = Hdr()
            for second in stretch {
                if let text = second.hdr?[step] { sum.add(try HdrV2.decode(text)) }
            }
            sums.append(sum)
        }
        isWhole = sums.contains { $0.total > 0 }
        lengths = stretches.map { Double($0.count) }
        let used = Set(sums.flatMap { $0.cells.map(\.value) }).sorted()
        var places: [UInt64: Int] = [:]
        for (place, value) in used.enumerated() { places[value] = place }
        values = used.map { Double($0) / 1000 }
        counts = sums.map { hdr in
            hdr.cells.map { (places[$0.value] ?? 0, Double($0.count)) }
        }
    }

    /// p50, p99, p99.9 and answers a second when each stretch was drawn so often.
    func figures(drawn: [Int]) -> [Double?] {
        var sums = [Double](repeating: 0, count: values.count)
        var total = 0.0
        var seconds = 0.0
        for (stretch, times) in drawn.enumerated() where times > 0 {
            seconds += lengths[stretch] * Double(times)
            for (cell, count) in counts[stretch] {
                sums[cell] += count * Double(times)
                total += count * Double(times)
            }
        }
        guard total > 0, seconds > 0 else { return Self.kinds.map { _ in nil } }
        // A percentile that fewer than ten samples lie beyond is the luck of the slowest few.
        let ranks = [0.5, 0.99, 0.999].map { $0 * total + 10 > total + 1e-6 ? nil : $0 * total }
        var found = [Double?](repeating: nil, count: 3)
        var seen = 0.0
        for (cell, count) in sums.enumerated() {
            seen += count
            for (index, rank) in ranks.enumerated() {
                if let rank, found[index] == nil, seen >= rank { found[index] = values[cell] }
            }
        }
        return found + [total / seconds]
    }
}
