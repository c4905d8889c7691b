extension ReportPage {
    /// The pictures, each in the sizes that it is shown in.
    func charts(_ out: inout Markup) {
        let charts = RunCharts(runs: runs)
        let percentiles = charts.percentiles
        out.element("h2", "How long people waited")
        if let first = percentiles.first {
            figure(first, ChartSize.leading, "leading", &out)
        } else {
            out.element("p", [("class", "note")], "The result has no histograms.")
        }
        let pairs =
            percentiles.dropFirst() + charts.latency
            + [charts.throughput, charts.sold, charts.deltas]
            + [charts.deltaPercentiles]
            .compactMap(\.self)
        var shown = pairs.filter { !$0.isEmpty }[...]
        // One without a neighbour gets the whole width.
        if shown.count % 2 == 1, let first = shown.popFirst() {
            figure(first, ChartSize.leading, "leading", &out)
        }
        out.element("div", [("class", "halves")]) { out in
            for chart in shown { figure(chart, ChartSize.paired, "", &out) }
        }
    }

    private func figure(
        _ chart: Chart,
        _ sizes: [ChartSize],
        _ kind: String,
        _ out: inout Markup
    ) {
        out.element("figure", [("class", "card \(kind)")]) { out in
            out.element("h3", chart.title)
            out.element("p", chart.caption)
            for size in sizes { out.append(ChartDrawing(chart, size).svg) }
        }
    }
}
