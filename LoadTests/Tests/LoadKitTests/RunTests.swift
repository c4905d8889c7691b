import Checker
import FakeServer
import FoundationEssentials
import Glibc
import Report
import Testing

@testable import LoadKit

/// Whole runs against a fake that is right, wrong in one way, or slow.
@Suite(.serialized) struct RunTests {
    private func run(
        _ scenario: Scenario,
        faults: Set<Fault> = [],
        rate: Double = 300,
        seconds: Double = 1.5,
        connections: Int = 16,
        users: Int = 80,
        during: (FakeServer) -> Void = { _ in }
    ) throws -> LoadResult {
        try withFake(faults) { server, client in
            var plan = RunPlan(scenario)
            // The fake is slow: fewer people do.
            plan.model =
                scenario.users.map { .closed(users: min($0, users)) }
                ?? .open(rate: rate, ramp: 0, arrivals: .even)
            plan.seconds = seconds
            plan.warmup = 0.2
            plan.connections = connections
            let show = try ShowAPI("s1", client: client)
            let runner = try Runner(plan, shows: [show], client: client)
            during(server)
            try runner.run()
            return try runner.result(setting)
        }
    }

    private let setting = Runner.Setting(
        tool: "test",
        url: "",
        flags: [:],
        startedAt: Date(timeIntervalSince1970: 0),
        machine: .here(server: nil)
    )

    private func broken(_ result: LoadResult) -> [String: UInt64] {
        result.invariants?.broken ?? [:]
    }

