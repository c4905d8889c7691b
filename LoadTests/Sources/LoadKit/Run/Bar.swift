public import Report

/// A bar that a run has to reach: `hold.p99<20ms`, `errors<0.1%`, `oversell=0`.
public struct Bar: Sendable {
    /// A bar that says nothing that can be held against a run.
    public struct Malformed: Error, CustomStringConvertible, Equatable {
        /// What is wrong with it, and how to write it.
        public let description: String
    }

    /// The signs, the longer ones first.
    private static let signs = ["<=", ">=", "==", "<", ">", "="]
    private static let units = ["ms", "us", "s", "%", ""]

    /// As it was written.
    public let text: String
    private let figure: Figure
    private let sign: String
    /// In the figure's own unit.
    private let bound: Double
    private let isShare: Bool

    /// Reads a list of bars between commas, about `figures`.
    ///
    /// Throws for the first that is none, that names no known figure, or whose unit is not the
    /// figure's.
    public static func list(
        _ text: String,
        of figures: [Figure]
    ) throws(Malformed) -> [Bar] {
        var bars: [Bar] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            bars.append(try Bar(String(part.filter { $0 != " " }), figures))
        }
        return bars
    }

    private init(_ text: String, _ figures: [Figure]) throws(Malformed) {
        self.text = text
        guard let start = text.firstIndex(where: { "<>=".contains($0) }),
            let sign = Self.signs.first(where: { text[start...].hasPrefix($0) })
        else { throw Malformed(description: "'\(text)' is no bar: write NAME<NUMBER") }
        let name = text[..<start]
        guard let figure = figures.first(where: { $0.name == name }) else {
            throw Malformed(
                description: "nothing is called '\(name)'; there are "
                    + figures.map(\.name).joined(separator: ", ")
            )
        }
        let rest = text[start...].dropFirst(sign.count)
        guard let unit = Self.units.first(where: { rest.hasSuffix($0) }),
            let number = Double(rest.dropLast(unit.count)), number.isFinite
        else { throw Malformed(description: "'\(rest)' is no number with ms, s, us, % or nothing") }
        guard let factor = Self.factor(unit, figure.unit) else {
            throw Malformed(description: "'\(text)': \(name) is not measured in '\(unit)'")
        }
        self.figure = figure
        self.sign = sign
        bound = number * factor
        isShare = unit == "%"
    }

    private static func factor(_ unit: String, _ of: Figure.Unit) -> Double? {
        switch (of, unit) {
        case (.time, "ms"), (.time, ""): 1
        case (.time, "s"): 1000
        case (.time, "us"): 0.001
        case (.count, ""), (.countOrShare, ""), (.percent, ""): 1
        case (.countOrShare, "%"), (.percent, "%"): 1
        default: nil
        }
    }

    /// What `result` has of it. A figure that was not measured misses every bar.
    public func judge(_ result: LoadResult) -> LoadResult.Requirement {
        let value = figure.value(result, isShare)
        let isMet = value.map { value in
            switch sign {
            case "<": value < bound
            case "<=": value <= bound
            case ">": value > bound
            case ">=": value >= bound
            default: value == bound
            }
        }
        return LoadResult.Requirement(text: text, value: value, met: isMet ?? false)
    }
}
