/// Draws a chart in one size, as SVG that takes its colours from the page.
struct ChartDrawing {
    let chart: Chart
    let size: ChartSize
    let side: Axis
    let bottom: Axis
    let left: Double
    let right: Double
    let top = 26.0
    let base: Double

    init(_ chart: Chart, _ size: ChartSize) {
        self.chart = chart
        self.size = size
        side = chart.side(size.height > 300 ? 6 : 4)
        bottom = chart.bottom(size.width > 700 ? 12 : size.width > 450 ? 8 : 5)
        let longest = side.ticks.map(\.label.count).max() ?? 1
        left = Double(longest) * 7 + 12
        let names = Double(chart.series.map(\.name.count).max() ?? 0) * 7 + 32
        right = size.width - min(max(names, 56), size.width * 0.3)
        base = size.height - 38
    }

    /// The element.
    var svg: Markup {
        var out = Markup()
        out.element(
            "svg",
            [
                ("class", "chart \(size.name)"), ("role", "img"),
                ("viewBox", "0 0 \(Self.number(size.width)) \(Self.number(size.height))"),
                ("aria-label", chart.spoken),
            ]
        ) { out in
            grid(&out)
            for line in chart.series.reversed() { draw(line, &out) }
            rules(&out)
            names(&out)
            if size.isPointedAt { pointing(&out) }
        }
        return out
    }

    func x(_ value: Double) -> Double { left + bottom.place(value) * (right - left) }
    func y(_ value: Double) -> Double { base - side.place(value) * (base - top) }

    /// A coordinate: one digit after the point is finer than anyone sees.
    static func number(_ value: Double) -> String {
        let text = Decimals.fixed(value, 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    func line(
        _ kind: String,
        _ x1: Double,
        _ y1: Double,
        _ x2: Double,
        _ y2: Double,
        _ out: inout Markup
    ) {
        out.empty(
            "path",
            [
                ("class", kind),
                (
                    "d",
                    "M\(Self.number(x1)) \(Self.number(y1))L\(Self.number(x2)) \(Self.number(y2))"
                ),
            ]
        )
    }

    func word(
        _ kind: String,
        _ x: Double,
        _ y: Double,
        _ words: String,
        _ out: inout Markup
    ) {
        out.element(
            "text",
            [("class", kind), ("x", Self.number(x)), ("y", Self.number(y))],
            words
        )
    }

    private func grid(_ out: inout Markup) {
        for tick in side.ticks {
            line("grid", left, y(tick.value), right, y(tick.value), &out)
            word("tick end", left - 8, y(tick.value) + 4, tick.label, &out)
        }
        let scale = side.kind == .log ? ", log scale" : ""
        word("unit", 2, 12, chart.unit + scale, &out)
        var free = -Double.infinity
        for tick in bottom.ticks {
            let at = x(tick.value)
            line("mark", at, base, at, base + 5, &out)
            let half = Double(tick.label.count) * 3.4
            guard at - half > free else { continue }
            word("tick middle", at, base + 18, tick.label, &out)
            free = at + half + 4
        }
        line("base", left, base, right, base, &out)
        word("unit", left, size.height - 4, chart.bottomUnit, &out)
    }

    private func rules(_ out: inout Markup) {
        for rule in chart.rules {
            line("rule", left, y(rule.value), right, y(rule.value), &out)
            word("rule-name", left + 6, y(rule.value) - 6, rule.label, &out)
        }
    }
}
