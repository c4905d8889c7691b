import Glibc

/// The charts of one run, or of several over each other.
struct RunCharts {
    let runs: [Run]

    private var isOne: Bool { runs.count == 1 }

    /// Latency by percentile: a line for each step of one run, in several charts when there are too
    /// many; a chart for each step of several runs.
    var percentiles: [Chart] {
        if let run = runs.first, isOne {
            return StepGroup.of(run.result.steps.map(\.name)).map { group in
                let lines = group.steps.enumerated().compactMap { index, step in
                    run.histograms[step].flatMap { Self.line(step, index, $0) }
                }
                let all = group.steps.compactMap { run.histograms[$0] }
                return Self.percentileChart(group.title, lines, all)
            }
            .filter { !$0.isEmpty }
        }
        // The step that stands for the run comes first, for it gets the widest chart.
        var names = [runs.first?.leading?.name].compactMap(\.self)
        for step in runs.flatMap(\.result.steps) where !names.contains(step.name) {
            names.append(step.name)
        }
        return names.compactMap { name in
            let lines = runs.enumerated().compactMap { index, run in
                run.histograms[name].flatMap { Self.line(run.name, index, $0) }
            }
            let all = runs.compactMap { $0.histograms[name] }
            return lines.isEmpty
                ? nil : Self.percentileChart("\(name): latency by percentile", lines, all)
        }
    }

    /// Deltas by percentile.
    var deltaPercentiles: Chart? {
        let lines = runs.enumerated().compactMap { index, run in
            run.deltas.flatMap { Self.line(isOne ? "deltas" : run.name, index, $0) }
        }
        guard !lines.isEmpty else { return nil }
        return Self.percentileChart("Delta delay by percentile", lines, runs.compactMap(\.deltas))
    }

    private static func line(_ name: String, _ index: Int, _ hdr: Hdr) -> Series? {
        guard hdr.total > 0 else { return nil }
        let last = 1 - 1 / Double(max(hdr.total, 2))
        // The fastest request of all would stretch the axis and tells nothing.
        let points = HdrText.lines(of: hdr).dropFirst().map { line in
            Series.Point(x: min(line.percent / 100, last), y: Double(line.value) / 1000)
        }
        // Ten samples beyond a percentile are the least that say anything about it.
        let doubtful = 1 - min(10 / Double(hdr.total), 1)
        let marked = [0.5, 0.9, 0.99, 0.999, 0.9999].filter { $0 <= doubtful }
        return Series(
            name: name,
            look: .numbered(index),
            points: points,
            doubtfulFrom: doubtful,
            marked: marked
        )
    }

    private static func percentileChart(
        _ title: String,
        _ lines: [Series],
        _ all: some Collection<Hdr>
    ) -> Chart {
        let axis = Axis.percentiles(samples: all.map(\.total).max() ?? 0)
        return Chart(
            title: title,
            caption: "Dotted where fewer than ten samples are slower.",
            unit: "ms",
            bottomUnit: "percentile",
            upright: .whatFits,
            series: lines,
            bottom: { _ in axis },
            told: Decimals.milliseconds,
            toldPlace: { share in "\(percentile(share)) are no slower than" }
        )
    }

    /// A share of 1 as percent with as many digits as it has nines.
    private static func percentile(_ share: Double) -> String {
        let nines = -log10(max(1 - share, 1e-9))
        return Decimals.fixed(share * 100, min(max(Int(nines.rounded(.up)) - 1, 0), 6)) + " %"
    }
}

extension RunCharts {
    /// Latency by second.
    var latency: [Chart] {
        if let run = runs.first, isOne {
            let times = Timeline(run.seconds)
            var p99 = times.series("p99", .numbered(0)) { $0.compactMap(\.p99).max() }
            p99.isFilled = true
            let lines = [
                times.series("max", .quiet(5)) { $0.compactMap(\.max).max() }, p99,
                times.series("p50", .numbered(2)) { Timeline.mean($0.compactMap(\.p50)) },
            ]
            let caption = "All steps together, by the second in which the answer came."
            return [
                chart("Latency by second", caption, "ms", lines, .whatFits, Decimals.milliseconds)
            ]
        }
        let p99 = over { times, run, index in
            times.series(run.name, .numbered(index)) { $0.compactMap(\.p99).max() }
        }
        let p50 = over { times, run, index in
            times.series(run.name, .numbered(index)) { Timeline.mean($0.compactMap(\.p50)) }
        }
        let caption = "All steps together."
        return [
            chart("p99 by second", caption, "ms", p99, .whatFits, Decimals.milliseconds),
            chart("p50 by second", caption, "ms", p50, .whatFits, Decimals.milliseconds),
        ]
    }

