extension ChartDrawing {
    /// Adds columns that tell their values when pointed at: no script, the stylesheet shows them.
    func pointing(_ out: inout Markup) {
        let places = Set(chart.series.flatMap { $0.points.map(\.x) }).sorted()
        let stride = max(1, places.count / 90)
        let shown = places.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
        for (index, place) in shown.enumerated() {
            let here = x(place)
            let before = index == 0 ? left : (x(shown[index - 1]) + here) / 2
            let after = index + 1 < shown.count ? (x(shown[index + 1]) + here) / 2 : right
            guard after - before > 0.5 else { continue }
            out.element("g", [("class", "hit")]) { out in
                out.empty(
                    "rect",
                    [
                        ("x", Self.number(before)), ("y", Self.number(top)),
                        ("width", Self.number(after - before)),
                        ("height", Self.number(base - top)),
                    ]
                )
                out.element("g") { tip(at: place, &$0) }
            }
        }
    }

    private func tip(at place: Double, _ out: inout Markup) {
        let told: [(String, Int, Double)] = chart.series.compactMap { series in
            let point = series.points.last { $0.x <= place }
            return point?.y.map { ("\(series.name)  \(chart.told($0))", series.colour, $0) }
        }
        let heading = chart.toldPlace(place)
        let longest = max(heading.count, told.map(\.0.count).max() ?? 0)
        let width = Double(longest) * 6.7 + 30
        let here = x(place)
        let start = here + 12 + width > right ? here - 12 - width : here + 12
        line("cross", here, top, here, base, &out)
        for (_, colour, value) in told { mark(colour, here, y(value), &out) }
        out.empty(
            "rect",
            [
                ("class", "tip"), ("x", Self.number(start)), ("y", Self.number(top + 4)),
                ("width", Self.number(width)), ("height", "\(told.count * 17 + 28)"), ("rx", "6"),
            ]
        )
        word("tip-head", start + 10, top + 22, heading, &out)
        for (index, (words, colour, _)) in told.enumerated() {
            let at = top + 40 + Double(index) * 17
            mark(colour, start + 14, at - 4, &out)
            word("tip-word", start + 24, at, words, &out)
        }
    }
}
