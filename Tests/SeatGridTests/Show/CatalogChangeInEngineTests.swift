import SimulationKit
import Testing
import WAL

@testable import SeatGrid

/// The catalogue changes under shows that are being sold.
@Suite struct CatalogChangeInEngineTests {
    private static let widened = [("A", 10), ("B", 10), ("C", 4)]
    private static let shrunk = [("A", 10)]

    @Test func `an import is nowhere before it is durable and everywhere after`() throws {
        let world = EngineWorld(loops: 2)
        try world.open()
        let change = try world.parse(Cinema.json())
        let promise = world.begin { await $0.change(change, mark: .number(1)) }
        world.pump()
        #expect(promise.result == nil)
        #expect(world.engine.entry(for: ShowID("sh1")) == nil)
        world.settle()
        let answer = try #require(try promise.result?.get().answer)
        #expect(answer == CatalogAnswer(revision: 1, counts: [1, 1, 1, 1, 3]))
        #expect(world.engine.catalog().shows.count == 3)
        try world.reopen()
        #expect(world.engine.catalog().shows.count == 3)
        let again = try world.wait { await $0.change(change, mark: .number(1)) }
        #expect(again.isReplay)
        #expect(again.answer == answer)
        guard case .keyReused = try world.wait({ await $0.change(change, mark: .number(1, 2)) })
        else { return #expect(Bool(false), "the key served twice") }
    }

    @Test func `an import that fits no more changes nothing`() throws {
        let world = EngineWorld()
        try world.open()
        let empty = EngineWorld()
        try empty.open()
        try empty.change(Cinema.json())
        let orphan = try empty.parse(Cinema.priceChange(1, 5))
        let end = world.engine.logEnd
        guard case .invalid(let issues) = try world.wait({ await $0.change(orphan, mark: nil) })
        else { return #expect(Bool(false), "a show without a screen was taken") }
        #expect(!issues.isEmpty)
        #expect(world.engine.catalog().shows.isEmpty)
        #expect(world.engine.logEnd == end)
    }

    @Test func `new prices are those of the next hold and not of the one before`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1"))
        try world.change(Cinema.priceChange(1, 99))
        let plan = world.entry().plan
        let new = try #require(try world.run(world.hold(2, "A2")).view)
        let old = try #require(try world.read(.hold(.number(1))).view)
        #expect(new.prices.total(of: new.seats, plan: plan) == 99)
        #expect(old.prices.total(of: old.seats, plan: plan) == 25_000)
        try world.reopen()
        #expect(try world.read(.hold(.number(1))).view?.prices == old.prices)
    }

    @Test func `a layout that drops a held seat is a conflict and the show goes on`() throws {
        let world = try EngineWorld.open(loops: 2)
        try world.run(world.hold(1, "B1"), on: "sh2")
        let end = world.engine.logEnd
        #expect(try world.change(Cinema.layoutChange(Self.shrunk)).conflict == [ShowID("sh2")])
        #expect(world.engine.logEnd == end)
        #expect(world.entry("sh1").plan.seatCount == 20)
        for show in ["sh1", "sh2", "sh3"] {
            #expect(try world.run(world.hold(2, "B2", of: show), on: show).view != nil)
        }
    }

    @Test func `a layout that keeps the taken seats moves them`() throws {
        let world = try EngineWorld.open(loops: 2)
        try world.run(world.hold(1, "B2", "B3"), on: "sh2")
        try world.run(world.hold(2, "A1"), on: "sh2")
        try world.run(world.book(2), on: "sh2")
        let turned = [("B", 10), ("A", 10), ("C", 4)]
        #expect(try world.change(Cinema.layoutChange(turned)).answer?.revision == 2)
        #expect(try world.picture("sh2") == ".hh.......b.............")
        #expect(world.entry("sh2").vitals.free == 21)
        let view = try #require(try world.read(.hold(.number(1)), of: "sh2").view)
        #expect(view.seats == world.seats(["B2", "B3"]))
        #expect(view.prices.total(of: view.seats, plan: world.entry("sh2").plan) == 50_000)
        try world.reopen()
        #expect(try world.picture("sh2") == ".hh.......b.............")
        #expect(try world.run(world.hold(3, "C1", of: "sh2"), on: "sh2").view != nil)
    }

    @Test func `a command with the seats of the old layout is to be sent again`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1"))
        let old = ShowRequest.Kind.command(world.hold(2, "A2"), plan: world.entry().plan)
        try world.change(Cinema.layoutChange(Self.widened))
        let ticket = world.submit(old)
        world.settle()
        #expect(ticket.reply?.stop != nil)
        #expect(try world.picture() == "h.......................")
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `a show first touched while its layout changes is not lost`(_ seed: UInt64) throws {
        for steps in 0..<24 {
            let world = try EngineWorld.open(loops: 2, seed: seed &* 31 &+ UInt64(steps))
            let change = try world.parse(Cinema.layoutChange(Self.shrunk))
            let promise = world.begin { await $0.change(change, mark: nil) }
            for _ in 0..<steps / 2 { world.step() }
            if steps % 2 == 0 { world.sync() }
            let ticket = world.submit(world.hold(1, "B1"))
            world.settle()
            let isHeld = ticket.reply?.view != nil
            let isConflict = try promise.result?.get().conflict != nil
            #expect(isHeld == isConflict, "step \(steps): the seat is held and gone, or neither")
            try world.run(world.hold(2, "A1"))
            #expect(try world.picture().first == "h")
        }
    }

    @Test func `a show follows its layout although a crash came between`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "B1"))
        try world.run(world.hold(2, "B1", of: "sh2"), on: "sh2")
        try world.checkpoint()
        try world.run(world.hold(3, "B2"))
        let turned = [("B", 10), ("A", 10)]
        let change = try world.parse(Cinema.layoutChange(turned))
        _ = world.begin { await $0.change(change, mark: nil) }
        world.pump()
        #expect(world.sync(), "the catalogue's record alone")
        world.crash()
        for number in 4...5 {
            try world.open()
            #expect(try world.picture("sh1") == "hh..................")
            #expect(try world.picture("sh2") == "h...................")
            #expect(world.entry("sh1").vitals.free == 18)
            #expect(try world.run(world.hold(number, "A1")).view != nil)
            try world.run(.release(.number(number)))
            world.crash()
        }
    }

    @Test func `the highest limits that an import may set can be sold by`() throws {
        let world = try EngineWorld.open()
        let change = Cinema.priceChange(1, 5)
            .replacing(#""max_seats_per_hold":10"#, with: #""max_seats_per_hold":100"#)
            .replacing(#""max_seats_per_holder":20"#, with: #""max_seats_per_holder":65535"#)
        #expect(try world.change(change).answer != nil)
        #expect(try world.run(world.hold(1, "A1")).view != nil)
    }

    @Test func `a map of another layout has another version, also of an untouched show`() throws {
        let world = try EngineWorld.open(loops: 2)
        #expect(try world.map("sh1").version == .zero)
        try world.change(Cinema.layoutChange(Self.widened))
        for _ in 0..<2 {
            for show in ["sh1", "sh2", "sh3"] {
                let map = try world.map(show)
                #expect(map.layout == world.entry(show).layout)
                #expect(map.version == ShowVersion(rawValue: 1), "\(show)")
                #expect(try world.history(show).map(\.event.version.rawValue) == [1])
            }
            try world.reopen()
        }
        try world.change(Cinema.priceChange(1, 99))
        #expect(try world.map("sh1").version == ShowVersion(rawValue: 1))
    }

    @Test func `an untouched show has its event although a crash came before it`() throws {
        let world = try EngineWorld.open()
        let change = try world.parse(Cinema.layoutChange(Self.widened))
        _ = world.begin { await $0.change(change, mark: nil) }
        world.pump()
        #expect(world.sync(), "the catalogue's record alone")
        world.crash()
        for _ in 0..<2 {
            try world.open()
            world.settle()
            #expect(try world.map("sh1").version == ShowVersion(rawValue: 1))
            #expect(try world.picture().count == 24)
            world.crash()
        }
    }

    @Test func `a show that could not follow its layout at the start does so when asked`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "B1"))
        try world.checkpoint()
        let change = try world.parse(Cinema.layoutChange([("B", 10), ("A", 10)]))
        _ = world.begin { await $0.change(change, mark: nil) }
        world.pump()
        #expect(world.sync(), "the catalogue's record alone")
        world.crash()
        try world.open(pumps: false)
        var faults = SimulatedFaults()
        for read in 1...10 { faults.readFailures[read] = 5 }
        world.disk.setFaults(faults)
        world.pump()
        #expect(!world.isActive())
        world.disk.setFaults(SimulatedFaults())
        #expect(try world.picture() == "h...................")
        #expect(try world.read(.hold(.number(1))).view?.seats == world.seats(["B1"]))
    }
}
