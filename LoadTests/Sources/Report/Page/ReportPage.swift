/// A report as one HTML file: no network, no script, pictures inline.
public struct ReportPage {
    let runs: [Run]

    /// A report of `results`; `names` tell them apart where their targets don't.
    public init(_ results: [LoadResult], names: [String]) {
        runs = Run.named(results, names)
    }

    /// The whole file.
    public var html: String {
        var out = Markup()
        out.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        out.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        out.element("title", title)
        out.raw("<style>\(Stylesheet.text)</style></head><body>")
        out.element("main") { out in
            heading(&out)
            if isBrief {
                out.element("div", [("class", "halves")]) { out in
                    for run in runs { verdict(run, &out) }
                }
            } else {
                for run in runs { verdict(run, &out) }
            }
            figures(&out)
            warnings(&out)
            charts(&out)
            steps(&out)
            errors(&out)
            for run in runs { setting(run, &out) }
            footer(&out)
        }
        out.raw("</body></html>\n")
        return out.text
    }

    private var isOne: Bool { runs.count == 1 }

    /// Whether there are so many results that each gets little room.
    private var isBrief: Bool { runs.count > 2 }

    private var scenarios: String {
        var seen: [String] = []
        for run in runs where !seen.contains(run.result.scenario) {
            seen.append(run.result.scenario)
        }
        return seen.joined(separator: ", ")
    }

    private var title: String {
        "\(scenarios): \(runs.map(\.name).joined(separator: ", ")) – SeatGrid load report"
    }

    private func heading(_ out: inout Markup) {
        out.element("header") { out in
            out.element("p", [("class", "over")], "SeatGrid load report")
            out.element("h1", scenarios.prefix(1).uppercased() + scenarios.dropFirst())
            if let about = runs.first?.result.about, Set(runs.map(\.result.about)).count == 1 {
                out.element("p", [("class", "about")], about)
            }
            for run in runs {
                out.element("p", [("class", "lead")]) { out in
                    let version = run.result.target.version.map { " " + $0 } ?? ""
                    let name = run.result.target.name + version
                    out.element(
                        "b",
                        isOne || name.hasPrefix(run.name) ? name : "\(run.name) (\(name))"
                    )
                    for part in run.load + (isOne ? [time(run)] : []) {
                        out.words(" · ")
                        out.element("span", part)
                    }
                }
            }
        }
    }

    private func time(_ run: Run) -> String {
        run.result.startedAt.prefix(16).replacing("T", with: " ")
            + (run.result.startedAt.hasSuffix("Z") ? " UTC" : "")
    }

    private func verdict(_ run: Run, _ out: inout Markup) {
        let verdict = Verdict(run.result.invariants)
        out.element("section", [("class", "verdict \(verdict.tone)\(isBrief ? " brief" : "")")]) {
            out in
            out.element("div") { out in
                out.element("div", [("class", "say")]) { out in
                    out.raw(verdict.picture)
                    out.element("div") { out in
                        if !isOne { out.element("p", [("class", "over")], run.name) }
                        out.element("p", [("class", "big")], verdict.headline)
                    }
                }
                out.element("p", [("style", "margin:14px 0 0")], verdict.detail)
                proofs(run, &out)
            }
            if !isBrief, let seats = run.result.seats, seats.capacity > 0 {
                out.append(House.figure(seats))
            }
            if isOne { promises(run, &out) }
        }
    }

    /// What was proven, promise by promise.
    private func promises(_ run: Run, _ out: inout Markup) {
        let all = Proof.all(of: run)
        guard !all.isEmpty else { return }
        out.element("ul", [("class", "list proofs")]) { out in
            for proof in all {
                let words = proof.words + (proof.note.map { ": \($0)" } ?? "")
                Self.item(proof.tone, proof.sign, words, &out)
            }
        }
    }

    /// What is broken, and which bars were reached.
    private func proofs(_ run: Run, _ out: inout Markup) {
        let broken = isOne ? Proof.untold(of: run) : Proof.broken(of: run)
        let findings = run.result.invariants?.findings ?? []
        let unknown = run.result.invariants?.notJudged ?? []
        guard
            !broken.isEmpty || !findings.isEmpty || !unknown.isEmpty
                || !run.result.requirements.isEmpty
        else { return }
        out.element("ul", [("class", "list")]) { out in
            for (name, count) in broken {
                Self.item("bad", "✗", "broken: \(name), \(Decimals.times(count))", &out)
            }
            for finding in findings.prefix(20) { Self.item("bad", "–", finding, &out) }
            if !unknown.isEmpty {
                Self.item("open", "?", "not judged: \(unknown.joined(separator: ", "))", &out)
            }
            for bar in run.result.requirements {
                let value = bar.value.map { "measured \(Decimals.short($0))" } ?? "not measured"
                Self.item(
                    bar.met ? "good" : "bad",
                    bar.met ? "✓" : "✗",
                    "\(bar.met ? "met" : "missed"): \(bar.text), \(value)",
                    &out
                )
            }
        }
    }

    static func item(_ kind: String, _ sign: String, _ words: String, _ out: inout Markup) {
        out.element("li", [("class", kind)]) { out in
            out.element("b", [("aria-hidden", "true")], sign)
            out.words(words)
        }
    }

    private func warnings(_ out: inout Markup) {
        let all = isOne ? runs.flatMap(\.warnings) : sharedWarnings
        out.element("h2", "What to hold against these figures")
        out.element("ul", [("class", "list")]) { out in
            for warning in all { Self.item("care", "!", warning, &out) }
            if all.isEmpty { Self.item("good", "✓", "Nothing that the tool noticed.", &out) }
        }
    }

    /// Each warning once, with the runs that it is about.
    private var sharedWarnings: [String] {
        var found: [(warning: String, runs: [String])] = []
        for run in runs {
            for warning in run.warnings {
                if let place = found.firstIndex(where: { $0.warning == warning }) {
                    found[place].runs.append(run.name)
                } else {
                    found.append((warning, [run.name]))
                }
            }
        }
        return found.map { "\($0.runs.joined(separator: ", ")): \($0.warning)" }
    }

    private func footer(_ out: inout Markup) {
        out.element("footer") { out in
            out.element(
                "p",
                [("class", "note")],
                "Latency counts from the moment a request was meant to be sent, so time spent "
                    + "waiting for a slow server is in it; service time counts from the send. "
                    + "Percentiles come from HdrHistograms with three digits. “p99 12 ms” says: of "
                    + "100 requests, 99 took at most 12 ms."
            )
            let tools = Set(runs.map(\.result.tool)).sorted().joined(separator: ", ")
            out.element("p", [("class", "note")], "Made by seatgrid-load \(tools).")
        }
    }
}
