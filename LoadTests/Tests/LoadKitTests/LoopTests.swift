import FakeServer
import LoadKit
import Testing

@Suite(.serialized) struct LoopTests {
    @Test func `holds and releases are all granted`() throws {
        let server = try FakeServer()
        let port = try server.start()
        defer { try? server.stop() }
        let target = try Target(url: "http://127.0.0.1:\(port)", key: nil)
        let client = Client(target)
        try Catalogue(seats: 300).importAll(["a", "b"], with: client)
        let labels = try ShowAPI("a", client: client).labels
        #expect(labels.count == 300)
        #expect(labels[26] == "B-2")
        var load = HoldsLoad(
            target: target,
            shows: ["a", "b"],
            labels: labels,
            connections: 16,
            seed: 3
        )
        var plan = ClosedLoop.Plan()
        plan.connections = 16
        plan.seconds = 0.5
        plan.warmup = 0.1
        var loop = ClosedLoop(plan, target: target)
        let report = try loop.run(&load, name: "holds")
        #expect(report.figure("errors") == 0)
        #expect(report.figure("requests") ?? 0 > 0)
    }

    @Test func `the mix moves its window on when a show is sold`() throws {
        let server = try FakeServer()
        let port = try server.start()
        defer { try? server.stop() }
        let target = try Target(url: "http://127.0.0.1:\(port)", key: nil)
        let client = Client(target)
        try Catalogue(seats: 500).importAll((1...8).map { "m\($0)" }, with: client, batch: 3)
        let labels = try ShowAPI("m1", client: client).labels
        var plan = MixLoad.Plan()
        plan.window = 2
        plan.shows = 8
        var load = MixLoad(
            target: target,
            dialect: .seatgrid,
            plan: plan,
            prefix: "m",
            labels: labels,
            connections: 8,
            seed: 5
        )
        var settings = ClosedLoop.Plan()
        settings.connections = 8
        settings.seconds = 0.5
        settings.warmup = 0.1
        var loop = ClosedLoop(settings, target: target)
        let report = try loop.run(&load, name: "mix")
        #expect(report.figure("errors") == 0)
        #expect(report.figure("confirm_per_second") ?? 0 > 0)
        #expect(report.figure("release_per_second") ?? 0 > 0)
    }
}
