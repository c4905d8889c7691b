import SimulationKit
import Testing
import WAL

@testable import SeatGrid

/// Somebody follows the log, and the log waits for it.
@Suite struct FollowingTests {
    @Test func `the log forgets what neither a snapshot nor a follower needs`() {
        var retention = LogRetention()
        #expect(retention.below == .zero)
        retention.uncovered = LSN(rawValue: 70)
        #expect(retention.below == LSN(rawValue: 70))
        retention.followedFrom = LSN(rawValue: 30)
        #expect(retention.below == LSN(rawValue: 30))
        retention.followedFrom = LSN(rawValue: 90)
        #expect(retention.below == LSN(rawValue: 70))
    }

    private func world() throws -> EngineWorld {
        let world = EngineWorld()
        world.historyBytes = 0
        try world.open()
        _ = try world.change(Cinema.json())
        return world
    }

    /// Holds and releases, with two rounds of snapshots for every few while there is room for them.
    private func trade(_ world: EngineWorld, _ numbers: Range<Int>) throws {
        for number in numbers where world.engine.room == .plenty {
            try world.run(world.hold(number, "A1"))
            try world.run(.release(.number(number)))
            guard number % 20 == 19 else { continue }
            for _ in 0..<2 { _ = try world.wait { try await $0.checkpointer.run() } }
        }
    }

    private func follow(_ world: EngineWorld, from place: FollowedPlace) throws -> FollowedStretch {
        try world.wait { try await $0.follow(from: place, limit: 10_000) { _ in true } }
    }

    @Test func `nothing is forgotten that a follower has not seen, however long it waits`() throws {
        let world = try world()
        let start = world.engine.followFromNow
        world.engine.keepLog(from: start)
        try trade(world, 0..<400)
        let all = try follow(world, from: FollowedPlace(position: start))
        let versions = all.events.map(\.event.version.rawValue)
        #expect(!all.hasGap && versions == Array(1...UInt64(versions.count)))
        #expect(versions.count >= 800)
        #expect(world.engine.followerLag ?? 0 >= 800)
        world.engine.keepLog(from: all.next.position)
        #expect(world.engine.followerLag == 0)
        try trade(world, 400..<800)
        world.engine.keepLog(from: world.engine.followFromNow)
        #expect(try follow(world, from: FollowedPlace(position: start)).hasGap, "it is let go of")
        world.close()
    }

    @Test func `without a follower the log is not kept`() throws {
        let world = try world()
        let start = world.engine.followFromNow
        try trade(world, 0..<400)
        #expect(try follow(world, from: FollowedPlace(position: start)).hasGap)
        #expect(world.engine.followerLag == nil)
        world.close()
    }

    @Test func `a disk that a waiting follower's log has filled has room again once it goes on`()
        throws
    {
        let world = try world()
        world.engine.keepLog(from: world.engine.followFromNow)
        var faults = SimulatedFaults()
        faults.capacity = 60 * 32 << 10
        world.disk.setFaults(faults)
        try trade(world, 0..<4_000)
        #expect(world.engine.room == .low, "the log grew for the follower")
        world.engine.keepLog(from: world.engine.followFromNow)
        world.settle()
        #expect(world.engine.room == .plenty, "no snapshot is needed for it")
        #expect(world.failure.error == nil)
        world.close()
    }
}
