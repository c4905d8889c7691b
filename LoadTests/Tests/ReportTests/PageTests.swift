import Foundation
import Testing

@testable import Report

@Suite struct PageTests {
    static func result(_ change: (inout LoadResult) -> Void = { _ in }) -> LoadResult {
        var sample = Sample(seed: 11)
        sample.seconds = 6
        sample.rate = 200
        var result = sample.result()
        result.invariants = .init(checked: true, attempts: 4000)
        change(&result)
        return result
    }

    static func page(_ results: LoadResult...) -> String {
        ReportPage(results, names: results.indices.map { "run\($0)" }).html
    }

    @Test func `a page is well-formed, and asks nothing of a network`() throws {
        let evil = #"<script>alert("x")</script>&"#
        let html = Self.page(
            Self.result {
                $0.warnings = [evil]
                $0.scenario = evil
                $0.target.name = evil
                $0.flags = ["note": evil]
                $0.errors = [
                    .init(step: evil, status: 0, code: evil, count: 2, expected: false)
                ]
                $0.invariants?.findings = [evil]
            }
        )
        #expect(!html.contains("<script"))
        for word in ["http://", "https://", "url(", "@import", " src="] {
            let outside = html.replacingOccurrences(of: "http://127.0.0.1:8080", with: "")
            #expect(!outside.contains(word), "\(word)")
        }
        let body = try #require(html.range(of: "<body>"))
        let end = try #require(html.range(of: "</html>"))
        let parser = XMLCheck(String(html[body.lowerBound..<end.lowerBound]))
        #expect(parser.complaint == nil)
    }

    @Test func `the verdict is what was found, and silence is not taken for a pass`() {
        #expect(Self.page(Self.result()).contains("Every invariant held"))
        let unchecked = Self.page(Self.result { $0.invariants = nil })
        #expect(unchecked.contains("Not checked") && !unchecked.contains("Every invariant held"))
        let off = Self.page(Self.result { $0.invariants?.checked = false })
        #expect(off.contains("Not checked") && !off.contains("Every invariant held"))
        let broken = Self.page(
            Self.result {
                $0.invariants?.broken = ["doubleOwner": 2]
                $0.invariants?.findings = ["seat A-1 has two owners"]
            }
        )
        #expect(broken.contains("Invariants broke") && broken.contains("doubleOwner"))
        #expect(broken.contains("seat A-1 has two owners"))
        #expect(!broken.contains("Every invariant held"))
    }

    @Test func `what nobody could judge is listed, and not told as held`() {
        let result = Self.result { $0.invariants?.notJudged = ["gap", "order"] }
        for text in [Self.page(result), ReportText([result], names: ["a"]).markdown] {
            #expect(text.contains("not judged: gap, order"))
            #expect(text.contains("What can be judged held"))
            #expect(!text.contains("Every invariant held"))
        }
    }

