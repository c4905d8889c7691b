public import FoundationEssentials
import Glibc

extension Sweep {
    /// For a person at a terminal, in Markdown: a line a load, then what they add up to.
    public var text: String {
        let what = kind == .rate ? "people/s" : "users"
        let names = [
            what, "offered/s", "answers/s", "p50", "p99", "p99.9", "errors", "dropped",
            "server CPU", "driver CPU", "lag p99", "",
        ]
        let rising = steps.sorted { $0.level < $1.level }
        let table = TextTable(names, rising.map(Self.row), wordColumns: 0).lines
        let lines =
            ["# \(scenario): sweep, seed \(seed)", ""] + table
            + ["", "Times in milliseconds from the intended start, of all requests."] + verdict
        return lines.joined(separator: "\n").replacing("\u{a0}", with: " ") + "\n"
    }

    private static func row(_ step: SweepStep) -> [String] {
        func number(_ value: Double?, _ unit: String = "") -> String {
            value.map { Decimals.short($0) + unit } ?? "–"
        }
        return [
            Self.word(step.level), number(step.offered), number(step.achieved),
            number(step.p50), number(step.p99), number(step.p999),
            Decimals.whole(step.errors), Decimals.whole(step.dropped),
            number(step.serverPercent, " %"), number(step.driverPercent, " %"), number(step.lag),
            step.remark,
        ]
    }

    private var unit: String { kind == .rate ? "people a second" : "users" }

    private var verdict: [String] {
        guard !steps.isEmpty else { return ["- nothing was run: \(stopped ?? "nothing to run")"] }
        var lines: [String] = []
        if let highest {
            lines.append("- the highest load that meets all: \(Self.word(highest)) \(unit)")
        } else {
            lines.append("- no load meets all")
        }
        if let knee {
            lines.append(
                kind == .rate
                    ? "- above \(Self.word(knee)) \(unit) the server falls behind"
                    : "- more than \(Self.word(knee)) \(unit) bring no more answers a second"
            )
        } else if steps.contains(where: { !$0.keptUp && kind == .rate }) {
            lines.append("- the server falls behind at every load that was tried")
        } else {
            lines.append("- the server's limit was not reached")
        }
        if steps.contains(where: \.isDriverLimited) {
            lines.append("- ! the driver was at its own limit: the server's may be higher")
        }
        if !left.isEmpty {
            let names = left.map(Self.word).joined(separator: ", ")
            lines.append("- not run: \(names) (\(stopped ?? reason))")
        } else if let stopped {
            lines.append("- stopped: \(stopped)")
        }
        return lines
    }

    private var reason: String {
        isSearch && steps.contains { !$0.met } ? "a lower load misses" : "past saturation"
    }

    /// One JSON object on one line, keys sorted. Fails for figures that are not finite.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// A load as it was written.
    public static func word(_ level: Double) -> String {
        level == level.rounded() && level < 1e15 ? "\(UInt64(level))" : "\(level)"
    }

    /// The folder of the run at `level`; they sort by load, so that a report has them in its order.
    public static func folder(_ kind: Kind, _ level: Double) -> String {
        let word = word(level)
        let whole = word.prefix { $0 != "." }.count
        return "\(kind)-" + String(repeating: "0", count: max(6 - whole, 0)) + word
    }

    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}

extension SweepStep {
    /// How it went, in a line.
    public var summary: String {
        let times = p99.map { ", p99 \(Decimals.milliseconds($0))" } ?? ""
        let rate = "\(Decimals.short(achieved)) of \(Decimals.short(offered)) answers/s"
        return "\(rate)\(times)  \(remark)".replacing("\u{a0}", with: " ")
    }

    /// What is to be said of it beside its figures, in a few words.
    public var remark: String {
        if broken > 0 { return "✗ broken" }
        if !checked { return "? not checked" }
        var words = missed.isEmpty ? [] : ["missed " + missed.joined(separator: ", ")]
        if !keptUp { words.append("fell behind") }
        if isDriverLimited { words.append("driver's limit") }
        return words.isEmpty ? "✓" : words.joined(separator: "; ")
    }

    /// True when the driver may be what was measured.
    var isDriverLimited: Bool { (driverPercent ?? 0) > 90 }
}
