/// The steps of some runs as a table of words, for both kinds of report.
enum StepTable {
    /// Behind a percentile that fewer than ten samples lie beyond.
    static let doubt = "\u{202f}†"
    /// What `doubt` means.
    static let doubtNote =
        "† Fewer than ten samples are slower, so another run may well tell another figure."

    /// The headings, with the attributes of their cells.
    static func columns(isOne: Bool) -> [(name: String, attributes: [(String, String)])] {
        let words = [("Step", [("class", "l")])] + (isOne ? [] : [("Run", [("class", "l")])])
        let numbers = [
            "p50", "p90", "p99", "p99.9", "Max", "Answers", "Per second", "Errors", "Dropped",
            "Service p50", "Service p99",
        ]
        return words + numbers.map { ($0, []) }
    }

    /// A row for each step, those of the same name beside each other.
    static func rows(_ runs: [Run]) -> [[String]] {
        var names: [String] = []
        for step in runs.flatMap(\.result.steps) where !names.contains(step.name) {
            names.append(step.name)
        }
        return names.flatMap { name in
            runs.compactMap { run in
                run.result.steps.first { $0.name == name }.map { step in
                    [name] + (runs.count == 1 ? [] : [run.name]) + cells(step)
                }
            }
        }
    }

    private static func cells(_ step: LoadResult.Step) -> [String] {
        func time(_ value: Double?, beyond share: Double = 1) -> String {
            guard let value else { return "–" }
            // A hair less than ten, because shares such as 0.001 are not exact.
            return Decimals.short(value) + (Double(step.count) * share < 9.999 ? doubt : "")
        }
        let times = step.latency
        return [
            time(times?.p50, beyond: 0.5), time(times?.p90, beyond: 0.1),
            time(times?.p99, beyond: 0.01), time(times?.p999, beyond: 0.001), time(times?.max),
            Decimals.whole(step.count), Decimals.short(step.perSecond), Decimals.whole(step.errors),
            Decimals.whole(step.dropped),
            time(step.service?.p50, beyond: 0.5), time(step.service?.p99, beyond: 0.01),
        ]
    }
}
