import Synchronization
import Testing
import WAL

@testable import SeatGrid
@testable import SimulationKit

/// What a show says, and when it may say it.
@Suite struct CommitTests {
    @Test func `an answer waits for the log and answers come in order`() throws {
        let world = try EngineWorld.open()
        let first = world.submit(world.hold(1, "A1", "A2"))
        let second = world.submit(world.hold(2, "A3"))
        world.pump()
        #expect(first.reply == nil)
        #expect(second.reply == nil)
        world.sync()
        #expect(first.reply == nil, "the loop was not told yet")
        world.pump()
        #expect(first.reply?.view?.seats == world.seats(["A1", "A2"]))
        #expect(second.reply?.view?.seats == world.seats(["A3"]))
        #expect(world.delivered.map { $0 === first } == [true, false])
        #expect(world.loops[0].actorJobs == 0, "a turn cost a job of its own")
    }

    @Test func `a refusal and a read wait for the version they saw`() throws {
        let world = try EngineWorld.open()
        world.submit(world.hold(1, "A1"))
        let refused = world.submit(world.hold(2, "A1"))
        let map = world.submit(.read(.seats))
        world.pump()
        #expect(refused.reply == nil)
        #expect(map.reply == nil)
        world.settle()
        guard case .seatsUnavailable(let conflicts, _)? = refused.reply?.refusal else {
            return #expect(Bool(false), "\(String(describing: refused.reply))")
        }
        #expect(conflicts == [SeatConflict(seat: world.seats(["A1"])[0], reason: .held)])
        guard case .seats(let seats)? = map.reply else {
            return #expect(Bool(false), "\(String(describing: map.reply))")
        }
        #expect(seats.version == ShowVersion(rawValue: 2))
    }

    @Test func `a read of what is durable is answered at once`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1"))
        #expect(world.submit(.read(.hold(.number(1)))).reply?.view?.state == .active)
    }

    @Test func `an expired hold is in the log before anybody hears of it`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1", ttl: 5_000))
        world.clock.pass(5_000)
        let late = world.submit(world.book(1))
        let other = world.submit(world.hold(2, "A1"))
        world.pump()
        #expect(late.reply == nil)
        #expect(other.reply == nil)
        world.crash()
        try world.open()
        guard case .hold(let view, _) = try world.read(.hold(.number(1))) else {
            return #expect(Bool(false), "the hold is gone")
        }
        #expect(view.state == .active, "nobody had heard that it was over")
        world.clock.pass(5_000)
        #expect(try world.run(world.book(1)).refusal == .holdExpired)
        #expect(
            try world.history().last?.event.body
                == .lapsed(.init(holds: [.number(1)], unblocked: []))
        )
    }

    @Test func `a hold past its time goes from the screens although nobody asks`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1", ttl: 5_000))
        #expect(world.entry().vitals.free == 19)
        world.pass(5_000)
        world.settle()
        #expect(world.entry().vitals.free == 20)
        #expect(try world.state().version == ShowVersion(rawValue: 3))
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `requests from other loops are answered on their own`(_ seed: UInt64) throws {
        let world = try EngineWorld.open(loops: 3, seed: seed, shows: 12)
        #expect(Set((1...12).map { world.entry("sh\($0)").home }) == [0, 1, 2])
        var tickets: [Ticket] = []
        for show in 1...12 {
            for loop in 0..<3 {
                let show = "sh\(show)"
                let command = world.hold(loop + 1, "A\(loop + 1)", of: show)
                tickets.append(world.submit(command, to: show, from: loop))
                tickets.append(world.submit(.read(.seats), to: show, from: loop))
            }
        }
        world.pump()
        #expect(tickets.allSatisfy { $0.reply == nil || $0.reply?.view == nil })
        world.settle()
        #expect(tickets.filter { $0.reply?.view != nil }.count == 36)
        #expect(tickets.allSatisfy { $0.reply != nil })
        #expect(world.loops.allSatisfy { $0.actorJobs == 0 })
    }

    @Test func `a draining node takes nothing new and keeps its answers`() throws {
        let world = try EngineWorld.open()
        let held = try world.run(world.hold(1, "A1"), mark: .number(1))
        world.submit(world.hold(2, "A2"))
        let drained = world.begin { await $0.drain() }
        world.pump()
        #expect(drained.result == nil, "the last answer is still to come")
        world.settle()
        #expect(drained.result != nil)
        let stop = Unavailability.unavailable(retryAfterMilliseconds: EngineLimits.drainRetry)
        #expect(try world.run(world.hold(3, "A3")).stop == stop)
        #expect(try world.run(world.book(1)).stop == stop)
        let again = try world.run(world.hold(1, "A1"), mark: .number(1))
        #expect(again.isReplay)
        #expect(again.outcome == held.outcome)
        #expect(try world.picture() == "hh..................")
        guard case .unavailable(stop) = try world.change(Cinema.priceChange(1, 1)) else {
            return #expect(Bool(false), "the catalogue was changed while draining")
        }
    }

    @Test func `with a full disk nothing new is held but what is held can be booked`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1"))
        try world.run(world.hold(2, "A2"))
        var faults = SimulatedFaults()
        faults.capacity = world.disk.bytes
        world.disk.setFaults(faults)
        while world.engine.room == .plenty {
            try world.run(.extend(.number(1), ttl: 60_000))
        }
        let stop = Unavailability.readOnly(retryAfterMilliseconds: EngineLimits.readOnlyRetry)
        #expect(try world.run(world.hold(3, "A3")).stop == stop)
        #expect(try world.run(.extend(.number(1), ttl: 60_000)).stop == stop)
        #expect(try world.run(world.book(1)).outcome != nil)
        #expect(try world.run(.release(.number(2))).outcome == .released)
        #expect(try world.picture() == "b...................")
        world.disk.setFaults(SimulatedFaults())
        world.engine.node.journal.prepare()
        #expect(world.engine.room == .plenty)
        #expect(try world.run(world.hold(3, "A3")).view != nil)
    }
}
