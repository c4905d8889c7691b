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
}