    /// Answers by second, against what arrived.
    var throughput: Chart {
        let lines = over { times, run, index in
            var answers = times.series(isOne ? "answers" : run.name, .numbered(index)) {
                Timeline.mean($0.map { Double($0.answers) })
            }
            answers.isFilled = isOne
            return answers
        }
        var extra: [Series] = []
        if let run = runs.first, isOne {
            let times = Timeline(run.seconds)
            if run.result.model.kind == "open" {
                extra.append(
                    times.series("arrivals", .quiet(5)) {
                        Timeline.mean($0.map { Double($0.arrivals) })
                    }
                )
            }
            if run.seconds.contains(where: { $0.dropped > 0 }) {
                extra.append(
                    times.series("dropped", .numbered(1)) {
                        Timeline.mean($0.map { Double($0.dropped) })
                    }
                )
            }
            if run.seconds.contains(where: { $0.errors > 0 }) {
                extra.append(
                    times.series("errors", .numbered(3)) {
                        Timeline.mean($0.map { Double($0.errors) })
                    }
                )
            }
        }
        return chart(
            "Throughput by second",
            "What came back, against what arrived.",
            "per second",
            lines + extra,
            .linear,
            Decimals.short
        )
    }

    /// Seats sold so far.
    var sold: Chart {
        let lines = over { times, run, index in
            var sold = times.series(isOne ? "sold" : run.name, .numbered(index)) {
                $0.last { $0.sold != nil }?.sold.map { Double($0) }
            }
            sold.isFilled = isOne
            sold.isStepped = true
            return sold
        }
        var chart = chart(
            "Seats sold",
            "In all, at the end of each second.",
            "seats",
            lines,
            .linear,
            Decimals.whole(_:)
        )
        let sizes = Set(runs.compactMap(\.result.seats?.capacity))
        let most = lines.compactMap { $0.range?.high }.max() ?? 0
        // Some scenarios sell nothing.
        if most == 0 { chart.series = [] }
        // A house that is hardly touched would press the line to the floor.
        chart.rules = sizes.filter { most * 3 >= Double($0) }.sorted().map {
            Chart.Rule(value: Double($0), label: "\(Decimals.whole($0)) seats in all")
        }
        return chart
    }

    /// Delta delay by second.
    var deltas: Chart {
        let lines = over { times, run, index in
            times.series(isOne ? "p99" : run.name, .numbered(index)) {
                $0.compactMap(\.deltaP99).max()
            }
        }
        return chart(
            "Delta delay by second",
            "From the commit to the subscriber’s socket, p99.",
            "ms",
            lines,
            .whatFits,
            Decimals.milliseconds
        )
    }

    private func over(_ make: (Timeline, Run, Int) -> Series) -> [Series] {
        runs.enumerated().map { make(Timeline($0.element.seconds), $0.element, $0.offset) }
            .filter { $0.range != nil }
    }

    private func chart(
        _ title: String,
        _ caption: String,
        _ unit: String,
        _ series: [Series],
        _ upright: Chart.Upright,
        _ told: @escaping (Double) -> String
    ) -> Chart {
        let width = runs.map { Timeline($0.seconds).width }.max() ?? 1
        let last = series.flatMap { $0.points.map(\.x) }.max() ?? 1
        let grouped = width > 1 ? " Each point is the worst, or the mean, of \(width) s." : ""
        return Chart(
            title: title,
            caption: caption + grouped,
            unit: unit,
            bottomUnit: "seconds",
            upright: upright,
            series: series,
            bottom: { .seconds(from: 0, to: last, count: $0) },
            told: told,
            toldPlace: { "second \(Decimals.tick($0))" }
        )
    }
}
