import Testing

@testable import SeatGrid

/// What viewers' hubs hear.
@Suite struct LiveTests {
    /// A world with a hub on each loop that looks at `sh1`.
    private func watched(_ seed: UInt64) throws -> (EngineWorld, [LiveMirror]) {
        let world = try EngineWorld.open(loops: 3, seed: seed)
        let mirrors = world.loops.map { LiveMirror($0) }
        for (loop, mirror) in mirrors.enumerated() {
            world.loops[loop].run { world.engine.loops[loop].attach(mirror) }
        }
        return (world, mirrors)
    }

    private func subscribe(_ world: EngineWorld, _ show: String = "sh1", on loop: Int) {
        let entry = world.entry(show)
        world.loops[loop].run { world.engine.loops[loop].subscribe(entry) }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `a hub gets one snapshot and then every version from any loop`(_ seed: UInt64) throws {
        let (world, mirrors) = try watched(seed)
        for number in 0..<60 {
            world.submit(world.hold(number, "A\(1 + number % 7)"), from: number % 3)
            if number % 4 == 3 { world.submit(.release(.number(number - 3))) }
            if number % 5 == 4 { world.submit(world.book(number - 2), from: 1) }
            if number % 20 == 7 { subscribe(world, on: number / 20) }
            for _ in 0..<4 { world.step() }
            if number % 6 == 0 { world.sync() }
        }
        world.settle()
        let picture = try world.picture()
        let version = try world.state().version
        for mirror in mirrors {
            #expect(mirror.picture("sh1") == picture, "seed \(seed)")
            #expect(mirror.screens[ShowID("sh1")]?.version == version)
            #expect(mirror.screens[ShowID("sh1")]?.snapshots == 1)
        }
    }

    @Test func `nothing is shown before it is durable`() throws {
        let (world, mirrors) = try watched(1)
        subscribe(world, on: 1)
        world.settle()
        world.submit(world.hold(1, "A1"))
        world.pump()
        #expect(mirrors[1].picture("sh1") == "....................")
        world.settle()
        #expect(mirrors[1].picture("sh1") == "h...................")
    }

    @Test func `a new layout is shown as a whole`() throws {
        let (world, mirrors) = try watched(2)
        subscribe(world, on: 2)
        try world.run(world.hold(1, "B1"))
        try world.change(Cinema.layoutChange([("B", 10), ("A", 10), ("C", 2)]))
        try world.run(world.hold(2, "C2"))
        #expect(mirrors[2].picture("sh1") == "h....................h")
        #expect(mirrors[2].screens[ShowID("sh1")]?.snapshots == 2)
    }

    @Test func `an end of sale and a cancelled show are news`() throws {
        let (world, mirrors) = try watched(3)
        subscribe(world, on: 0)
        try world.run(world.hold(1, "B1"))
        try world.run(.close)
        #expect(mirrors[0].screens[ShowID("sh1")]?.phase == .closed)
        try world.run(.cancel)
        #expect(mirrors[0].screens[ShowID("sh1")]?.phase == .cancelled)
        #expect(mirrors[0].picture("sh1") == "....................")
    }

    @Test func `who looks away hears no more and a show nobody sees may go`() throws {
        let (world, mirrors) = try watched(4)
        subscribe(world, on: 1)
        world.settle()
        world.idle()
        #expect(world.isActive())
        let entry = world.entry()
        world.loops[1].run { world.engine.loops[1].unsubscribe(entry) }
        world.settle()
        try world.run(world.hold(1, "B1"))
        #expect(mirrors[1].picture("sh1") == "....................")
    }
}
