import Checker
import FakeServer
import LoadKit
import Testing

@Suite(.serialized) struct LoopTests {
    private func drive(
        _ load: inout some ClosedLoad,
        connections: Int,
        _ client: Client
    ) throws -> Report {
        var plan = ClosedLoop.Plan()
        plan.connections = connections
        plan.seconds = 0.5
        plan.warmup = 0.1
        var loop = ClosedLoop(plan, target: client.target)
        return try loop.run(&load, name: "loop")
    }

    @Test func `holds and releases are all granted`() throws {
        try withFake(seats: 300, shows: ["a", "b"]) { _, client in
            let labels = try ShowAPI("a", client: client).labels
            #expect(labels.count == 300)
            #expect(labels[26] == "B-2")
            var load = HoldsLoad(
                target: client.target,
                shows: ["a", "b"],
                labels: labels,
                connections: 16,
                seed: 3
            )
            let report = try drive(&load, connections: 16, client)
            #expect(report.figure("errors") == 0)
            #expect(report.figure("requests") ?? 0 > 0)
        }
    }

    @Test func `the mix moves its window on when a show is sold`() throws {
        try withFake(seats: 500, shows: (1...8).map { "m\($0)" }) { _, client in
            let labels = try ShowAPI("m1", client: client).labels
            var plan = MixLoad.Plan()
            plan.window = 2
            plan.shows = 8
            var load = MixLoad(
                target: client.target,
                dialect: .seatgrid,
                plan: plan,
                prefix: "m",
                labels: labels,
                connections: 8,
                seed: 5
            )
            let report = try drive(&load, connections: 8, client)
            #expect(report.figure("errors") == 0)
            #expect(report.figure("confirm_per_second") ?? 0 > 0)
            #expect(report.figure("release_per_second") ?? 0 > 0)
        }
    }

    @Test func `the best seats are held, and a map that is known is not sent again`() throws {
        let server = try FakeServer()
        let port = try server.start()
        defer { try? server.stop() }
        let target = try Target(url: "http://127.0.0.1:\(port)", key: nil)
        let client = Client(target)
        try Catalogue(seats: 300).importAll(["a"], with: client)
        let show = try ShowAPI("a", client: client)
        var plan = ClosedLoop.Plan()
        plan.connections = 8
        plan.seconds = 0.3
        plan.warmup = 0.1
        var holds = HoldsLoad(
            target: target,
            shows: ["a"],
            labels: show.labels,
            connections: 8,
            best: 4,
            seed: 3
        )
        var loop = ClosedLoop(plan, target: target)
        var report = try loop.run(&holds, name: "holds")
        #expect(report.figure("errors") == 0)
        let version = try show.map().version
        var maps = PlainLoad(target: target, path: "/v1/shows/a/seats", etag: version)
        loop = ClosedLoop(plan, target: target)
        report = try loop.run(&maps, name: "maps")
        #expect(report.figure("errors") == 0)
        maps = PlainLoad(target: target, path: "/v1/shows/a/seats", etag: version + 1)
        loop = ClosedLoop(plan, target: target)
        report = try loop.run(&maps, name: "maps")
        #expect(report.figure("errors") != 0)
    }

    @Test func `a request that waits for a connection counts from when it was due`() throws {
        // An answer every 5 ms, where five are asked for.
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        let server = try ScriptedServer(pieces: Array(repeating: answer, count: 200))
        defer { try? server.stop() }
        let target = try Target(url: "http://127.0.0.1:\(server.port)", key: nil)
        var plan = OpenLoop.Plan()
        plan.rate = 1000
        plan.connections = 1
        plan.seconds = 0.4
        plan.warmup = 0
        var load = PlainLoad(target: target, path: "/")
        var loop = OpenLoop(plan, target: target)
        let report = try loop.run(&load, name: "get")
        #expect(report.figure("requests") ?? 0 > 20)
        #expect(report.figure("waiting_at_the_end") ?? 0 > 100)
        #expect(report.figure("max_ms") ?? 0 > 150)
        #expect(report.figure("p50_ms") ?? 0 > 50)
    }
}
