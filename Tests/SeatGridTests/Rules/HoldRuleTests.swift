import Testing

@testable import SeatGrid

/// Holding, extending, swapping and giving back, rule by rule.
@Suite struct HoldRuleTests {
    static let plan = SeatPlan.drawn("AAAAAA", "BBBBBB")
    var hall = TestHall(Self.plan)

    @Test mutating func `a hold has its seats, its price and its time`() throws {
        let view = try #require(hall.hold(1, 0, 1).heldView)
        #expect(view.seats == .at(0, 1))
        #expect(view.expiresIn == 600_000)
        #expect(view.expiresAt == hall.time.wall.advanced(by: 600_000))
        #expect(view.prices.total(of: view.seats, plan: hall.plan) == 200)
        #expect(view.version == hall.state.version)
        #expect(hall.picture == "hh..........")
        #expect(hall.state.counts == SeatCounts(free: 10, held: 2, booked: 0, blocked: 0))
    }

    @Test mutating func `a refused hold takes none of its seats`() {
        hall.hold(1, 1)
        #expect(!hall.hold(2, 0, 1, 2).isSuccess)
        #expect(hall.picture == ".h..........")
    }

    @Test mutating func `a hold is gone at its very millisecond`() throws {
        hall.hold(1, 0, ttl: 1_000)
        hall.pass(999)
        #expect(hall.hold(2, 0).refusal != nil)
        #expect(hall.view(1)?.expiresIn == 1)
        hall.pass(1)
        #expect(hall.view(1)?.state == .expired)
        #expect(hall.hold(2, 0).isSuccess)
        #expect(hall.view(1)?.state == .expired)
    }

