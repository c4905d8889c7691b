import Testing

@testable import SeatGrid

/// What a show remembers: answers under their keys, and ended holds; and what it forgets.
@Suite struct MemoryTests {
    static let plan = SeatPlan.drawn("AAAAAA", "BBBBBB")
    var hall = TestHall(Self.plan)

    private func mark(_ number: Int) -> IdempotencyMark {
        IdempotencyMark(key: Bits128(high: 4, low: UInt64(number)), fingerprint: 11)
    }

    @Test mutating func `a repeat gets the first answer, whatever has happened since`() {
        let hold = Command.hold(HoldRequest(id: .number(1), selection: .seats(.at(0, 1))))
        let commands: [Command] = [
            hold, .extend(.number(1), ttl: 700_000), .swap(.number(1), seats: .at(2, 3)),
            .book(BookRequest(hold: .number(1), id: .number(1), reference: "r", customer: [1])),
            .hold(HoldRequest(id: .number(2), selection: .seats(.at(5)))), .release(.number(2)),
            .block(seats: [SeatIndex(0)], reason: "x", until: nil), .close,
        ]
        var first: [Result<Outcome, Refusal>] = []
        for (number, command) in commands.enumerated() {
            hall.pass(10)
            first.append(hall.run(command, mark: mark(number)))
        }
        #expect(first.allSatisfy { $0.isSuccess })
        hall.pass(50_000)
        let version = hall.state.version
        for (number, command) in commands.enumerated() {
            #expect(hall.run(command, mark: mark(number)) == first[number])
        }
        #expect(hall.state.version == version)
    }

    @Test mutating func `a refusal is not kept`() {
        hall.hold(1, 0)
        let request = Command.hold(HoldRequest(id: .number(2), selection: .seats(.at(0))))
        #expect(!hall.run(request, mark: mark(1)).isSuccess)
        hall.run(.release(.number(1)))
        #expect(hall.run(request, mark: mark(1)).isSuccess)
    }

