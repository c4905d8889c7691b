import Foundation
import Report
import Testing

/// Sweeps of servers that never were: each answers so many a second, and the rest waits.
@Suite struct SweepTests {
    private func result(
        _ kind: Sweep.Kind,
        _ level: Double,
        capacity: Double,
        broken: [String: UInt64] = [:],
        missed: [String] = []
    ) -> LoadResult {
        var result = LoadResult(
            tool: "test",
            startedAt: "",
            scenario: "look",
            seed: 1,
            target: .init(url: "", dialect: "seatgrid", name: "seatgrid"),
            machine: .init(
                cores: 1,
                cpu: "",
                kernel: "",
                memoryBytes: 0,
                loadAverage: [],
                sharesCores: false
            ),
            model: .init(kind: kind == .rate ? "open" : "closed"),
            warmup: 1,
            duration: 5
        )
        // A user asks ten times a second at most.
        let wanted = kind == .rate ? level : min(level * 10, capacity)
        for t in -1..<6 {
            var second = LoadResult.Second(t: t)
            second.arrivals = UInt64(wanted)
            second.answers = UInt64(min(wanted, capacity))
            result.seconds.append(second)
        }
        result.invariants = .init(checked: true, attempts: 1, broken: broken)
        result.requirements = missed.map { .init(text: $0, value: nil, met: false) }
        return result
    }

    @Test func `a run of which nothing is proven meets nothing and ends the sweep`() {
        var sweep = Sweep(
            .rate,
            levels: [1, 2],
            isSearch: false,
            tool: "test",
            startedAt: "",
            scenario: "look",
            seed: 1
        )
        var one = result(.rate, 1, capacity: 300)
        one.invariants = .init(checked: false, attempts: 0)
        sweep.add(SweepStep(one, level: 1))
        #expect(sweep.next == nil)
        #expect(sweep.highest == nil)
        #expect(sweep.text.contains("? not checked"))
        #expect(sweep.text.contains("nothing is proven"))
    }

    /// Runs a sweep to its end; bars are missed above `bar`.
    private func sweep(
        _ levels: [Double],
        _ kind: Sweep.Kind = .rate,
        capacity: Double,
        bar: Double = .infinity,
        brokenAt: Double = .infinity,
        isSearch: Bool = false
    ) -> Sweep {
        var sweep = Sweep(
            kind,
            levels: levels,
            isSearch: isSearch,
            tool: "test",
            startedAt: "",
            scenario: "look",
            seed: 1
        )
        while let level = sweep.next {
            let one = result(
                kind,
                level,
                capacity: capacity,
                broken: level >= brokenAt ? ["twoOwners": 2] : [:],
                missed: level > bar ? ["hold.p99<1ms"] : []
            )
            sweep.add(SweepStep(one, level: level))
        }
        return sweep
    }

    @Test func `a sweep ends where the server falls behind, and says so`() throws {
        let sweep = sweep([500, 1000, 2000, 4000, 8000], capacity: 1500)
        #expect(sweep.steps.map(\.level) == [500, 1000, 2000])
        #expect(sweep.steps.map(\.keptUp) == [true, true, false])
        #expect(sweep.steps[2].offered == 2000)
        #expect(sweep.steps[2].achieved == 1500)
        #expect(sweep.knee == 1000)
        #expect(sweep.highest == 1000)
        #expect(sweep.left == [4000, 8000])
        #expect(sweep.text.contains("above 1000 people a second the server falls behind"))
        #expect(sweep.text.contains("not run: 4000, 8000 (past saturation)"))
        #expect(try JSONDecoder().decode(Sweep.self, from: sweep.json()) == sweep)
    }

    @Test func `a limit that was not reached is not made up`() {
        let sweep = sweep([500, 1000], capacity: 9000)
        #expect(sweep.knee == nil)
        #expect(sweep.highest == 1000)
        #expect(sweep.left.isEmpty)
        #expect(sweep.text.contains("limit was not reached"))
    }

