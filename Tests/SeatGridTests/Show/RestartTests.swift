import SimulationKit
import Testing
import WAL

@testable import SeatGrid

/// What a restart gives back.
@Suite struct RestartTests {
    @Test func `a hold is there after a restart with what remained of it`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1", "A2", ttl: 60_000))
        world.clock.pass(10_000)
        try world.run(world.hold(2, "A3"))
        try world.reopen(after: 3_600_000)
        let view = try #require(try world.read(.hold(.number(1))).view)
        #expect(view.state == .active)
        #expect(view.expiresIn == 50_000)
        #expect(view.expiresAt == world.clock.wall().advanced(by: 50_000))
        #expect(try world.run(world.book(1)).outcome != nil)
        #expect(try world.picture() == "bbh.................")
    }

    @Test func `a hold is not shortened by a restart after a checkpoint either`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1", ttl: 60_000))
        world.clock.pass(10_000)
        try world.checkpoint()
        try world.reopen()
        #expect(try world.read(.hold(.number(1))).view?.expiresIn == 50_000)
    }

    @Test func `a restart does not make a replacing hold younger than what it replaced`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1"))
        world.clock.pass(500_000)
        var other = HoldRequest(id: .number(2), selection: .seats(world.seats(["B1"])))
        other.replaces = .number(1)
        try world.run(.hold(other))
        for isSnapshot in [false, true] {
            if isSnapshot { try world.checkpoint() }
            try world.reopen()
            let late = Command.extend(.number(2), ttl: 1_300_001)
            #expect(try world.run(late).refusal == .cannotExtend)
        }
        #expect(try world.run(.extend(.number(2), ttl: 1_299_000)).outcome != nil)
    }

    @Test func `the node's time goes on after the last event though a snapshot has it`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1", ttl: 60_000))
        let round = world.begin { try await $0.checkpointer.run() }
        for _ in 0..<4 { world.step() }
        world.clock.pass(10_000)
        world.submit(world.hold(2, "A2", ttl: 60_000))
        world.settle()
        #expect(try round.result?.get() == true)
        try world.reopen()
        #expect(try world.read(.hold(.number(1))).view?.expiresIn ?? 0 <= 60_000)
        #expect(try world.read(.hold(.number(2))).view?.expiresIn ?? 0 <= 60_000)
    }

    @Test func `a repeat after a restart gets the first answer`() throws {
        let world = try EngineWorld.open()
        let held = try world.run(world.hold(1, "A1"), mark: .number(1))
        let booked = try world.run(world.book(1), mark: .number(2))
        try world.reopen()
        for (reply, command, mark) in [(held, world.hold(9, "A1"), 1), (booked, world.book(1), 2)] {
            let again = try world.run(command, mark: .number(mark))
            #expect(again.isReplay)
            #expect(again.outcome == reply.outcome)
            #expect(again.outcome != nil)
        }
        #expect(try world.run(world.hold(9, "A1"), mark: .number(1, 2)).refusal == .keyReused)
        try world.checkpoint()
        try world.reopen()
        #expect(try world.run(world.book(1), mark: .number(2)).outcome == booked.outcome)
    }

    @Test func `after a checkpoint only the later log is read`() throws {
        let world = try EngineWorld.open()
        for number in 1...10 { try world.run(world.hold(number, "A\(number)")) }
        try world.checkpoint()
        try world.run(world.hold(11, "B1"))
        try world.reopen()
        #expect(world.engine.recovery.records == 2, "the checkpoint's mark and one hold")
        #expect(try world.picture() == "hhhhhhhhhhh.........")
        #expect(world.entry().vitals.free == 9)
        #expect(try world.run(world.hold(12, "B2")).view?.version == ShowVersion(rawValue: 13))
        try world.state().checkInvariants()
    }

    @Test func `a list knows how full a show is that only a snapshot has`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1", "A2"))
        try world.checkpoint()
        try world.reopen()
        #expect(!world.isActive())
        #expect(world.entry().vitals.free == 18)
    }

    @Test(arguments: 1...3)
    func `a power cut at any operation of a checkpoint loses nothing`(_ rounds: Int) throws {
        let world = try EngineWorld.open(loops: 2)
        for round in 1..<rounds {
            try world.run(world.hold(round, "B\(round)"), on: "sh2", from: 1)
            try world.checkpoint()
        }
        try world.run(world.hold(5, "A1"), on: "sh1")
        try world.run(world.hold(6, "A2"), on: "sh3")
        let twin = world.disk.copy(seed: 1)
        world.disk.setFaults(SimulatedFaults())
        try world.checkpoint()
        let operations = world.disk.operations
        #expect(operations > 10)
        for operation in 1...operations {
            let disk = twin.copy(seed: UInt64(operation))
            disk.cutPower()
            let other = EngineWorld(loops: 1 + operation % 3, disk: disk)
            try other.open()
            var faults = SimulatedFaults()
            faults.crashAt = operation
            disk.setFaults(faults)
            _ = other.begin { try await $0.checkpointer.run() }
            other.settle()
            #expect(disk.isDead)
            other.crash()
            try other.open()
            #expect(try other.picture("sh1") == "h...................", "operation \(operation)")
            #expect(try other.picture("sh3") == ".h..................", "operation \(operation)")
            #expect(try other.picture("sh2").contains("h") == (rounds > 1))
        }
    }

    @Test func `the log shrinks after checkpoints and the node starts from what is left`() throws {
        let world = EngineWorld()
        world.historyBytes = 0
        try world.open()
        try world.change(Cinema.json())
        var longest = 0
        for round in 0..<6 {
            for number in 0..<80 {
                try world.run(world.hold(round * 100 + number, "A1"))
                try world.run(.release(.number(round * 100 + number)))
            }
            longest = max(longest, world.segments)
            try world.checkpoint()
            world.settle()
        }
        #expect(longest > 8, "\(longest) segments")
        #expect(world.segments < longest, "nothing was freed")
        let state = try world.state()
        try world.reopen()
        _ = try world.read(.seats)
        #expect(try world.state() == state)
        try world.run(world.hold(1, "A1"))
    }

    @Test func `a bad newest snapshot is replaced by the one before and its log`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1"))
        try world.checkpoint()
        try world.run(world.hold(2, "A2"))
        try world.checkpoint()
        try world.run(world.hold(3, "A3"))
        let state = try world.state()
        world.close()
        for shard in [UInt16(ShardMap.shard(of: ShowID("sh1"))), ShardMap.catalogShard] {
            let newest = try #require(
                try world.disk.list("/data/snapshots").filter {
                    $0.hasPrefix("snapshot-\(shard)-")
                }.max()
            )
            world.disk.flipBit("/data/snapshots/" + newest, byte: 4_096 + 30, bit: 3)
        }
        try world.open()
        #expect(world.engine.node.snapshots.rejected.count == 2)
        #expect(try world.picture() == "hhh.................")
        #expect(try world.state() == state)
    }

    @Test func `a damaged log refuses to start and says bookings and money`() throws {
        let world = try EngineWorld.open()
        for number in 1...5 {
            try world.run(world.hold(number, "A\(number)"))
            try world.run(world.book(number))
        }
        world.close()
        let path = try #require(
            try world.disk.list("/data/log").sorted().filter { $0.hasPrefix("segment-") }.first
        )
        // Batches are blocks: headers, the catalogue, then each command's. The eighth is the third
        // hold's: three bookings stand behind it.
        world.disk.flipBit("/data/log/" + path, byte: 7 * 4_096 + 100, bit: 0)
        do throws(EngineStartError) {
            try world.open()
            #expect(Bool(false), "it started")
        } catch {
            #expect(error.exitCode == 65)
            #expect(error.description.contains("damaged"))
            let loss = try #require(error.loss)
            #expect(loss.contains("3 bookings worth at least INR 500.00"), "\(loss)")
        }
    }
}

extension EngineWorld {
    /// How many files the log has, ready ones not counted.
    var segments: Int {
        let names = try? disk.list("/data/log")
        return names?.count { $0.hasPrefix("segment-") } ?? 0
    }
}
