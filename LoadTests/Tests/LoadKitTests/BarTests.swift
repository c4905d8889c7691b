import Report
import Testing

@testable import LoadKit

@Suite struct BarTests {
    private let figures = Figure.all(of: .flash)

    private func result() -> LoadResult {
        var result = LoadResult(
            tool: "t",
            startedAt: "",
            scenario: "flash",
            seed: 1,
            target: LoadResult.Target(url: "", dialect: "seatgrid", name: "seatgrid"),
            machine: .here(server: nil),
            model: LoadResult.Model(kind: "open", rate: 1),
            warmup: 0,
            duration: 10
        )
        let times = LoadResult.Times(
            min: 1,
            mean: 2,
            p50: 3,
            p90: 5,
            p99: 12,
            p999: 20,
            max: 30
        )
        result.steps = [
            LoadResult.Step(
                name: "hold",
                count: 2000,
                errors: 1,
                dropped: 0,
                perSecond: 200,
                latency: times
            )
        ]
        result.invariants = LoadResult.Invariants(checked: true, attempts: 9)
        return result
    }

    private func judge(_ text: String) throws -> [Bool] {
        try Bar.list(text, of: figures).map { $0.judge(result()).met }
    }

    @Test func `bars are read between commas, with their units`() throws {
        #expect(try judge("hold.p99<20ms,errors<0.1%,oversell=0") == [true, true, true])
        #expect(try judge("hold.p99<0.012s, hold.p99<=0.012s") == [false, true])
        #expect(try judge("hold.p99>11999us,hold.p99.9<=20") == [true, true])
        #expect(try judge("errors=1,errors<0.05%,hold.errors=0") == [true, false, false])
        #expect(try judge("hold.rate>=200,hold.count==2000,broken=0") == [true, true, true])
    }

    @Test func `what was not measured misses its bar`() throws {
        let bar = try Bar.list("book.p99<1s", of: figures)[0].judge(result())
        #expect(!bar.met)
        #expect(bar.value == nil)
        var unchecked = result()
        unchecked.invariants = nil
        #expect(try !Bar.list("oversell=0", of: figures)[0].judge(unchecked).met)
    }

    @Test func `an unknown name is answered with those there are`() {
        do {
            _ = try Bar.list("hold.p98<1", of: figures)
            Issue.record("hold.p98 was taken")
        } catch {
            #expect(error.description.contains("hold.p99,"))
            #expect(error.description.contains("oversell"))
        }
    }

    @Test(arguments: ["hold.p99", "hold.p99<", "hold.p99<fast", "hold.p99<5%", "sold>1ms", "", ","])
    func `what says nothing is refused`(_ text: String) {
        #expect(throws: Bar.Malformed.self) { try Bar.list(text, of: figures) }
    }

    @Test func `every figure can be named once`() {
        for scenario in Scenario.all {
            let names = Figure.all(of: scenario).map(\.name)
            #expect(Set(names).count == names.count)
        }
    }

    @Test func `a driver that lags, shares cores or saw too little says so`() {
        var result = result()
        result.driver = LoadResult.Driver(
            cpuPercent: 95,
            lag: LoadResult.Driver.Lag(p50: 0, p99: 1.5, max: 9)
        )
        result.machine.sharesCores = true
        result.machine.loadAverage = [11.49]
        result.machine.cores = 2
        let warnings = Warnings.about(result)
        for word in [
            "late against", "95.0 %", "server's cores", "11.5 on 2 cores", "p99.9 of hold (2000)",
        ] {
            #expect(warnings.contains { $0.contains(word) }, "\(word) in \(warnings)")
        }
        #expect(!warnings.contains { $0.contains("beyond the p99 of") })
        result.driver = LoadResult.Driver(cpuPercent: 50)
        result.machine.sharesCores = false
        result.machine.loadAverage = [0.5]
        result.steps[0].count = 20_000
        #expect(Warnings.about(result) == [])
        #expect(LoadResult.Machine.cores("0-2,7") == [0, 1, 2, 7])
    }
}
