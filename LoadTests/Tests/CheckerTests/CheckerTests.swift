import Checker
import Testing

@Suite struct CheckerTests {
    @Test func `a clean day has no finding`() {
        var world = World()
        let first = world.hold([0, 1])
        world.refused([1, 2], naming: [(1, .held)])
        world.granted(.extend, .extended, first, [0, 1])
        world.granted(.swap, .swapped, first, [1, 2])
        world.granted(.book, .booked, first, [1, 2])
        let second = world.hold([0])
        world.granted(.release, .released, second, [0])
        world.refused([0, 1, 2, 3], naming: [(1, .booked), (2, .booked)])
        world.map([.free, .booked, .booked, .free], version: world.version, counts: [2, 0, 2, 0])
        #expect(world.check().kept == [])
    }

    @Test func `a dropped write is missing`() {
        var world = World()
        _ = world.hold([0])
        world.events.removeLast()
        #expect(world.kinds() == [.missing])
    }

    @Test func `a dropped write in the middle leaves a gap`() {
        var world = World()
        _ = world.hold([0])
        _ = world.hold([1])
        world.events.remove(at: 0)
        #expect(world.kinds() == [.gap, .missing])
    }

    @Test func `another write in the place of a dropped one is different`() {
        var world = World()
        _ = world.hold([0])
        _ = world.hold([1])
        world.events.removeLast()
        world.log(.held, [2], hold: 2)
        #expect(world.kinds().isSuperset(of: [.different]))
    }

    @Test func `a seat held twice has two owners`() {
        var world = World()
        _ = world.hold([0, 1])
        _ = world.hold([1, 2])
        #expect(world.kinds() == [.twoOwners])
    }

    @Test func `a seat booked twice has two owners`() {
        var world = World()
        let first = world.hold([0])
        world.granted(.book, .booked, first, [0])
        world.log(.booked, [0], hold: first)
        #expect(world.kinds().isSuperset(of: [.twoOwners]))
    }

    @Test func `two answers with one version are seen`() {
        var world = World()
        _ = world.hold([0])
        world.evidence.record(
            Attempt(
                .hold,
                .granted,
                hold: 9,
                sent: world.tick(),
                answered: world.tick(),
                version: 1,
                seats: [0]
            )
        )
        #expect(world.kinds().isSuperset(of: [.claimedTwice]))
    }

    @Test func `a 409 that forgets a seat is seen`() {
        var world = World()
        _ = world.hold([0, 1])
        world.refused([0, 1], naming: [(0, .held)])
        _ = world.hold([3])
        #expect(world.kinds() == [.conflicts])
    }

    @Test func `a 409 that names a free seat is seen`() {
        var world = World()
        _ = world.hold([0])
        world.refused([0, 1], naming: [(0, .held), (1, .held)])
        #expect(world.kinds() == [.conflicts])
    }

    @Test func `a 409 with the wrong reason is seen`() {
        var world = World()
        _ = world.hold([0])
        world.refused([0], naming: [(0, .booked)])
        #expect(world.kinds() == [.conflicts])
    }

    @Test func `a 409 may be of any version between its sending and its answer`() {
        var world = World()
        let sent = world.tick()
        let first = world.hold([0])
        world.granted(.release, .released, first, [0])
        var attempt = Attempt(
            .hold,
            .unavailable,
            hold: 7,
            sent: sent,
            answered: world.tick(),
            seats: [0]
        )
        attempt.conflicts = [(0, .held)]
        world.evidence.record(attempt)
        #expect(world.check().kept == [])
    }

    @Test func `a version acknowledged before a later one was sent must be lower`() {
        var world = World()
        world.log(.held, [1], hold: 2)
        world.log(.held, [0], hold: 1)
        for (hold, version) in [(1, UInt64(2)), (2, 1)] {
            world.evidence.record(
                Attempt(
                    .hold,
                    .granted,
                    hold: hold,
                    sent: world.tick(),
                    answered: world.tick(),
                    version: version,
                    seats: [hold == 1 ? 0 : 1]
                )
            )
        }
        #expect(world.kinds() == [.order])
    }

    @Test func `an event that nobody asked for is seen`() {
        var world = World()
        _ = world.hold([0])
        world.log(.held, [2], hold: 50)
        #expect(world.kinds() == [.unasked])
    }

    @Test func `an unanswered write may be there or not`() {
        var world = World()
        let first = world.hold([0])
        world.unanswered(.hold, 50, [2, 3])
        world.unanswered(.book, first, [0])
        #expect(world.check().kept == [])
        world.log(.held, [2, 3], hold: 50)
        world.log(.booked, [0], hold: first)
        #expect(world.check().kept == [])
        world.log(.held, [1], hold: 51)
        #expect(world.kinds() == [.unasked])
    }

    @Test func `a release that is not in the log is missing`() {
        var world = World()
        let first = world.hold([0])
        world.granted(.release, .released, first, [0])
        world.events.removeLast()
        #expect(world.kinds() == [.missing])
    }

    @Test func `a living hold that is called gone is seen`() {
        var world = World()
        let first = world.hold([0])
        world.evidence.record(
            Attempt(.extend, .gone, hold: first, sent: world.tick(), answered: world.tick())
        )
        #expect(world.kinds() == [.goneTooSoon])
    }

    @Test func `a hold that runs out before its time is seen`() {
        var world = World()
        let first = world.hold([0], expiresAt: 5000)
        world.log(.expired, [0], hold: first, at: 4000)
        #expect(world.kinds() == [.expiredEarly])
    }

    @Test func `a map met later does not bound what was there before`() {
        var world = World()
        let first = world.hold([0])
        world.granted(.release, .released, first, [0])
        world.refused([0, 1], naming: [])
        world.map([.free, .free, .free, .free], version: world.version)
        #expect(world.kinds() == [.conflicts])
        var clean = World()
        let hold = clean.hold([0])
        clean.map([.held, .free, .free, .free], version: 1)
        clean.granted(.release, .released, hold, [0])
        clean.map([.free, .free, .free, .free], version: 2)
        #expect(clean.check().kept == [])
    }

    @Test func `a swap may be logged with the seats it gave up`() {
        var world = World()
        let first = world.hold([0, 1, 2])
        world.log(.swapped, [2, 1, 0], hold: first)
        world.granted(.swap, first, [2, 1])
        world.map([.free, .held, .held, .free], version: 2)
        #expect(world.check().kept == [])
    }

    @Test func `a swap to other seats than were told is different`() {
        var world = World()
        let first = world.hold([0])
        world.log(.swapped, [2, 0], hold: first)
        world.granted(.swap, first, [1])
        #expect(world.kinds() == [.different])
    }

    @Test func `a stale map is seen`() {
        var world = World()
        _ = world.hold([0])
        _ = world.hold([1])
        world.map([.held, .free, .free, .free], version: 1)
        #expect(world.kinds() == [.stale])
    }

    @Test func `a map unlike the log is seen`() {
        var world = World()
        _ = world.hold([0])
        world.map([.held, .held, .free, .free], version: 1)
        #expect(world.kinds() == [.map])
    }

    @Test func `counts that do not add up are seen`() {
        var world = World()
        _ = world.hold([0])
        world.map([.held, .free, .free, .free], version: 1, counts: [4, 0, 0, 0])
        #expect(world.kinds() == [.counts])
    }

    @Test func `a repeat with another answer is seen`() {
        var world = World()
        world.evidence.recordWrongRepeat("first 201, then 409")
        #expect(world.kinds() == [.repeated])
    }
}
