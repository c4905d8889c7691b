/// Steps whose latencies share a chart.
struct StepGroup: Equatable {
    let title: String
    let steps: [String]

    /// Lines that can be told apart in one chart: as many as there are colours.
    static let most = 6

    /// All `steps` together, or what they do for people apart when they are too many.
    static func of(_ steps: [String]) -> [StepGroup] {
        let title = "Latency by percentile"
        guard steps.count > most else { return [StepGroup(title: title, steps: steps)] }
        let kinds: [(name: String, steps: Set<String>)] = [
            ("holding and booking", ["hold", "extend", "swap", "release", "book", "again"]),
            ("seat maps and live connections", ["map", "live", "resume"]),
        ]
        let known = kinds.flatMap(\.steps)
        let rest = steps.filter { !known.contains($0) }
        let named = kinds.map { kind in (kind.name, steps.filter { kind.steps.contains($0) }) }
        return (named + [("browsing", rest)]).flatMap { name, steps in
            stride(from: 0, to: steps.count, by: most).map { first in
                StepGroup(
                    title: "\(title): \(name)",
                    steps: Array(steps[first..<min(first + most, steps.count)])
                )
            }
        }
    }
}
