public import Checker

/// What a run found: figures in their order, and the invariants that are broken.
public struct Report: Sendable {
    /// The name of the run.
    public var name: String
    /// Figures by name, in the order to show them.
    public private(set) var figures: [(name: String, value: Double)] = []
    /// What the checker found; empty when nothing was checked.
    public var findings = Findings()
    /// True when a checker looked.
    public var checked = false

    /// An empty report of `name`.
    public init(_ name: String) {
        self.name = name
    }

    /// Adds a figure.
    public mutating func add(_ name: String, _ value: Double) {
        figures.append((name, value))
    }

    /// Adds the percentiles of `latencies`, each name with `prefix` before it.
    public mutating func add(_ prefix: String, _ latencies: Latencies) {
        for (name, value) in latencies.summary { add(prefix + name, value) }
    }

    /// The figure called `name`.
    public func figure(_ name: String) -> Double? {
        figures.first { $0.name == name }?.value
    }

    /// For a person at a terminal.
    public var text: String {
        let width = figures.map(\.name.count).max() ?? 0
        var lines = ["== \(name)"]
        for (name, value) in figures {
            lines.append(
                "  " + name + String(repeating: " ", count: width + 2 - name.count)
                    + Self.number(value)
            )
        }
        if checked {
            lines.append(
                findings.isEmpty
                    ? "  every invariant holds" : "  BROKEN INVARIANTS: \(findings.total)"
            )
            for finding in findings.kept { lines.append("    \(finding)") }
        }
        return lines.joined(separator: "\n")
    }

    /// For a program: one flat object on one line.
    public var json: String {
        var fields = [#""run":"\#(name)""#]
        fields += figures.map { #""\#($0.name)":\#(Self.number($0.value))"# }
        if checked {
            let counts = findings.counts.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { #""\#($0.key.rawValue)":\#($0.value)"# }
            fields.append(#""broken":{\#(counts.joined(separator: ","))}"#)
        }
        return "{" + fields.joined(separator: ",") + "}"
    }

    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        if value.rounded() == value, abs(value) < 1e15 { return String(Int64(value)) }
        let scaled = Int64((abs(value) * 1000).rounded())
        let fraction = String(scaled % 1000 + 1000).dropFirst()
        return "\(value < 0 ? "-" : "")\(scaled / 1000).\(fraction)"
    }
}

/// A bar that a run has to reach: `p99_ms<5`, `requests_per_second>=40000`.
public struct Requirement: Sendable {
    private let name: String
    private let bound: Double
    private let holds: @Sendable (Double, Double) -> Bool
    /// As it was written.
    public let text: String

    /// Reads `NAME OP NUMBER` with `<`, `<=`, `>`, `>=` or `=`; nil when it is none.
    public init?(_ text: String) {
        guard let start = text.firstIndex(where: { "<>=".contains($0) }) else { return nil }
        let rest = text[start...]
        let sign = rest.prefix { "<>=".contains($0) }
        guard let bound = Double(rest.dropFirst(sign.count)) else { return nil }
        switch sign {
        case "<": holds = { $0 < $1 }
        case "<=": holds = { $0 <= $1 }
        case ">": holds = { $0 > $1 }
        case ">=": holds = { $0 >= $1 }
        case "=", "==": holds = { $0 == $1 }
        default: return nil
        }
        name = String(text[..<start])
        self.bound = bound
        self.text = text
    }

    /// True when `report` reaches the bar; a figure that is not there misses it.
    public func isMet(by report: Report) -> Bool {
        report.figure(name).map { holds($0, bound) } ?? false
    }
}
