import Checker
import LoadKit
import Testing

/// Real kills of a real process: the fake with a journal, right or forgetful.
@Suite(.serialized) struct CrashTests {
    private func crash(_ faults: [String], port: Int) throws -> Report {
        try withFakeProcess(faults, port: port) { server, client in
            var plan = Crash.Plan()
            plan.kills = 3
            plan.shortest = 100
            plan.longest = 300
            plan.fight.connections = 16
            var crash = Crash(plan, server: server, client: client)
            try crash.startServer()
            try Catalogue(seats: 100).importAll(["s1"], with: client)
            return try crash.run(show: "s1") { _ in }
        }
    }

    @Test func `a server that keeps its log passes every kill`() throws {
        let report = try crash([], port: 18095)
        #expect(report.findings.kept == [])
        #expect(report.figure("repeats_as_first") ?? 0 > 0)
    }

    @Test func `a server that loses the end of its log is found out`() throws {
        let report = try crash(["lose-tail"], port: 18096)
        #expect(!report.findings.isEmpty)
    }

    @Test func `a server that forgets its keys is found out`() throws {
        #expect(try crash(["forget-keys"], port: 18097).findings.counts[.repeated] != nil)
    }
}