    @Test mutating func `a key lives a day`() {
        hall.run(
            .hold(HoldRequest(id: .number(1), selection: .seats(.at(0)))),
            mark: mark(1)
        )
        hall.pass(Limits.memory - 1)
        #expect(hall.state.recall(mark(1), at: hall.time.now) != .unknown)
        hall.pass(1)
        #expect(hall.state.recall(mark(1), at: hall.time.now) == .unknown)
        #expect(
            hall.run(
                .hold(HoldRequest(id: .number(2), selection: .seats(.at(0)))),
                mark: mark(1)
            ).isSuccess
        )
        #expect(hall.state.answers.count == 1)
    }

    @Test mutating func `ten thousand keys and ended holds are kept, and not one more`() throws {
        let most = Limits.endedHolds
        for number in 1...(most + 5) {
            hall.run(
                .hold(HoldRequest(id: .number(number), selection: .seats(.at(0)))),
                mark: mark(number)
            )
            hall.run(.release(.number(number)))
        }
        #expect(hall.state.answers.count == Limits.idempotencyRecords)
        #expect(hall.view(5) == nil)
        #expect(hall.view(6)?.state == .released)
        #expect(hall.state.recall(mark(5), at: hall.time.now) == .unknown)
        #expect(hall.state.recall(mark(6), at: hall.time.now) != .unknown)
        hall.state.checkInvariants()
        let bytes = hall.state.encoded()
        #expect(try ShowState(decoding: bytes).encoded() == bytes)
        hall.pass(Limits.memory)
        hall.hold(20_000, 0)
        hall.run(.release(.number(20_000)))
        #expect(hall.state.holds.endedCount == 1)
    }

    @Test mutating func `a hold keeps its price when prices change`() throws {
        hall.hold(1, 0)
        var terms = try #require(hall.state.terms)
        terms.prices = [999, nil]
        terms.revision = 2
        hall.run(.configure(Configuration(terms: terms)))
        #expect(hall.view(1)?.prices.prices == [100, 200])
        hall.run(.swap(.number(1), seats: .at(1, 6)))
        #expect(hall.view(1)?.prices.total(of: .at(1, 6), plan: hall.plan) == 300)
        let view = try #require(hall.hold(2, 0).heldView)
        #expect(view.prices.total(of: view.seats, plan: hall.plan) == 999)
        terms.prices = [100, 200]
        hall.run(.configure(Configuration(terms: terms)))
        #expect(hall.state.priceTables.count == 2, "the same prices are the same table")
        let version = hall.state.version
        hall.run(.configure(Configuration(terms: terms)))
        #expect(hall.state.version == version, "nothing new is no event")
    }

    @Test mutating func `a new layout moves taken seats with their prices`() throws {
        let request = Command.hold(HoldRequest(id: .number(1), selection: .seats(.at(0, 6))))
        let first = hall.run(request, mark: mark(1))
        hall.hold(2, 7)
        hall.book(2, as: 2)
        hall.block(1)
        let plan = SeatPlan.drawn("BBBBBB", "AAAAAAA")
        let terms = TestHall.terms(plan, prices: [7, 8])
        var remap: [UInt16?] = (0..<12).map { UInt16($0 < 6 ? $0 + 6 : $0 - 6) }
        remap[6] = nil
        #expect(
            hall.run(.configure(Configuration(terms: terms, remap: remap))).refusal
                == .illegalState(.dropsTakenSeat)
        )
        remap[6] = 0
        remap[5] = nil
        #expect(hall.run(.configure(Configuration(terms: terms, remap: remap))).isSuccess)
        hall.plan = plan
        hall.state.checkInvariants()
        #expect(hall.picture == "hb....hx.....")
        let view = try #require(hall.view(1))
        #expect(view.seats == .at(6, 0))
        #expect(view.prices.total(of: view.seats, plan: plan) == 300)
        #expect(hall.state.takings(plan: plan).revenue == 200)
        #expect(first.heldView?.seats == .at(0, 6))
        #expect(hall.run(request, mark: mark(1)).heldView?.seats == .at(6, 0))
        let fresh = try #require(hall.hold(3, 8).heldView)
        #expect(fresh.prices.total(of: fresh.seats, plan: plan) == 7)
        #expect(try ShowState(decoding: hall.state.encoded()) == hall.state)
    }

    @Test mutating func `terms that do not fit are refused`() throws {
        let terms = try #require(hall.state.terms)
        func refuses(_ change: (inout ShowTerms) -> Void, remap: [UInt16?]? = nil) -> Bool {
            var copy = hall
            var other = terms
            change(&other)
            return copy.run(.configure(Configuration(terms: other, remap: remap))).refusal
                == .invalid(.badConfiguration)
        }
        #expect(refuses { $0.seatCount = 11 })
        #expect(refuses { $0.rules.maxSeatsPerHold = 0 })
        #expect(refuses { $0.rules.maxSeatsPerHold = 101 })
        #expect(refuses { $0.rules.holdMax = 999 })
        #expect(refuses { $0.rules.holdTTL = 0 })
        #expect(refuses { $0.prices = [-1] })
        #expect(refuses({ _ in }, remap: [0, 1]))
        #expect(refuses({ _ in }, remap: Array(repeating: 3, count: 12)))
        #expect(refuses({ _ in }, remap: Array(repeating: 12, count: 12)))
    }

    @Test mutating func `odd times to live run out in their order`() {
        let plan = SeatPlan.drawn((0..<10).map { _ in String(repeating: "A", count: 50) })
        hall = TestHall(plan)
        var random = SplitMix(seed: 3)
        var deadlines: [Int: Int64] = [:]
        for number in 0..<400 {
            let ttl = Int64.random(in: 1_000...1_800_000, using: &random)
            hall.hold(number, number, ttl: ttl)
            deadlines[number] = hall.now + ttl
            hall.pass(1)
        }
        hall.state.checkInvariants()
        for _ in 0..<300 {
            hall.pass(6_100)
            hall.lapse()
            for (number, deadline) in deadlines {
                #expect((hall.view(number)?.state == .active) == (deadline > hall.now))
            }
        }
        hall.state.checkInvariants()
        #expect(hall.state.activeHolds == 0)
    }

    @Test mutating func `many holds that run out at once take several events`() {
        let plan = SeatPlan.drawn((0..<10).map { _ in String(repeating: "A", count: 60) })
        hall = TestHall(plan)
        for number in 0..<600 { hall.hold(number, number) }
        hall.pass(600_000)
        let before = hall.events.count
        hall.lapse()
        #expect(hall.events.count == before + 3)
        #expect(hall.state.counts.free == 600)
    }
}
