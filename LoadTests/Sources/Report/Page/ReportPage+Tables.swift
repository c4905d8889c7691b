extension ReportPage {
    /// The figures that people ask for first.
    func figures(_ out: inout Markup) {
        guard runs.count == 1, let run = runs.first else {
            comparison(&out)
            return
        }
        out.element("div", [("class", "tiles")]) { out in
            for figure in KeyFigure.all(of: run) {
                out.element("div", [("class", "tile")]) { out in
                    out.element("b", figure.value)
                    out.element("span", figure.name)
                }
            }
        }
    }

    /// The same as a table: a line for each figure, a column for each run.
    private func comparison(_ out: inout Markup) {
        let columns = runs.map(KeyFigure.all(of:))
        var names: [String] = []
        for figure in columns.joined() where !names.contains(figure.name) {
            names.append(figure.name)
        }
        out.element("h2", "Side by side")
        table(&out) { out in
            out.element("thead") { out in
                out.element("tr") { out in
                    out.element("th", [("class", "l")], "Figure")
                    for run in runs { out.element("th", run.name) }
                }
            }
            out.element("tbody") { out in
                for name in names {
                    out.element("tr") { out in
                        out.element("th", name)
                        for column in columns {
                            out.element("td", column.first { $0.name == name }?.value ?? "–")
                        }
                    }
                }
            }
        }
    }

    private func table(_ out: inout Markup, _ rows: (inout Markup) -> Void) {
        out.element("div", [("class", "scroll"), ("tabindex", "0")]) { $0.element("table", rows) }
    }

    /// Every step of every run.
    func steps(_ out: inout Markup) {
        out.element("h2", "Steps")
        out.element("p", [("class", "note")], "Latency and service time in milliseconds.")
        var isDoubtful = false
        table(&out) { out in
            out.element("thead") { out in
                out.element("tr") { out in
                    for (name, kind) in StepTable.columns(isOne: runs.count == 1) {
                        out.element("th", kind, name)
                    }
                }
            }
            out.element("tbody") { out in
                for row in StepTable.rows(runs) {
                    isDoubtful = isDoubtful || row.contains { $0.hasSuffix(StepTable.doubt) }
                    out.element("tr") { out in
                        for (index, cell) in row.enumerated() {
                            let isName = index < (runs.count == 1 ? 1 : 2)
                            out.element(isName ? "th" : "td", cell)
                        }
                    }
                }
            }
        }
        if isDoubtful { out.element("p", [("class", "note")], StepTable.doubtNote) }
    }

    /// Errors by code, each with a bar.
    func errors(_ out: inout Markup) {
        out.element("h2", "Errors by code")
        let most = runs.flatMap(\.result.errors).map(\.count).max() ?? 0
        guard most > 0 else {
            out.element("p", [("class", "note")], "Every answer was a success.")
            return
        }
        let isOne = runs.count == 1
        table(&out) { out in
            out.element("thead") { out in
                out.element("tr") { out in
                    for name in (isOne ? [] : ["Run"]) + ["Step", "Code"] {
                        out.element("th", [("class", "l")], name)
                    }
                    out.element("th", "Count")
                    for name in ["Status", "What it is"] {
                        out.element("th", [("class", "l")], name)
                    }
                    out.element("th", [("class", "bar")], "")
                }
            }
            out.element("tbody") { out in
                for run in runs {
                    for error in run.result.errors.sorted(by: { $0.count > $1.count }) {
                        row(error, isOne ? nil : run.name, most, &out)
                    }
                }
            }
        }
    }

    private func row(
        _ error: LoadResult.ErrorCount,
        _ run: String?,
        _ most: UInt64,
        _ out: inout Markup
    ) {
        out.element("tr") { out in
            if let run { out.element("th", run) }
            out.element("th", error.step)
            out.element("td", [("class", "l")]) { $0.element("code", error.code) }
            out.element("td", Decimals.whole(error.count))
            let status = error.status == 0 ? "no answer" : "\(error.status)"
            out.element("td", [("class", "l")], status)
            let kind = error.expected ? "expected" : "✗ unexpected"
            out.element("td", [("class", "l")], kind)
            let width = Decimals.fixed(Double(error.count) / Double(most) * 100, 1)
            out.element("td", [("class", "bar")]) { out in
                out.element(
                    "i",
                    [("class", error.expected ? "yes" : "no"), ("style", "width:\(width)%")],
                    ""
                )
            }
        }
    }

    /// The machine, the flags and the command.
    func setting(_ run: Run, _ out: inout Markup) {
        out.element("h2", runs.count == 1 ? "Where and how" : "Where and how: \(run.name)")
        out.element("dl") { out in
            for (name, value) in Setting.lines(of: run) {
                out.element("dt", name)
                out.element("dd", value)
            }
        }
        out.element("pre") { out in
            for (index, part) in run.command.enumerated() {
                if index > 0 { out.words(" ") }
                out.element("span", part)
            }
        }
    }
}
