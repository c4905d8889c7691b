import SimulationKit
import Testing
import WAL

@testable import SeatGrid

/// Shows that memory does without for a while.
@Suite struct ShelfTests {
    /// A world whose show has been used, saved and given up.
    private func sleepy() throws -> EngineWorld {
        let world = try EngineWorld.open(loops: 2)
        try world.run(world.hold(1, "A1"))
        try world.run(world.book(1))
        try world.checkpoint()
        world.idle()
        #expect(!world.isActive())
        return world
    }

    @Test func `a show that nobody uses is given up and woken by a request`() throws {
        let world = try sleepy()
        #expect(try world.picture() == "b...................")
        #expect(world.isActive())
        #expect(try world.run(world.hold(2, "A2")).view?.version == ShowVersion(rawValue: 4))
    }

    @Test func `a show stays while something runs out in it or is not saved`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1"))
        world.idle()
        #expect(world.isActive(), "it was not saved")
        try world.checkpoint()
        world.idle()
        #expect(world.isActive(), "its hold runs out here")
        world.pass(600_000)
        world.settle()
        try world.checkpoint()
        world.idle()
        #expect(!world.isActive())
    }

    @Test func `a show that was only looked at is given up`() throws {
        let world = try EngineWorld.open()
        _ = try world.read(.seats, of: "sh2")
        #expect(world.isActive("sh2"))
        world.idle()
        #expect(!world.isActive("sh2"))
    }

    @Test func `those who ask while a show arrives are answered in order and once`() throws {
        let world = try sleepy()
        let first = world.submit(world.hold(2, "A2"), from: 1)
        let second = world.submit(world.hold(3, "A2"))
        let third = world.submit(.read(.seats), from: 1)
        world.settle()
        let held = [first, second].filter { $0.reply?.view != nil }
        #expect(held.count == 1)
        #expect(first.reply != nil)
        #expect(second.reply != nil)
        guard case .seats(let map)? = third.reply else {
            return #expect(Bool(false), "no map")
        }
        #expect(map.picture == "bh..................")
        #expect(try world.wait { await $0.counters() }.map(\.activations).reduce(0, +) == 2)
    }

    @Test func `a show that can't be read from its snapshot is to be asked for again`() throws {
        let world = try sleepy()
        var faults = SimulatedFaults()
        for read in 1...10 { faults.readFailures[read] = 5 }
        world.disk.setFaults(faults)
        #expect(try world.run(world.hold(2, "A2")).stop != nil)
        world.disk.setFaults(SimulatedFaults())
        #expect(try world.run(world.hold(2, "A2")).view != nil)
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `a checkpoint during traffic holds what it says`(_ seed: UInt64) throws {
        let world = try EngineWorld.open(loops: 2, seed: seed)
        var number = 0
        for _ in 0..<6 {
            let round = world.begin { try await $0.checkpointer.run() }
            while round.result == nil {
                number += 1
                let show = "sh\(1 + number % 3)"
                world.submit(world.hold(number, "A1", of: show), to: show, from: number % 2)
                world.submit(.release(.number(number)), to: show, from: number % 2)
                for _ in 0..<5 { world.step() }
                if number % 3 == 0 { world.sync() }
            }
            #expect(try round.result?.get() == true)
            world.settle()
            let before = try (1...3).map { try world.state("sh\($0)") }
            world.crash()
            try world.open()
            for show in 1...3 {
                _ = try world.read(.seats, of: "sh\(show)")
                let state = try world.state("sh\(show)")
                #expect(state == before[show - 1], "seed \(seed), sh\(show)")
                state.checkInvariants()
            }
        }
    }

    @Test func `a show that comes into being during a round of snapshots is not lost`() throws {
        let world = try EngineWorld.open()
        let shards = (1...3).map { ShardMap.shard(of: ShowID("sh\($0)")) }
        let last = try #require(shards.max())
        #expect(shards.min() != last)
        for number in 1...3 {
            let show = "sh\(number)"
            try world.run(world.hold(number, "A1", of: show), on: show)
        }
        let round = world.begin { try await $0.checkpointer.run() }
        // The round has looked at the catalogue, and has shards before the last to write.
        world.goOnWithoutWorkers { !world.workers.isIdle }
        let twin = try #require(
            (4...5_000).first { ShardMap.shard(of: ShowID("sh\($0)")) == last }
        )
        let change = try world.parse(Cinema.priceChange(twin, 25_000))
        let imported = world.begin { await $0.change(change, mark: nil) }
        world.goOnWithoutWorkers { imported.result != nil }
        let show = "sh\(twin)"
        let held = world.submit(world.hold(9, "A2", of: show), to: show)
        world.settle()
        #expect(held.reply?.view != nil)
        #expect(try round.result?.get() == true)
        try world.reopen()
        #expect(try world.picture(show) == ".h..................")
        #expect(try world.picture("sh1") == "h...................")
    }
}

extension EngineWorld {
    /// Does what there is to do, also makes things durable, until `isDone`; workers stand still.
    func goOnWithoutWorkers(until isDone: () -> Bool) {
        while !isDone() {
            if let loop = loops.first(where: { !$0.isIdle }) {
                loop.runOne()
            } else if !tasks.isIdle {
                tasks.runOne()
            } else if !sync() {
                Issue.record("nothing is left to do")
                return
            }
        }
    }

    /// Lets a minute go by and the loops look for idle shows.
    func idle() {
        for _ in 0..<8 {
            pass(EngineLimits.idlePeriod)
            settle()
        }
    }
}
