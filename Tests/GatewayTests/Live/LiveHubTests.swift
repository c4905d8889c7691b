import Foundation
import NIOCore
import NIOEmbedded
import Testing

@testable import Gateway
@testable import SeatGrid

@Suite struct LiveHubTests {
    @Test func `a viewer is welcomed and gets a snapshot`() {
        let world = HubWorld()
        let (_, socket) = world.viewer()
        #expect(socket.take() == [])
        world.states[0] = 0b01
        world.load()
        let told = socket.take()
        #expect(told.map(\.t) == ["welcome", "snap"])
        #expect(told[0].seq == 100 && told[0].heartbeat_ms == 15_000)
        #expect(told[1].seq == 100 && told[1].states == Data(world.states).base64EncodedString())
    }

    @Test func `silence means a snapshot, after the grace`() {
        let world = HubWorld()
        let (_, socket) = world.viewer(nil)
        world.load()
        #expect(socket.take().map(\.t) == ["welcome"])
        world.pass(249)
        #expect(socket.take() == [])
        world.pass(1)
        #expect(socket.take().map(\.t) == ["snap"])
    }

    @Test func `a hello with a version gets what came after it`() {
        let world = HubWorld()
        let (_, first) = world.viewer()
        world.load()
        for seat in 0..<5 {
            world.change([(seat, .held)])
            world.pass(100)
        }
        _ = first.take()
        let (viewer, socket) = world.viewer(nil)
        viewer.received(text: Array(#"{"t":"hello","after":102}"#.utf8))
        let told = socket.take()
        #expect(told.map(\.t) == ["welcome", "d"])
        #expect(told[1].f == 103 && told[1].n == 105)
        #expect(told[1].c == [[2, 1], [3, 1], [4, 1]])
        world.pass(1_000)
        #expect(socket.take() == [], "the grace must not add a snapshot")
    }

    @Test func `a hello that comes after the snapshot gets nothing twice`() {
        let world = HubWorld()
        let (_, first) = world.viewer()
        world.load()
        for seat in 0..<5 {
            world.change([(seat, .held)])
            world.pass(100)
        }
        _ = first.take()
        let (viewer, socket) = world.viewer(nil)
        world.pass(250)
        #expect(socket.take().map(\.t) == ["welcome", "snap"])
        viewer.received(text: Array(#"{"t":"hello","after":102}"#.utf8))
        #expect(socket.take() == [], "he has those changes by the snapshot")
        world.change([(9, .held)])
        world.pass(100)
        #expect(socket.take().map(\.f) == [106])
        viewer.received(text: Array(#"{"t":"hello"}"#.utf8))
        #expect(socket.take().map(\.t) == ["snap"])
    }

    @Test func `changes within a tick are one frame, and the last state of a seat counts`() {
        let world = HubWorld()
        let (_, socket) = world.viewer()
        world.load()
        _ = socket.take()
        world.change([(7, .held)])
        world.pass(0)
        #expect(socket.take().count == 1, "after a quiet time the first change leaves at once")
        world.change([(8, .held), (9, .held)])
        world.change([(8, .booked)])
        world.change([])
        world.pass(39)
        #expect(socket.take() == [])
        world.pass(1)
        let told = socket.take()
        #expect(told.count == 1)
        #expect(told[0].f == 102 && told[0].n == 104)
        #expect(told[0].c == [[8, 2], [9, 1]])
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `every viewer, whenever he comes or resumes, sees what the show is`(seed: UInt64) {
        var random = Seeded(seed)
        let world = HubWorld()
        world.load()
        var watching: [(viewer: LiveViewer, socket: FakeSocket, follower: Follower)] = []
        var history: [(UInt64, [UInt8])] = []
        let (first, socket) = world.viewer()
        watching.append((first, socket, Follower()))
        world.load()
        for _ in 0..<400 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                let (viewer, socket) = world.viewer()
                watching.append((viewer, socket, Follower()))
            case 1:
                let resumed = history.randomElement(using: &random)
                var follower = Follower()
                if let resumed { (follower.version, follower.states) = resumed }
                let (viewer, socket) = world.viewer(resumed.map { .after($0.0) } ?? .snapshot)
                watching.append((viewer, socket, follower))
            case 2 where watching.count > 1:
                let index = Int.random(in: 0..<watching.count, using: &random)
                let gone = watching.remove(at: index)
                gone.viewer.closed()
            case 3: world.pass(Int64.random(in: 0...60, using: &random))
            case 4:
                let index = Int.random(in: 0..<watching.count, using: &random)
                watching[index].socket.isWritable = false
                world.change([(Int.random(in: 0..<40, using: &random), .booked)])
                world.pass(50)
                watching[index].socket.isWritable = true
                watching[index].viewer.drained()
            default:
                let seats = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    (
                        Int.random(in: 0..<40, using: &random),
                        SeatStatus.allCases.randomElement(using: &random) ?? .free
                    )
                }
                world.change(seats)
            }
            history.append((world.version, world.states))
            for i in watching.indices { watching[i].follower.hear(watching[i].socket.take()) }
        }
        world.pass(500)
        for i in watching.indices where watching[i].socket.closed == nil {
            watching[i].follower.hear(watching[i].socket.take())
            #expect(watching[i].follower.version == world.version, "seed \(seed)")
            #expect(watching[i].follower.states == world.states, "seed \(seed)")
            #expect(watching[i].follower.gaps == 0, "seed \(seed)")
        }
    }

    @Test func `resuming from every version gives what a snapshot gives`() {
        let world = HubWorld()
        let keep = world.viewer()
        world.load()
        var history = [(world.version, world.states)]
        for step in 0..<60 {
            world.change([(step * 7 % 40, SeatStatus.allCases[step % 4])])
            history.append((world.version, world.states))
            if step % 3 == 0 { world.pass(50) }
        }
        world.pass(100)
        for (version, states) in history {
            var follower = Follower(version: version, states: states)
            follower.hear(world.viewer(.after(version)).1.take())
            #expect(follower.states == world.states && follower.version == world.version)
            #expect(follower.snapshots == 0 && follower.gaps == 0)
        }
        _ = keep
    }

    @Test func `what is forgotten or not yet known is answered with a snapshot`() {
        var limits = LiveLimits()
        limits.rememberedFrames = 4
        let world = HubWorld(limits: limits)
        let keep = world.viewer()
        world.load()
        for seat in 0..<8 {
            world.change([(seat, .held)])
            world.pass(50)
        }
        #expect(world.viewer(.after(103)).1.take().map(\.t) == ["welcome", "snap", "show"])
        #expect(world.viewer(.after(104)).1.take().map(\.t) == ["welcome", "d"])
        #expect(world.viewer(.after(9_999)).1.take().map(\.t) == ["welcome", "snap", "show"])
        _ = keep
    }

    @Test func `a full socket gets one snapshot when it drains, and nothing before`() {
        let world = HubWorld()
        let (viewer, socket) = world.viewer()
        world.load()
        _ = socket.take()
        socket.isWritable = false
        for seat in 0..<10 {
            world.change([(seat, .held)])
            world.pass(100)
        }
        #expect(socket.take() == [])
        socket.isWritable = true
        viewer.drained()
        let told = socket.take()
        #expect(told.map(\.t) == ["snap"])
        #expect(told[0].seq == 110)
        world.change([(20, .held)])
        world.pass(100)
        #expect(socket.take().map(\.f) == [111])
    }

    @Test func `the third overrun closes with 4408`() {
        let world = HubWorld()
        let (viewer, socket) = world.viewer()
        world.load()
        for round in 1...3 {
            socket.isWritable = false
            world.change([(round, .held)])
            world.pass(100)
            guard round < 3 else { break }
            #expect(socket.closed == nil)
            socket.isWritable = true
            viewer.drained()
        }
        #expect(socket.closed == .tooSlow)
        #expect(socket.take().last?.t == "bye")
    }

    @Test func `a change of the show's state is told, to late viewers too`() {
        let world = HubWorld()
        let (_, socket) = world.viewer()
        world.load()
        #expect(socket.take().map(\.t) == ["welcome", "snap"])
        world.change([(1, .blocked)], phase: .closed)
        world.pass(50)
        let told = socket.take()
        #expect(told.map(\.t) == ["d", "show"])
        #expect(told[1].state == "closed")
        #expect(world.viewer().1.take().map(\.t) == ["welcome", "snap", "show"])
        #expect(world.viewer(.after(100)).1.take().map(\.t) == ["welcome", "d", "show"])
        #expect(world.viewer(.after(101)).1.take().map(\.t) == ["welcome"])
    }

    @Test func `a state that time alone changed is told without a version`() {
        let world = HubWorld()
        let (_, socket) = world.viewer()
        world.load()
        _ = socket.take()
        let at = ShowVersion(rawValue: world.version)
        world.hub.changed(world.entry.id, first: at, last: at, changes: [], phase: .closed)
        world.pass(50)
        #expect(socket.take().map(\.t) == ["show"])
        world.change([(1, .held)])
        world.pass(50)
        #expect(socket.take().map(\.f) == [101])
    }

    @Test func `a feed with a gap begins again with a snapshot for all`() {
        let world = HubWorld()
        let (_, socket) = world.viewer()
        world.load()
        _ = socket.take()
        world.version += 5
        world.change([(1, .held)])
        #expect(world.source.subscribed == ["s1"])
        #expect(world.source.subscriptions == 2)
        world.change([(2, .held)])
        #expect(world.source.subscriptions == 2, "once is enough")
        world.load()
        world.pass(50)
        let told = socket.take()
        #expect(told.map(\.t) == ["snap", "show"])
        #expect(told[0].seq == 107)
    }

    @Test func `who leaves amid a broadcast costs nobody a frame or gives one twice`() {
        var limits = LiveLimits()
        limits.sendsPerTurn = 10
        let world = HubWorld(limits: limits)
        var watching = (0..<100).map { _ in world.viewer() }
        world.load()
        for (_, socket) in watching { _ = socket.take() }
        world.change([(1, .held)])
        world.loop.run()
        for turn in 0..<8 {
            for index in [40, 3, 17].map({ ($0 + turn * 11) % watching.count }) {
                watching.remove(at: index).0.closed()
            }
            world.loop.advanceTime(by: LiveHub.breath)
        }
        world.pass(1)
        for (_, socket) in watching { #expect(socket.take().count == 1) }
    }

    @Test func `who is visited late in a round gets what came meanwhile`() {
        var limits = LiveLimits()
        limits.sendsPerTurn = 10
        let world = HubWorld(limits: limits)
        let watching = (0..<30).map { _ in world.viewer() }
        world.load()
        for (_, socket) in watching { _ = socket.take() }
        world.change([(1, .held)])
        world.loop.run()
        world.change([(2, .held)])
        world.loop.advanceTime(by: LiveHub.breath)
        world.change([(1, .free)])
        world.loop.advanceTime(by: LiveHub.breath)
        let told = watching.map { $0.1.take() }
        #expect(told[..<10].allSatisfy { $0.count == 1 && $0[0].f == 101 && $0[0].n == 101 })
        #expect(told[10..<20].allSatisfy { $0[0].n == 102 && $0[0].c == [[1, 1], [2, 1]] })
        #expect(told[20...].allSatisfy { $0[0].n == 103 && $0[0].c == [[1, 0], [2, 1]] })
        world.pass(40)
        let rest = watching.map { $0.1.take() }
        #expect(rest[..<10].allSatisfy { $0.count == 1 && $0[0].f == 102 && $0[0].n == 103 })
        #expect(rest[10..<20].allSatisfy { $0.count == 1 && $0[0].f == 103 && $0[0].n == 103 })
        #expect(rest[20...].allSatisfy { $0.isEmpty })
    }

    @Test func `the silent are pinged, and given up after two heartbeats`() {
        let world = HubWorld()
        let (_, silent) = world.viewer()
        let (alive, lively) = world.viewer()
        world.load()
        for _ in 0..<50 {
            world.pass(1_000)
            alive.heard()
        }
        #expect(silent.closed == .goingAway && silent.isAborted)
        #expect(lively.closed == nil && lively.pings >= 3)
    }

    @Test func `draining says goodbye to all and refuses newcomers`() throws {
        let world = HubWorld()
        let watching = (0..<200).map { _ in world.viewer() }
        world.load()
        let drained = world.hub.drain()
        world.pass(100)
        for (viewer, socket) in watching {
            #expect(socket.closed == .restart)
            let bye = try #require(socket.take().last)
            #expect(bye.t == "bye" && (500..<4_500).contains(bye.retry_after_ms ?? 0))
            viewer.closed()
        }
        #expect(world.viewer().1.closed == .restart)
        try drained.wait()
    }

    @Test func `a show without viewers is remembered a while, then given up`() {
        let world = HubWorld()
        let (viewer, _) = world.viewer()
        world.load()
        viewer.closed()
        world.pass(20_000)
        #expect(world.source.subscribed == ["s1"])
        world.pass(20_000)
        #expect(world.source.subscribed == [] && world.hub.topics.isEmpty)
    }

    @Test func `bad messages close with 4400 and floods with 4429`() {
        let world = HubWorld()
        world.load()
        for text in ["nonsense", #"{"t":"dance"}"#, #"{"t":"hello","after":-1}"#, "[]"] {
            let (viewer, socket) = world.viewer()
            viewer.received(text: Array(text.utf8))
            #expect(socket.closed == .badMessage, "\(text)")
        }
        let (viewer, socket) = world.viewer()
        for _ in 0..<61 { viewer.received(text: Array(#"{"t":"ping"}"#.utf8)) }
        #expect(socket.closed == .tooMany)
    }

    @Test func `the tick stretches with the work and never beyond its bound`() {
        var policy = TickPolicy(LiveLimits())
        #expect(policy.interval == 40_000_000)
        policy.finished(busy: 48_000_000, elapsed: 52_000_000)
        #expect((60_000_000...75_000_000).contains(policy.interval))
        policy.finished(busy: 900_000_000, elapsed: 900_000_000)
        #expect(policy.interval == 250_000_000)
        policy.finished(busy: 1_000, elapsed: 1_000)
        #expect(policy.interval == 40_000_000)
    }
}