    @Test func `a missed bar ends no sweep that does not search`() {
        let sweep = sweep([500, 1000, 2000], capacity: 9000, bar: 700)
        #expect(sweep.steps.count == 3)
        #expect(sweep.highest == 500)
        #expect(sweep.text.contains("missed hold.p99<1ms"))
    }

    @Test(arguments: [510.0, 777, 1499, 3999]) func `a search finds the highest load to 5 %`(
        _ bar: Double
    ) throws {
        let sweep = sweep([500, 1000, 2000, 4000], capacity: 9000, bar: bar, isSearch: true)
        let highest = try #require(sweep.highest)
        #expect(highest <= bar)
        #expect(highest * Sweep.precision >= bar)
        let lowestMissed = try #require(sweep.steps.filter { !$0.met }.map(\.level).min())
        #expect(lowestMissed <= highest * Sweep.precision)
        #expect(sweep.steps.count < 12)
    }

    @Test func `a search runs no load above the first that misses`() {
        let sweep = sweep([500, 1000, 2000, 4000], capacity: 9000, bar: 600, isSearch: true)
        #expect(sweep.left == [2000, 4000])
        #expect(sweep.text.contains("not run: 2000, 4000 (a lower load misses)"))
    }

    @Test func `a load that was luck does not hide a lower one that misses`() {
        var sweep = Sweep(
            .rate,
            levels: [1, 2, 3],
            isSearch: false,
            tool: "",
            startedAt: "",
            scenario: "look",
            seed: 1
        )
        for (level, missed) in [(1.0, []), (2, ["x"]), (3, [])] {
            let one = result(.rate, level, capacity: 9, missed: missed)
            sweep.add(SweepStep(one, level: level))
        }
        #expect(sweep.highest == 1)
    }

    @Test func `nothing is found when the lowest load misses`() {
        let sweep = sweep([500, 1000], capacity: 9000, bar: 1, isSearch: true)
        #expect(sweep.steps.count == 1)
        #expect(sweep.highest == nil)
        #expect(sweep.text.contains("no load meets all"))
    }

    @Test func `a broken invariant ends a sweep`() {
        let sweep = sweep([500, 1000, 2000], capacity: 9000, brokenAt: 1000)
        #expect(sweep.steps.count == 2)
        #expect(sweep.highest == 500)
        #expect(sweep.stopped == "an invariant is broken")
        #expect(sweep.text.contains("✗ broken"))
    }

    @Test func `users who wait find the fewest that get nearly all`() {
        let sweep = sweep([8, 16, 32, 64, 128, 256, 512], .users, capacity: 400)
        #expect(sweep.steps.map(\.level) == [8, 16, 32, 64, 128, 256])
        #expect(sweep.knee == 64)
        #expect(sweep.text.contains("more than 64 users bring no more answers a second"))
    }

    @Test func `requests on their way at the end of a slow run are no sign of a limit`() {
        let one = result(.rate, 4, capacity: 3)
        #expect(SweepStep(one, level: 4).keptUp)
        #expect(!SweepStep(result(.rate, 400, capacity: 300), level: 400).keptUp)
    }

    @Test func `a dropped request is a sign of a limit`() {
        var one = result(.rate, 4, capacity: 9)
        one.steps = [.init(name: "map", count: 20, dropped: 1, perSecond: 4)]
        #expect(!SweepStep(one, level: 4).keptUp)
    }

    @Test func `loads between two ends rise by the same factor`() {
        let doubled = Sweep.levels(.rate, from: 500, to: 16_000, steps: 6)
        #expect(doubled == [500, 1000, 2000, 4000, 8000, 16_000])
        #expect(Sweep.levels(.users, from: 1, to: 3, steps: 9) == [1, 2, 3])
    }

    @Test func `folders of a sweep sort by load`() {
        let names = [2.5, 500, 1000, 20000].map { Sweep.folder(.rate, $0) }
        #expect(names == ["rate-000002.5", "rate-000500", "rate-001000", "rate-020000"])
        #expect(names == names.sorted())
    }
}
