/// The seconds of a run, several together when there are more than a chart can show.
struct Timeline {
    /// Points that a line has at most.
    static let most = 240

    /// Seconds that make one point.
    let width: Int
    private let groups: [(t: Int, seconds: [LoadResult.Second])]

    init(_ seconds: [LoadResult.Second]) {
        width = max(1, (seconds.count + Self.most - 1) / Self.most)
        var groups: [(t: Int, seconds: [LoadResult.Second])] = []
        for second in seconds {
            if let last = groups.last, second.t - last.t < width {
                groups[groups.count - 1].seconds.append(second)
            } else {
                groups.append((second.t, [second]))
            }
        }
        self.groups = groups
    }

    /// A line of what `value` makes of each group.
    func series(
        _ name: String,
        _ look: Series.Look,
        _ value: ([LoadResult.Second]) -> Double?
    ) -> Series {
        let points = groups.map { Series.Point(x: Double($0.t), y: value($0.seconds)) }
        return Series(name: name, look: look, points: points)
    }

    /// The mean; nil of nothing.
    static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
