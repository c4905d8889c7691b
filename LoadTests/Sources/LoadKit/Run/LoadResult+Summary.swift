public import Report

extension LoadResult {
    /// For a person at a terminal: a line a step, and what is wrong.
    public var summary: String {
        var lines = ["== \(scenario), seed \(seed), \(duration) s"]
        lines.append(
            Self.row("step", ["count", "errors", "/s", "p50", "p90", "p99", "p99.9", "max"])
        )
        for step in steps {
            var cells = ["\(step.count)", "\(step.errors)", Self.short(step.perSecond)]
            if let times = step.latency {
                cells += [times.p50, times.p90, times.p99, times.p999, times.max].map(Self.short)
            }
            lines.append(Self.row(step.name, cells))
        }
        if let deltas, let times = deltas.latency {
            let cells = ["\(deltas.count)", "", ""]
            let ranks = [times.p50, times.p90, times.p99, times.p999, times.max]
            lines.append(Self.row("deltas", cells + ranks.map(Self.short)))
        }
        for error in errors {
            let mark = error.expected ? "expected" : "UNEXPECTED"
            lines.append("  \(error.step) \(error.status) \(error.code): \(error.count) \(mark)")
        }
        if let seats {
            lines.append("  seats: \(seats.sold) sold, \(seats.held) held, of \(seats.capacity)")
        }
        if let server {
            let cost = Self.short(server.cpuMicrosecondsPerRequest)
            let percent = Self.short(server.cpuPercent)
            lines.append(
                "  server: \(cost) us CPU a request, \(percent) % CPU, \(server.rssBytes >> 20) MiB"
            )
        }
        if let driver {
            let lag = driver.lag.map { ", late by \(Self.short($0.p99)) ms (p99)" } ?? ""
            lines.append("  driver: \(Self.short(driver.cpuPercent)) % CPU\(lag)")
        }
        lines += warnings.map { "  warning: \($0)" }
        lines += requirements.map { each in
            let value = each.value.map(Self.short) ?? "not measured"
            return "  \(each.met ? "met" : "MISSED"): \(each.text) (\(value))"
        }
        return (lines + verdict).joined(separator: "\n")
    }

    private var verdict: [String] {
        guard let invariants, invariants.checked || !invariants.broken.isEmpty else {
            return ["  NOT CHECKED"]
        }
        guard !invariants.broken.isEmpty else {
            guard let unknown = invariants.notJudged else {
                return ["  every invariant holds (\(invariants.attempts) writes checked)"]
            }
            return [
                "  what can be judged of this server holds (\(invariants.attempts) writes checked)",
                "  not judged: \(unknown.joined(separator: ", "))",
            ]
        }
        let counts = invariants.broken.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return ["  BROKEN INVARIANTS: \(counts.joined(separator: ", "))"]
            + invariants.findings.map { "    \($0)" }
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        let first = "  " + name + String(repeating: " ", count: max(11 - name.count, 1))
        return first
            + cells.map { String(repeating: " ", count: max(10 - $0.count, 1)) + $0 }.joined()
    }

    private static func short(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        if value >= 100 { return "\(Int(value.rounded()))" }
        let scaled = Int((value * 100).rounded())
        return "\(scaled / 100).\(String(scaled % 100 + 100).dropFirst())"
    }
}