    @Test(arguments: Scenario.all.filter { $0.disturbance != .kill }.map(\.name))
    func `a right server passes every scenario`(_ name: String) throws {
        let result = try run(try #require(Scenario.named(name)), rate: 100)
        #expect(result.invariants?.findings == [])
        #expect(result.invariants?.attempts ?? 0 > 0)
        #expect(result.errors.filter { !$0.expected } == [])
        #expect(result.steps.allSatisfy { $0.count > 0 })
        #expect(try LoadResult(json: try result.json()) == result)
    }

    @Test func `a dropped write is found`() throws {
        #expect(!broken(try run(.herd, faults: [.dropWrite])).isEmpty)
    }

    @Test func `a doubled seat is found`() throws {
        let result = try run(.herd, faults: [.doubleBooking])
        #expect(broken(result)["twoOwners"] ?? 0 > 0)
        let bars = try Bar.list("oversell=0", of: Figure.all(of: .herd))
        #expect(!bars[0].judge(result).met)
    }

    @Test func `a 409 that names only one seat is found`() throws {
        #expect(broken(try run(.herd, faults: [.partialConflicts]))["conflicts"] != nil)
    }

    @Test func `a stale map is found`() throws {
        let result = try run(.abandon, faults: [.staleMap])
        #expect(broken(result)["stale"] ?? 0 > 0)
    }

    @Test func `a skipped delta is found`() throws {
        let result = try run(.journey, faults: [.skipDelta], rate: 100, seconds: 3)
        #expect(broken(result)["deltaGap"] ?? 0 > 0)
    }

    @Test func `seats together that are refused in vain are found`() throws {
        // Few at a time: a refusal is only proven to be in vain if seats were free all the while
        // that it took, which on a busy machine may be till the last seat is gone.
        let result = try run(.groups, faults: [.refuseTogether], users: 2)
        #expect(broken(result)["togetherInVain"] != nil)
    }

    @Test func `what a server has forgotten is not taken for proven, nor for broken`() throws {
        let result = try run(.herd, faults: [.trimLog])
        #expect(result.invariants?.checked == false)
        #expect(broken(result) == [:])
        #expect(result.warnings.first?.contains("Of 1 shows nothing is proven") == true)
        #expect(ReportText([result], names: ["fake"]).markdown.contains("Not checked"))
        #expect(result.steps.contains { $0.name == "hold" && $0.count > 0 })
    }

    @Test func `live connections that are cut resume where they were`() throws {
        let result = try run(.reconnect, seconds: 2)
        let resumed = try #require(result.steps.first { $0.name == "resume" })
        #expect(resumed.count > 30)
        #expect(resumed.errors == 0)
        #expect(result.invariants?.findings == [])
        #expect(try broken(run(.reconnect, faults: [.skipDelta], seconds: 2))["deltaGap"] != nil)
    }

    private func restart(_ faults: [String], port: Int) throws -> LoadResult {
        try withFakeProcess(faults, port: port) { server, client in
            try server.start(run: 1)
            #expect(client.waitTillReady(seconds: 20))
            try Catalogue(seats: 200).importAll(["s1"], with: client)
            var plan = RunPlan(.restart)
            plan.seconds = 1.5
            plan.warmup = 0.2
            plan.connections = 16
            let show = try ShowAPI("s1", client: client)
            let runner = try Runner(plan, shows: [show], client: client, server: server)
            try runner.run()
            #expect(runner.outageMilliseconds != nil)
            return try runner.result(setting)
        }
    }

    @Test func `a server that keeps its log survives the kill`() throws {
        let result = try restart([], port: 19_451)
        #expect(result.invariants?.findings == [])
        #expect(result.invariants?.attempts ?? 0 > 100)
    }

    @Test func `a server that loses the end of its log is found out`() throws {
        #expect(!broken(try restart(["lose-tail"], port: 19_452)).isEmpty)
    }

    @Test func `a server that forgets its keys is found out`() throws {
        #expect(broken(try restart(["forget-keys"], port: 19_453))["repeated"] != nil)
    }

    @Test func `an answer that nobody asked for is found`() throws {
        let result = try run(.herd, faults: [.doubleAnswer])
        #expect(broken(result)["unaskedAnswer"] != nil)
    }

    /// One connection: of 400 requests one alone is on its way while the server stands still, yet a
    /// hundred people wait for it.
    @Test func `a stall is felt by all who came in it, not only by the one who was being served`()
        throws
    {
        let looker = Scenario(
            name: "look",
            summary: "",
            rate: 200,
            kinds: [Scenario.Kind(name: "looker", steps: [Scenario.Step(.map)])]
        )
        let result = try run(looker, rate: 200, seconds: 2, connections: 1) { server in
            server.stall(after: 1, seconds: 0.5)
        }
        let map = try #require(result.steps.first { $0.name == "map" })
        let felt = try #require(map.latency)
        let served = try #require(map.service)
        #expect(map.count >= 390)
        #expect(felt.p99 > 400)
        #expect(felt.p90 > 100)
        #expect(served.p99 < 100)
        #expect(served.max > 400)
    }

    @Test func `newcomers beyond the bound are counted, not sent`() throws {
        var looker = Scenario(
            name: "look",
            summary: "",
            rate: 200,
            kinds: [Scenario.Kind(name: "looker", steps: [Scenario.Step(.map)])]
        )
        looker.warmup = 0
        try withFake { server, client in
            var plan = RunPlan(looker)
            plan.seconds = 1
            plan.connections = 1
            plan.backlog = 10
            let show = try ShowAPI("s1", client: client)
            let runner = try Runner(plan, shows: [show], client: client)
            server.stall(after: 0.2, seconds: 0.5)
            try runner.run()
            #expect(runner.tally.seconds.reduce(0) { $0 + $1.dropped } > 50)
        }
    }

    @Test func `a driver that is late at the end still sends everybody`() throws {
        try withFake { _, client in
            var plan = RunPlan(.herd)
            plan.model = .open(rate: 200, ramp: 0, arrivals: .even)
            plan.seconds = 0.5
            plan.warmup = 0
            plan.connections = 8
            let show = try ShowAPI("s1", client: client)
            let runner = try Runner(plan, shows: [show], client: client)
            runner.onProgress = { _ in usleep(700_000) }
            try runner.run()
            #expect(runner.comings.count == 99)
        }
    }

    @Test func `a folder keeps the result and its histograms`() throws {
        let result = try run(.herd, seconds: 1)
        let folder = "/tmp/seatgrid-out-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try OutFolder(folder).keep(result)
        let json = try Data(contentsOf: URL(filePath: "\(folder)/result.json"))
        #expect(try LoadResult(json: json) == result)
        let hold = try #require(result.steps.first { $0.name == "hold" })
        #expect(try HdrV2.decode(try #require(hold.hdr)).total == hold.count)
        let log = try String(contentsOfFile: "\(folder)/latency.hlog", encoding: .utf8)
        #expect(log.contains("Tag=hold,0.000,1.000,"))
        #expect(FileManager.default.fileExists(atPath: "\(folder)/hold.hgrm"))
    }

    @Test func `a progress line says how it goes`() {
        let progress = Runner.Progress(
            elapsed: 3,
            total: 12,
            answers: 1980,
            p50: 0.314,
            p99: nil,
            errors: 0,
            sold: 120,
            capacity: 500
        )
        let line = ProgressLine.text(progress)
        #expect(
            line == "[#####---------------]  1980/s  p50 0.31 ms  p99 -  errors 0  "
                + "sold 120/500  ETA 9 s"
        )
    }
}