    @Test mutating func `decide itself refuses a hold past its time, without any sweeper`() {
        hall.hold(1, 0, ttl: 1_000)
        hall.pass(1_000)
        #expect(throws: Refusal.holdExpired) {
            try hall.state.decide(
                .book(BookRequest(hold: .number(1), id: .number(1), reference: "r")),
                in: TurnContext(time: hall.time),
                plan: hall.plan
            )
        }
    }

    @Test mutating func `a step of the wall clock changes no deadline`() {
        hall.hold(1, 0, ttl: 5_000)
        hall.wallOffset += 3_600_000
        #expect(hall.view(1)?.expiresIn == 5_000)
        #expect(hall.state.due(at: hall.time) == nil)
        hall.wallOffset -= 7_200_000
        hall.pass(5_000)
        #expect(hall.view(1)?.state == .expired)
    }

    @Test mutating func `an extension runs from now, also if that is sooner`() throws {
        hall.hold(1, 0)
        hall.pass(10_000)
        let longer = try #require(
            hall.run(.extend(.number(1), ttl: 900_000)).heldView
        )
        #expect(longer.expiresIn == 900_000)
        let shorter = try #require(hall.run(.extend(.number(1), ttl: 1_000)).heldView)
        #expect(shorter.expiresIn == 1_000)
        hall.pass(1_000)
        #expect(hall.view(1)?.state == .expired)
    }

    @Test mutating func `no extension goes past half an hour from the first acquisition`() {
        hall.hold(1, 0)
        #expect(hall.run(.extend(.number(1), ttl: 1_800_000)).isSuccess)
        hall.pass(1)
        #expect(hall.run(.extend(.number(1), ttl: 1_800_000)).refusal == .cannotExtend)
        hall.run(.swap(.number(1), seats: .at(3)))
        #expect(hall.run(.extend(.number(1), ttl: 1_800_000)).refusal == .cannotExtend)
        #expect(hall.run(.extend(.number(1), ttl: 1_799_999)).isSuccess)
        #expect(hall.run(.extend(.number(1), ttl: .max)).refusal == .cannotExtend)
    }

    @Test mutating func `a replacement keeps the first acquisition, whatever its seats`() throws {
        hall.hold(1, 0, ttl: 1_800_000)
        hall.pass(1_700_000)
        let kept = try #require(hall.hold(2, 0, 1, replaces: 1).heldView)
        #expect(kept.expiresIn == 100_000)
        let elsewhere = try #require(hall.hold(3, 5, replaces: 2).heldView)
        #expect(elsewhere.expiresIn == 100_000)
        hall.pass(99_500)
        #expect(hall.hold(4, 0, replaces: 3).refusal == .cannotExtend)
        #expect(hall.picture == ".....h......")
    }

    @Test mutating func `a replacement is one step, and refused whole`() {
        hall.hold(1, 0, 1)
        hall.hold(2, 2)
        let version = hall.state.version
        #expect(hall.hold(3, 1, 2, replaces: 1).refusal != nil)
        #expect(hall.view(1)?.state == .active)
        #expect(hall.hold(4, 1, 3, replaces: 1).isSuccess)
        #expect(hall.state.version == version.next)
        #expect(hall.view(1)?.state == .released)
        #expect(hall.picture == ".hhh........")
    }

    @Test mutating func `a hold that ended by itself may be replaced, an unknown one not`() {
        hall.hold(1, 0, ttl: 1_000)
        hall.pass(1_000)
        #expect(hall.hold(2, 1, replaces: 1).isSuccess)
        #expect(hall.hold(3, 2, replaces: 99).refusal == .holdNotFound)
    }

    @Test mutating func `a swap is one step, and may keep seats`() throws {
        hall.hold(1, 0, 1)
        let view = try #require(hall.run(.swap(.number(1), seats: .at(1, 2, 3))).heldView)
        #expect(view.seats == .at(1, 2, 3))
        #expect(hall.picture == ".hhh........")
        hall.hold(2, 5)
        #expect(hall.run(.swap(.number(1), seats: .at(4, 5))).refusal != nil)
        #expect(hall.picture == ".hhh.h......")
    }

    @Test mutating func `a release is answered again, and only once in the log`() {
        hall.hold(1, 0)
        #expect(hall.run(.release(.number(1))) == .success(.released))
        let version = hall.state.version
        #expect(hall.run(.release(.number(1))) == .success(.released))
        #expect(hall.state.version == version)
        #expect(hall.view(1)?.state == .released)
    }

    @Test mutating func `a release with nothing left to do is kept under its key`() {
        hall.hold(1, 0)
        hall.run(.release(.number(1)))
        hall.hold(2, 0)
        let version = hall.state.version
        let mark = IdempotencyMark(key: Bits128(high: 1, low: 1), fingerprint: 1)
        #expect(hall.run(.release(.number(1)), mark: mark) == .success(.released))
        #expect(hall.state.version == version.next)
        #expect(hall.state.recall(mark, at: hall.time.now) == .answer(.released))
        let other = IdempotencyMark(key: mark.key, fingerprint: 2)
        #expect(hall.state.recall(other, at: hall.time.now) == .reused)
        #expect(hall.picture == "h...........")
    }

    @Test mutating func `an operator's command with nothing left to do is kept under its key`() {
        hall.run(.close)
        for (number, command) in [Command.close, .unblock(seats: [SeatIndex(3)])].enumerated() {
            let version = hall.state.version
            #expect(hall.run(command) == .success(.changed(version)), "without a key no event")
            #expect(hall.state.version == version)
            let mark = IdempotencyMark(key: Bits128(high: 2, low: UInt64(number)), fingerprint: 1)
            #expect(hall.run(command, mark: mark) == .success(.changed(version.next)))
            hall.hold(number, 0)
            hall.run(.open)
            let kept = hall.state.recall(mark, at: hall.time.now)
            #expect(kept == .answer(.changed(version.next)))
            hall.run(.close)
        }
    }

    @Test mutating func `a booking keeps its seats and tells about itself`() throws {
        hall.hold(1, 0, 6)
        guard case .success(.booked(let view)) = hall.book(1, as: 5) else {
            Issue.record("not booked")
            return
        }
        #expect(view.hold == .number(1))
        #expect(view.reference == "r5")
        #expect(view.seats == .at(0, 6))
        #expect(hall.state.booking(.number(5)) == view)
        #expect(hall.view(1)?.state == .booked)
        #expect(hall.state.takings(plan: hall.plan).revenue == 300)
        hall.pass(10_000_000)
        hall.lapse()
        #expect(hall.picture == "b.....b.....")
    }

    @Test mutating func `a holder's seats are counted over holds and bookings`() {
        hall = TestHall(Self.plan, ShowRules(maxSeatsPerHolder: 3))
        hall.hold(1, 0, 1, holder: 1)
        hall.book(1, as: 1)
        #expect(hall.hold(2, 2, 3, holder: 1).refusal == .holdLimit(limit: 3))
        #expect(hall.hold(2, 2, holder: 1).isSuccess)
        #expect(hall.hold(3, 3, 4, holder: 2).isSuccess)
        #expect(hall.hold(4, 4, 5, holder: 1, replaces: 2).refusal != nil)
        #expect(hall.hold(5, 5, holder: 1, replaces: 2).isSuccess)
        #expect(hall.run(.swap(.number(5), seats: .at(6, 7))).refusal == .holdLimit(limit: 3))
        hall.run(.release(.number(5)))
        #expect(hall.hold(6, 5, holder: 1).isSuccess)
        #expect(hall.hold(7, 8, 9, 10).isSuccess, "nobody in particular has no limit")
    }

    @Test mutating func `a block ends by itself at its time of the wall clock`() {
        let until = hall.time.wall.advanced(by: 5_000)
        hall.run(.block(seats: [SeatIndex(0), SeatIndex(1)], reason: "press", until: until))
        #expect(hall.picture == "xx..........")
        #expect(hall.state.blockReason(of: SeatIndex(1)) == "press")
        #expect(hall.state.nextDeadline(at: hall.time) == hall.time.now.advanced(by: 5_000))
        hall.pass(4_999)
        #expect(hall.state.due(at: hall.time) == nil)
        hall.pass(1)
        hall.lapse()
        #expect(hall.picture == "............")
        #expect(hall.events.last?.caller == .system)
    }

    @Test mutating func `an unblock frees what is blocked and nothing else`() {
        hall.block(0, 1, 2)
        hall.hold(1, 3)
        hall.run(.unblock(seats: [SeatIndex(1), SeatIndex(3), SeatIndex(4)]))
        #expect(hall.picture == "x.xh........")
        let version = hall.state.version
        hall.run(.unblock(seats: [SeatIndex(5)]))
        #expect(hall.state.version == version)
    }

    @Test mutating func `a cancelled show lets go of its holds and keeps its bookings`() {
        hall.hold(1, 0)
        hall.hold(2, 1)
        hall.book(1, as: 1)
        hall.run(.cancel)
        #expect(hall.picture == "b...........")
        #expect(hall.view(2)?.state == .released)
        #expect(hall.state.phase(at: hall.time.wall) == .cancelled)
    }

    @Test mutating func `the changes of an event are those that apply makes`() {
        var commands = RandomCommands(seed: 5, plan: Self.plan)
        for _ in 0..<500 {
            let command = commands.next(wall: hall.time.wall.rawValue)
            hall.pass(300)
            hall.lapse()
            let context = TurnContext(time: hall.time)
            guard let decision = try? hall.state.decide(command, in: context, plan: hall.plan),
                case .event(let event) = decision
            else { continue }
            var seats = (0..<12).map { hall.state.status(of: SeatIndex($0)) }
            hall.state.forEachChange(of: event) { seats[Int($0.seat.rawValue)] = $0.status }
            hall.take(event)
            #expect(seats == (0..<12).map { hall.state.status(of: SeatIndex($0)) })
        }
    }
}
