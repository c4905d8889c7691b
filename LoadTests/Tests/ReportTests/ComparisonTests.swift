import Foundation
import Testing

@testable import Report

/// How often nothing was seen, by figure.
struct Tally {
    var calm: [String: Int] = [:]
    var tables = 0

    mutating func add(_ comparison: Comparison) {
        for row in comparison.rows where row.interval != nil {
            calm[row.figure.name, default: 0] += row.verdict == .noDifference ? 1 : 0
        }
        if comparison.rows.allSatisfy({ $0.verdict == .noDifference || $0.interval == nil }) {
            tables += 1
        }
    }

    /// Of a hundred tables, 95 without a difference are what is promised on average; each figure's
    /// own interval is wider than that.
    func expectCalm() {
        for (name, count) in calm { #expect(count >= 95, "\(name): \(count) of 100") }
        #expect(calm.count >= 3 && tables >= 90, "\(tables) of 100 tables")
    }
}

@Suite struct ComparisonTests {
    /// With fewer draws than people get, which only makes the intervals rougher.
    func compare(
        _ before: [LoadResult],
        _ after: [LoadResult],
        seed: UInt64 = 1
    ) throws -> Comparison {
        try Comparison(before, after, seed: seed, draws: 200)
    }

    /// A short run with few requests, so that a hundred of them are made quickly.
    static func run(_ seed: UInt64, factor: Double = 1) -> LoadResult {
        var sample = Sample(seed: seed)
        sample.seconds = 12
        sample.rate = 150
        sample.factor = factor
        sample.steps = [("hold", 1.0, 1.0)]
        sample.grain = 100
        return sample.result()
    }

    /// A run of which the figures alone are left, as of many runs.
    static func figures(_ seed: UInt64, factor: Double = 1) -> LoadResult {
        var sample = Sample(seed: seed)
        let run = exp(sample.normal() * 0.03)
        var result = LoadResult(
            tool: "",
            startedAt: "",
            scenario: "flash",
            seed: seed,
            target: .init(url: "", dialect: "seatgrid", name: "seatgrid"),
            machine: .init(
                cores: 2,
                cpu: "",
                kernel: "",
                memoryBytes: 0,
                loadAverage: [],
                sharesCores: true
            ),
            model: .init(kind: "open", rate: 1000),
            warmup: 0,
            duration: 10
        )
        func time(_ ms: Double) -> Double { ms * run * factor * exp(sample.normal() * 0.02) }
        let times = LoadResult.Times(
            min: 1,
            mean: 2,
            p50: time(2),
            p90: 3,
            p99: time(5),
            p999: time(9),
            max: 20
        )
        result.steps = [
            .init(
                name: "hold",
                count: 10_000,
                perSecond: 1000 * exp(sample.normal() * 0.01),
                latency: times
            )
        ]
        return result
    }

    @Test func `two single runs of one distribution show no difference in 95 of 100 seeds`() throws
    {
        var tally = Tally()
        for seed in UInt64(0)..<100 {
            let found = try compare([Self.run(2 * seed)], [Self.run(2 * seed + 1)], seed: seed)
            #expect(found.unit == .second)
            #expect(found.rows.contains { $0.figure.name == "hold.p50" && $0.interval != nil })
            tally.add(found)
        }
        tally.expectCalm()
    }

    @Test(arguments: [3, 5])
    func `several runs of one distribution show no difference in 95 of 100 seeds`(
        runs: UInt64
    ) throws {
        var tally = Tally()
        for seed in UInt64(0)..<100 {
            let first = (0..<runs).map { Self.figures(seed * 1000 + $0) }
            let second = (0..<runs).map { Self.figures(seed * 1000 + 500 + $0) }
            let found = try compare(first, second, seed: seed)
            #expect(found.unit == .run)
            tally.add(found)
        }
        tally.expectCalm()
    }

    @Test func `a run that is 20 percent slower is seen as worse`() throws {
        for seed in UInt64(0)..<20 {
            let found = try compare([Self.run(seed)], [Self.run(seed + 100, factor: 1.2)])
            let row = try #require(found.rows.first { $0.figure.name == "hold.p50" })
            #expect(row.verdict == .worse, "seed \(seed): \(row)")
            #expect(abs(row.change - 0.2) < 0.12, "seed \(seed): \(row)")
            #expect(found.isWorse)
        }
    }

    @Test func `runs that are 20 percent slower are worse, and the other way round better`() throws
    {
        for seed in UInt64(0)..<20 {
            let slow = (0..<5).map { Self.figures(seed * 100 + $0, factor: 1.2) }
            let fast = (50..<55).map { Self.figures(seed * 100 + $0) }
            let worse = try compare(fast, slow)
            let better = try compare(slow, fast)
            for name in ["hold.p50", "hold.p99", "hold.p99.9"] {
                #expect(worse.rows.first { $0.figure.name == name }?.verdict == .worse)
                #expect(better.rows.first { $0.figure.name == name }?.verdict == .better)
            }
            #expect(worse.isWorse && !better.isWorse)
        }
    }

    @Test func `the same seed gives the same table, and a result is no different from itself`()
        throws
    {
        let one = Self.run(7)
        let found = try compare([one], [one], seed: 5)
        #expect(found.text == (try compare([one], [one], seed: 5)).text)
        #expect(try found.json() == compare([one], [one], seed: 5).json())
        #expect(found.rows.allSatisfy { $0.change == 0 && $0.verdict != .worse })
        #expect(found.text.contains("no difference seen"))
    }

    @Test func `what broke on the second side only is worse whatever the times`() throws {
        let good = Self.run(1)
        var bad = good
        bad.invariants = .init(checked: true, attempts: 5, broken: ["doubleOwner": 1])
        #expect(try compare([good], [bad]).isWorse)
        #expect(try !Comparison([bad], [bad]).isWorse)
    }

    @Test func `sides that are not alike are told`() throws {
        let one = Self.run(1)
        var other = one
        other.scenario = "zipf"
        other.model.rate = 5
        let notes = try compare([one], [other]).notes
        #expect(notes.contains { $0.contains("scenario differs: flash against zipf") })
        #expect(notes.contains { $0.contains("load differs") })
    }

    @Test func `Student's t is that of the tables`() {
        // The 97.5 % column of any table of t.
        for (freedom, t) in [
            (1.0, 12.7062), (2, 4.30265), (4, 2.77645), (10, 2.22814), (30, 2.04227),
            (1000, 1.96234),
        ] {
            #expect(abs(Student.quantile(inside: 0.95, freedom: freedom) - t) < 1e-4)
        }
        #expect(abs(Student.quantile(inside: 0.99, freedom: 5) - 4.03214) < 1e-4)
    }
}
