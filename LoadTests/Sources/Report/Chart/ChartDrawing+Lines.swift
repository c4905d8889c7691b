extension ChartDrawing {
    /// Adds a line with its area and marks.
    func draw(_ series: Series, _ out: inout Markup) {
        let colour = "c\(series.colour)"
        for run in runs(series.points) {
            if series.isFilled, side.kind != .log, let first = run.first, let last = run.last {
                let area =
                    path(run, series.isStepped)
                    + "L\(Self.number(x(last.0))) \(Self.number(base))"
                    + "L\(Self.number(x(first.0))) \(Self.number(base))Z"
                out.empty("path", [("class", "area \(colour)"), ("d", area)])
            }
            let doubt = series.doubtfulFrom ?? .infinity
            let sure = run.filter { $0.0 <= doubt }
            let unsure = run.filter { $0.0 >= (sure.last?.0 ?? -.infinity) }
            let kind: String
            switch series.look {
            case .numbered: kind = "line dash\(series.colour)"
            case .quiet: kind = "line quiet"
            }
            if sure.count > 1 {
                out.empty(
                    "path",
                    [("class", "\(kind) \(colour)"), ("d", path(sure, series.isStepped))]
                )
            } else if let only = sure.first, unsure.count < 2 {
                mark(series.colour, x(only.0), y(only.1), &out)
            }
            if unsure.count > 1, doubt < .infinity {
                out.empty(
                    "path",
                    [("class", "line doubt \(colour)"), ("d", path(unsure, series.isStepped))]
                )
            }
        }
        for place in series.marked {
            guard let point = series.points.first(where: { $0.x >= place }), let value = point.y
            else { continue }
            mark(series.colour, x(place), y(value), &out)
        }
    }

    /// The stretches without a gap.
    private func runs(_ points: [Series.Point]) -> [[(Double, Double)]] {
        var runs: [[(Double, Double)]] = [[]]
        for point in points {
            if let y = point.y {
                runs[runs.count - 1].append((point.x, y))
            } else if runs.last?.isEmpty == false {
                runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }

    private func path(_ run: [(Double, Double)], _ isStepped: Bool) -> String {
        var path = ""
        for (place, value) in run {
            let (x, y) = (Self.number(x(place)), Self.number(y(value)))
            path += path.isEmpty ? "M\(x) \(y)" : isStepped ? "H\(x)V\(y)" : "L\(x) \(y)"
        }
        return path
    }

    /// Adds the mark of a colour: round, square, diamond, triangle, in turn.
    func mark(_ colour: Int, _ x: Double, _ y: Double, _ out: inout Markup) {
        func at(_ dx: Double, _ dy: Double) -> String {
            "\(Self.number(x + dx)) \(Self.number(y + dy))"
        }
        let shape =
            switch colour % 4 {
            case 1: "M\(at(-4, 0))a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"
            case 2: "M\(at(-3.6, -3.6))h7.2v7.2h-7.2Z"
            case 3: "M\(at(0, -5))l5 5l-5 5l-5 -5Z"
            default: "M\(at(0, -5))l4.8 8.6h-9.6Z"
            }
        out.empty("path", [("class", "dot c\(colour)"), ("d", shape)])
    }

    /// Adds each line's name at its end, moved apart where they would meet.
    func names(_ out: inout Markup) {
        var ends: [(series: Series, x: Double, y: Double)] = chart.series.compactMap { series in
            series.points.last { $0.y != nil }.flatMap { last in
                last.y.map { (series, x(last.x), y($0)) }
            }
        }
        ends.sort { $0.y < $1.y }
        var places = ends.map(\.y)
        for index in places.indices.dropFirst() {
            places[index] = max(places[index], places[index - 1] + 15)
        }
        let over = max(0, (places.last ?? 0) - base)
        for index in places.indices.reversed() {
            let limit = index == places.count - 1 ? .infinity : places[index + 1] - 15
            places[index] = min(over > 0 ? min(places[index], base) : places[index], limit)
        }
        for (end, place) in zip(ends, places) {
            let colour = "c\(end.series.colour)"
            line("lead \(colour)", end.x + 3, end.y, right + 12, place, &out)
            mark(end.series.colour, right + 16, place, &out)
            word("name \(colour)", right + 25, place + 4, shortened(end.series.name), &out)
        }
    }

    private func shortened(_ name: String) -> String {
        let room = Int((size.width - right - 27) / 6.6)
        return name.count <= room ? name : name.prefix(max(room - 1, 1)) + "…"
    }
}
