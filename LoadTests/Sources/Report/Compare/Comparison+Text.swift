public import FoundationEssentials

extension Comparison {
    /// A table for a terminal, with what it rests on below.
    public var text: String {
        let rows = rows.map { row in
            [
                row.figure.name, Self.value(row.before, row), Self.value(row.after, row),
                Self.signed(row.change),
                row.interval.map { "\(Self.signed($0.lowerBound)) … \(Self.signed($0.upperBound))" }
                    ?? "–",
                row.verdict.rawValue,
            ]
        }
        let heading = ["figure", "A", "B", "change", "95 % interval", "verdict"]
        var lines = TextTable(heading, rows, wordColumns: 1).lines
        lines += ["", "\(runs.before) against \(runs.after) runs, drawn by \(unit.rawValue)"]
        if breaksInvariants { lines.append("✗ B breaks invariants that A kept") }
        lines += notes.map { "! \($0)" }
        return lines.joined(separator: "\n")
    }

    private static func value(_ value: Double, _ row: Row) -> String {
        "\(Decimals.short(value)) \(row.figure.kind.unit)"
    }

    /// Without the last bits, which came and went with the logarithm.
    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

    private static func signed(_ share: Double) -> String {
        // Beyond ten times either way the digits say no more than that nothing is known.
        if share > 9 { return "> +900 %" }
        if share < -0.9 { return "< -90 %" }
        return (share >= 0 ? "+" : "") + Decimals.fixed(share * 100, 1) + " %"
    }

    /// The same as one JSON object on one line, keys sorted.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(
            Output(
                runs: [runs.before, runs.after],
                drawn: unit,
                isWorse: isWorse,
                breaksInvariants: breaksInvariants,
                notes: notes,
                figures: rows.map { row in
                    Output.Line(
                        figure: row.figure.name,
                        unit: row.figure.kind.unit,
                        before: Self.rounded(row.before),
                        after: Self.rounded(row.after),
                        change: row.change,
                        interval: row.interval.map { [$0.lowerBound, $0.upperBound] },
                        verdict: row.verdict.rawValue
                    )
                }
            )
        )
    }

    /// `seatgrid.load.comparison/1`.
    private struct Output: Encodable {
        struct Line: Encodable {
            let figure: String
            let unit: String
            let before: Double
            let after: Double
            let change: Double
            let interval: [Double]?
            let verdict: String

            private enum CodingKeys: String, CodingKey {
                case figure, unit, change, interval, verdict
                case before = "a"
                case after = "b"
            }
        }

        let schema = "seatgrid.load.comparison/1"
        let confidence = Comparison.confidence
        let runs: [Int]
        let drawn: Side.Unit
        let isWorse: Bool
        let breaksInvariants: Bool
        let notes: [String]
        let figures: [Line]

        private enum CodingKeys: String, CodingKey {
            case schema, confidence, runs, notes, figures
            case drawn = "drawn_by"
            case isWorse = "worse"
            case breaksInvariants = "breaks_invariants"
        }
    }
}
