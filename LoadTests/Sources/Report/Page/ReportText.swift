/// A report as Markdown, for a terminal or a pull request.
public struct ReportText {
    private let runs: [Run]

    /// A report of `results`; `names` tell them apart where their targets don't.
    public init(_ results: [LoadResult], names: [String]) {
        runs = Run.named(results, names)
    }

    /// The whole text.
    public var markdown: String {
        var lines: [String] = []
        for run in runs {
            let version = run.result.target.version.map { " " + $0 } ?? ""
            let verdict = Verdict(run.result.invariants)
            lines += ["# \(run.result.scenario): \(run.name)", ""]
            if let about = run.result.about { lines += [about, ""] }
            lines += [
                ([run.result.target.name + version] + run.load + [run.result.startedAt])
                    .joined(separator: " · "), "",
                "**\(verdict.sign) \(verdict.headline).** \(verdict.detail)", "",
            ]
            lines += proofs(of: run)
        }
        lines += ["## Figures", ""] + figures + ["", "## Steps", ""] + steps
        lines += ["", "## Errors by code", ""] + errors
        for run in runs {
            lines += [
                "", runs.count == 1 ? "## Where and how" : "## Where and how: \(run.name)", "",
            ]
            lines += Setting.lines(of: run).map { "- \($0.name): \($0.value)" }
            lines += ["", "```", run.command.joined(separator: " "), "```"]
        }
        return lines.joined(separator: "\n").replacing("\u{a0}", with: " ") + "\n"
    }

    private func proofs(of run: Run) -> [String] {
        var lines = Proof.all(of: run).map { proof in
            "- \(proof.sign) \(proof.words)" + (proof.note.map { ": \($0)" } ?? "")
        }
        for (name, count) in Proof.untold(of: run) {
            lines.append("- ✗ broken: \(name), \(Decimals.times(count))")
        }
        lines += (run.result.invariants?.findings ?? []).prefix(20).map { "- ✗ \($0)" }
        if let unknown = run.result.invariants?.notJudged {
            lines.append("- ? not judged: \(unknown.joined(separator: ", "))")
        }
        for bar in run.result.requirements {
            let value = bar.value.map { "measured \(Decimals.short($0))" } ?? "not measured"
            lines.append("- \(bar.met ? "✓ met" : "✗ missed"): `\(bar.text)`, \(value)")
        }
        if let seats = run.result.seats {
            lines.append(
                "- seats: \(Decimals.whole(seats.sold)) of \(Decimals.whole(seats.capacity)) sold, "
                    + "\(Decimals.whole(seats.held)) held"
            )
        }
        lines += run.warnings.map { "- ! \($0)" }
        return lines.isEmpty ? [] : lines + [""]
    }

    private var figures: [String] {
        let columns = runs.map(KeyFigure.all(of:))
        var names: [String] = []
        for figure in columns.joined() where !names.contains(figure.name) {
            names.append(figure.name)
        }
        let rows = names.map { name in
            [name] + columns.map { column in column.first { $0.name == name }?.value ?? "–" }
        }
        return TextTable(["figure"] + runs.map(\.name), rows, wordColumns: 1).lines
    }

    private var steps: [String] {
        let rows = StepTable.rows(runs)
        let columns = StepTable.columns(isOne: runs.count == 1).map { $0.name.lowercased() }
        let words = runs.count == 1 ? 1 : 2
        let table = TextTable(columns, rows, wordColumns: words).lines
        let isDoubtful = rows.joined().contains { $0.hasSuffix(StepTable.doubt) }
        return table + ["", "Times in milliseconds."] + (isDoubtful ? [StepTable.doubtNote] : [])
    }

    private var errors: [String] {
        let rows = runs.flatMap { run in
            run.result.errors.sorted { $0.count > $1.count }.map { error in
                (runs.count == 1 ? [] : [run.name]) + [
                    error.step, error.code, error.status == 0 ? "no answer" : "\(error.status)",
                    error.expected ? "expected" : "✗ unexpected", Decimals.whole(error.count),
                ]
            }
        }
        guard !rows.isEmpty else { return ["Every answer was a success."] }
        let names = (runs.count == 1 ? [] : ["run"]) + ["step", "code", "status", "kind", "count"]
        return TextTable(names, rows, wordColumns: names.count - 1).lines
    }
}