    @Test func `several results stand side by side under names of their own`() {
        let html = Self.page(Self.result(), Self.result { $0.target.name = "peer" })
        #expect(html.contains("Side by side"))
        #expect(html.contains(">peer<") && html.contains(">seatgrid<"))
        let charts = RunCharts(runs: [Run("a", Self.result()), Run("b", Self.result())])
        #expect(charts.percentiles.first?.title == "hold: latency by percentile")
        #expect(charts.percentiles.count == 3 && charts.percentiles[0].series.count == 2)
        let same = Run.named([Self.result(), Self.result()], ["a", "b"]).map(\.name)
        #expect(same == ["a", "b"])
        #expect(
            Run.named([Self.result(), Self.result()], ["a", "a"]).map(\.name) == ["run 1", "run 2"]
        )
    }

    @Test func `a result with almost nothing in it still makes a page`() {
        let bare = Self.result {
            $0.steps = [.init(name: "hold", count: 0, perSecond: 0)]
            $0.seconds = []
            $0.seats = nil
            $0.server = nil
            $0.invariants = nil
        }
        for text in [Self.page(bare), ReportText([bare], names: ["a"]).markdown] {
            #expect(!text.contains("nan") && !text.contains("inf") && text.contains("Not checked"))
        }
        let damaged = Self.result { $0.steps[0].hdr = "AAAA" }
        #expect(Self.page(damaged).contains("can&#39;t be read"))
    }

    @Test func `Markdown tells the same`() {
        let result = Self.result {
            $0.errors = [
                .init(step: "hold", status: 409, code: "a|b", count: 1234, expected: true)
            ]
            $0.requirements = [.init(text: "hold.p99<1ms", value: 5.5, met: false)]
            $0.warnings = ["the driver lagged"]
        }
        let text = ReportText([result], names: ["a"]).markdown
        for words in [
            "**✓ Every invariant held.**", "✗ missed: `hold.p99<1ms`, measured 5.50", "1,234",
            "! the driver lagged", "a\\|b", "| hold",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func `a percentile that few samples lie beyond has a mark`() {
        let result = Self.result { $0.steps[0].count = 999 }
        let rows = StepTable.rows([Run("a", result)])
        #expect(rows[0][3].hasSuffix(StepTable.doubt) && rows[0][4].hasSuffix(StepTable.doubt))
        #expect(!rows[0][2].hasSuffix(StepTable.doubt))
    }

    @Test func `the house is never shown full or empty when it is not`() {
        #expect(House.rows.reduce(0, +) == 100 && House.places.count == 100)
        #expect(House.share(9999, 10_000) == 99 && House.share(1, 10_000) == 1)
        #expect(House.share(10_000, 10_000) == 100 && House.share(0, 10_000) == 0)
    }

    @Test func `numbers are told with the digits that say something`() {
        #expect(
            [0, 0.01234, 0.1234, 1.234, 12.34, 1234.5].map(Decimals.short) == [
                "0", "0.0123", "0.123", "1.23", "12.3", "1,235",
            ]
        )
        #expect(Decimals.whole(1_234_567) == "1,234,567" && Decimals.whole(-999) == "-999")
        #expect(Decimals.fixed(-0.004, 2) == "0.00" && Decimals.fixed(1.005, 0) == "1")
        #expect(Decimals.fixed(.nan, 2) == "–")
    }

    @Test func `charts show the values of the result`() throws {
        let result = Self.result { $0.seconds[2].p99 = nil }
        let charts = RunCharts(runs: [Run("a", result)])
        #expect(charts.sold.series[0].points.last?.y == result.seats.map { Double($0.sold) })
        #expect(charts.sold.rules.map(\.value) == [8000])
        let unsold = Self.result { for t in $0.seconds.indices { $0.seconds[t].sold = 0 } }
        #expect(RunCharts(runs: [Run("a", unsold)]).sold.isEmpty)
        let p99 = try #require(charts.latency[0].series.first { $0.name == "p99" })
        #expect(p99.points.map(\.y) == result.seconds.map(\.p99))
        let hold = try #require(charts.percentiles[0].series.first { $0.name == "hold" })
        #expect(hold.points.last?.y == result.steps[1].latency?.max)
        #expect(
            charts.throughput.series[0].points.map(\.y) == result.seconds.map { Double($0.answers) }
        )
    }

    @Test func `names at the ends of lines never lie on each other`() {
        let line = { (name: Int) in
            Series(
                name: "s\(name)",
                look: .numbered(name),
                points: [.init(x: 0, y: 1), .init(x: 1, y: 1)]
            )
        }
        let chart = Chart(
            title: "",
            caption: "",
            unit: "",
            bottomUnit: "",
            series: (0..<6).map(line),
            bottom: { .seconds(from: 0, to: 1, count: $0) },
            told: { "\($0)" },
            toldPlace: { "\($0)" }
        )
        for size in ChartSize.leading + ChartSize.paired {
            let svg = ChartDrawing(chart, size).svg.text
            let places = svg.components(separatedBy: "class=\"name ").dropFirst().compactMap {
                $0.components(separatedBy: " y=\"").dropFirst().first
                    .flatMap { Double($0.prefix { $0 != "\"" }) }
            }
            #expect(places.count == 6 && places.allSatisfy { $0 > 0 && $0 < size.height })
            #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 14.9 }, "\(places)")
        }
    }

    @Test func `long runs are drawn with few points, and their worst seconds stay`() {
        var seconds = (0..<3600).map { LoadResult.Second(t: $0) }
        seconds[1234].max = 99
        let times = Timeline(seconds)
        let line = times.series("max", .quiet(0)) { $0.compactMap(\.max).max() }
        #expect(line.points.count == 240 && times.width == 15)
        #expect(line.points.compactMap(\.y) == [99])
    }

    @Test func `a second that was cut short, and the warm-up, are in no line`() {
        let result = Self.result {
            $0.seconds += [.init(t: -1), .init(t: 6)]
        }
        let charts = RunCharts(runs: [Run("a", result)])
        #expect(charts.throughput.series[0].points.map(\.x) == [0, 1, 2, 3, 4, 5])
    }

    @Test func `of many results a warning that they share is told once`() {
        let results = (0..<3).map { _ in Self.result { $0.warnings = ["the driver lagged"] } }
        let html = ReportPage(results, names: ["a", "b", "c"]).html
        #expect(html.contains("a, b, c: the driver lagged"))
        #expect(html.components(separatedBy: "Every invariant held").count == 4)
    }

    @Test func `axes have round marks that cover what they show`() {
        #expect(
            Axis.linear(to: 97, count: 5).ticks.map(\.label) == [
                "0", "20", "40", "60", "80", "100",
            ]
        )
        #expect(Axis.linear(to: 0, count: 5).high > 0)
        let log = Axis.log(from: 0.7, to: 830, count: 6)
        #expect(log.low <= 0.7 && log.high >= 830 && log.ticks.count >= 4)
        let nines = Axis.percentiles(samples: 123_456)
        #expect(nines.ticks.map(\.label) == ["0", "50", "90", "99", "99.9", "99.99", "99.999"])
        #expect(abs(nines.place(0.99) / nines.place(0.9) - 2) < 1e-9)
    }
}

/// Whether elements are closed in the order in which they were opened.
struct XMLCheck {
    private(set) var complaint: String?

    init(_ text: String) {
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: start)...]
            guard let end = rest.firstIndex(of: ">") else {
                complaint = "a tag is not closed"
                return
            }
            let tag = rest[..<end]
            rest = rest[rest.index(after: end)...]
            let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" }
            if tag.hasPrefix("/") {
                if open.popLast() != name { complaint = complaint ?? "</\(name)> closes another" }
            } else if !tag.hasSuffix("/") {
                open.append(name)
            }
        }
        if let last = open.last, complaint == nil { complaint = "<\(last)> stays open" }
    }
}
