import Testing

@testable import SeatGrid

/// One test for each way in which the rules say no.
@Suite struct RefusalTests {
    static let plan = SeatPlan.drawn("AAAAAA", "BBBBBB")
    var hall = TestHall(Self.plan)

    @Test mutating func `a hold of no seats, of a seat twice, of too many is invalid`() {
        #expect(hall.hold(1).refusal == .invalid(.noSeats))
        #expect(hall.hold(1, 2, 2).refusal == .invalid(.seatTwice))
        let many = SeatList((0..<101).map { SeatIndex($0 % 12) })
        #expect(
            hall.run(.hold(HoldRequest(id: .number(1), selection: .seats(many)))).refusal
                == .invalid(.tooManySeats)
        )
        hall.hold(1, 0)
        #expect(hall.hold(1, 1).refusal == .invalid(.holdTwice))
        #expect(hall.run(.swap(.number(1), seats: [])).refusal == .invalid(.noSeats))
    }

    @Test mutating func `a seat beyond the layout is not found`() {
        #expect(hall.hold(1, 12).refusal == .seatNotFound(SeatIndex(12)))
        #expect(hall.block(0, 12).refusal == .seatNotFound(SeatIndex(12)))
    }

    @Test mutating func `a time to live outside the limits is invalid`() {
        #expect(hall.hold(1, 0, ttl: 999).refusal == .invalid(.badTTL))
        #expect(hall.hold(1, 0, ttl: 1_800_001).refusal == .invalid(.badTTL))
        #expect(hall.hold(1, 0, ttl: .min).refusal == .invalid(.badTTL))
        #expect(hall.hold(1, 0, ttl: 1_800_000).isSuccess)
        #expect(hall.run(.extend(.number(1), ttl: 0)).refusal == .invalid(.badTTL))
    }

    @Test mutating func `a wish that makes no sense is invalid`() {
        #expect(hall.best(1, BestAvailable(count: 0)).refusal == .invalid(.badCount))
        #expect(hall.best(1, BestAvailable(count: 101)).refusal == .invalid(.badCount))
        #expect(
            hall.best(1, BestAvailable(count: 1, accessible: 2)).refusal
                == .invalid(.badAccessible)
        )
        #expect(
            hall.best(1, BestAvailable(count: 1, category: 2)).refusal == .invalid(.badCategory)
        )
        #expect(
            hall.best(1, BestAvailable(count: 1, section: 1)).refusal == .invalid(.badSection)
        )
    }

    @Test mutating func `a wish for too many is told the best of as many as are allowed`() {
        hall = TestHall(SeatPlan.drawn("aAAAAA", "BBBBBB"), ShowRules(maxSeatsPerHold: 3))
        func told(_ wish: BestAvailable) -> SeatList? {
            guard case .ruleViolation(.maxSeats, let seats) = hall.best(1, wish).refusal else {
                Issue.record("\(wish) is not refused for its number")
                return nil
            }
            return seats
        }
        #expect(told(BestAvailable(count: 4)) == .at(3, 4, 5))
        #expect(told(BestAvailable(count: 4, category: 1)) == .at(6, 7, 8))
        #expect(told(BestAvailable(count: 4, accessible: 1)) == .at(0, 1, 2))
        #expect(told(BestAvailable(count: 9, accessible: 4)) == nil)
        hall.block(2, 4, 6, 8, 10)
        #expect(told(BestAvailable(count: 4, together: true)) == nil)
        let apart = told(BestAvailable(count: 4))?.map { Int($0.rawValue) }
        #expect(hall.best(1, BestAvailable(count: 3)) == .success(apart ?? []))
    }

    @Test mutating func `what is suggested instead of too many may be taken by its seats`() {
        let rules = ShowRules(maxSeatsPerHold: 2, orphans: .strict)
        hall = TestHall(SeatPlan.drawn("AAA"), rules)
        #expect(
            hall.best(1, BestAvailable(count: 3)).refusal
                == .ruleViolation(.maxSeats, suggestion: nil)
        )
        hall = TestHall(SeatPlan.drawn("AAA", "AA"), rules)
        #expect(
            hall.best(1, BestAvailable(count: 3)).refusal
                == .ruleViolation(.maxSeats, suggestion: .at(3, 4))
        )
        #expect(hall.hold(1, 3, 4).isSuccess)
    }

    @Test mutating func `a conflict names every seat in the way, and the nearest equal block`() {
        hall.hold(1, 1)
        hall.book(1, as: 1)
        hall.hold(2, 2)
        hall.block(3)
        #expect(
            hall.hold(3, 0, 1, 2, 3).refusal
                == .seatsUnavailable(
                    conflicts: [
                        SeatConflict(seat: SeatIndex(1), reason: .booked),
                        SeatConflict(seat: SeatIndex(2), reason: .held),
                        SeatConflict(seat: SeatIndex(3), reason: .blocked),
                    ],
                    suggestion: nil
                )
        )
        #expect(
            hall.hold(3, 3, 4).refusal
                == .seatsUnavailable(
                    conflicts: [SeatConflict(seat: SeatIndex(3), reason: .blocked)],
                    suggestion: .at(4, 5)
                )
        )
        #expect(
            hall.block(1, 5).refusal
                == .seatsUnavailable(
                    conflicts: [SeatConflict(seat: SeatIndex(1), reason: .booked)],
                    suggestion: nil
                )
        )
    }

    @Test mutating func `a seat without a price is not for sale`() {
        hall = TestHall(Self.plan, prices: [nil, 100])
        #expect(
            hall.hold(1, 0, 6).refusal
                == .seatsUnavailable(
                    conflicts: [SeatConflict(seat: SeatIndex(0), reason: .blocked)],
                    suggestion: nil
                )
        )
        #expect(
            hall.best(1, BestAvailable(count: 1, category: 0)).refusal == .soldOut
        )
        #expect(hall.hold(1, 6).isSuccess)
    }

    @Test mutating func `unknown holds are not found`() {
        #expect(hall.run(.extend(.number(9), ttl: 5_000)).refusal == .holdNotFound)
        #expect(hall.run(.swap(.number(9), seats: .at(0))).refusal == .holdNotFound)
        #expect(hall.run(.release(.number(9))).refusal == .holdNotFound)
        #expect(hall.book(9, as: 1).refusal == .holdNotFound)
    }

    @Test(arguments: [true, false])
    mutating func `an ended hold can't be used`(isReleased: Bool) {
        hall.hold(1, 0, ttl: 1_000)
        if isReleased { hall.run(.release(.number(1))) } else { hall.pass(1_000) }
        #expect(hall.run(.extend(.number(1), ttl: 5_000)).refusal == .holdExpired)
        #expect(hall.run(.swap(.number(1), seats: .at(1))).refusal == .holdExpired)
        #expect(hall.book(1, as: 1).refusal == .holdExpired)
        #expect(hall.run(.release(.number(1))).isSuccess)
    }

    @Test mutating func `a booked hold is not to be changed`() {
        hall.hold(1, 0)
        hall.hold(2, 1)
        hall.book(1, as: 1)
        let no = Refusal.illegalState(.holdBooked)
        #expect(hall.run(.release(.number(1))).refusal == no)
        #expect(hall.run(.extend(.number(1), ttl: 5_000)).refusal == no)
        #expect(hall.run(.swap(.number(1), seats: .at(2))).refusal == no)
        #expect(hall.book(1, as: 2).refusal == no)
        #expect(hall.hold(3, 2, replaces: 1).refusal == no)
        #expect(hall.book(2, as: 1).refusal == .invalid(.bookingTwice))
    }

    @Test mutating func `nothing is sold before, after, or when closed`() throws {
        var terms = try #require(hall.state.terms)
        let wall = hall.time.wall
        terms.salesOpen = wall.advanced(by: 10_000)
        terms.salesClose = wall.advanced(by: 20_000)
        hall.run(.configure(Configuration(terms: terms)))
        #expect(hall.hold(1, 0).refusal == .showClosed(.notYetOpen))
        #expect(hall.state.phase(at: wall) == .scheduled)
        #expect(hall.state.nextPhaseChange(after: wall) == terms.salesOpen)
        hall.pass(10_000)
        #expect(hall.hold(1, 0).isSuccess)
        #expect(hall.state.nextPhaseChange(after: hall.time.wall) == terms.salesClose)
        hall.run(.close)
        #expect(hall.hold(2, 1).refusal == .showClosed(.closed))
        #expect(hall.run(.extend(.number(1), ttl: 5_000)).refusal == .showClosed(.closed))
        #expect(hall.run(.swap(.number(1), seats: .at(1))).refusal == .showClosed(.closed))
        hall.run(.open)
        #expect(hall.hold(2, 1).isSuccess)
        hall.pass(10_000)
        #expect(hall.hold(3, 2).refusal == .showClosed(.closed))
        #expect(hall.book(1, as: 1).isSuccess, "a hold that runs may still be paid")
        hall.run(.cancel)
        #expect(hall.hold(3, 2).refusal == .showClosed(.cancelled))
        #expect(hall.book(2, as: 2).refusal == .showClosed(.cancelled))
        #expect(hall.run(.extend(.number(2), ttl: 5_000)).refusal == .showClosed(.cancelled))
        #expect(hall.run(.swap(.number(2), seats: .at(3))).refusal == .showClosed(.cancelled))
        #expect(hall.run(.open).refusal == .illegalState(.showCancelled))
        #expect(hall.run(.close).refusal == .illegalState(.showCancelled))
        #expect(hall.run(.cancel).isSuccess)
    }

    @Test mutating func `an operator may open early, and late`() throws {
        var terms = try #require(hall.state.terms)
        terms.salesOpen = hall.time.wall.advanced(by: 10_000)
        terms.salesClose = hall.time.wall.advanced(by: 20_000)
        hall.run(.configure(Configuration(terms: terms)))
        hall.run(.open)
        #expect(hall.hold(1, 0).isSuccess)
        hall.pass(20_000)
        #expect(hall.hold(2, 1).refusal == .showClosed(.closed))
        hall.run(.open)
        #expect(hall.hold(2, 1).isSuccess)
    }

    @Test mutating func `too many seats break a rule, and the first few are suggested`() {
        hall = TestHall(Self.plan, ShowRules(maxSeatsPerHold: 2))
        #expect(
            hall.hold(1, 3, 4, 5).refusal
                == .ruleViolation(.maxSeats, suggestion: .at(3, 4))
        )
        hall.hold(1, 3)
        #expect(
            hall.hold(2, 3, 4, 5).refusal == .ruleViolation(.maxSeats, suggestion: nil)
        )
    }

    @Test mutating func `texts have a limit`() {
        hall.hold(1, 0)
        let long = String(repeating: "x", count: 256)
        #expect(
            hall.run(.book(BookRequest(hold: .number(1), id: .number(1), reference: long)))
                .refusal == .invalid(.textTooLong)
        )
        #expect(
            hall.run(
                .book(
                    BookRequest(
                        hold: .number(1),
                        id: .number(1),
                        reference: "",
                        customer: Array(repeating: 1, count: 8_193)
                    )
                )
            ).refusal == .invalid(.textTooLong)
        )
        #expect(
            hall.run(.block(seats: [SeatIndex(1)], reason: long, until: nil)).refusal
                == .invalid(.textTooLong)
        )
    }

    @Test mutating func `a block needs seats, once each, and a time to come`() {
        #expect(hall.block().refusal == .invalid(.noSeats))
        #expect(hall.block(1, 1).refusal == .invalid(.seatTwice))
        #expect(hall.run(.unblock(seats: [])).refusal == .invalid(.noSeats))
        #expect(
            hall.run(.block(seats: [SeatIndex(1)], reason: "", until: hall.time.wall)).refusal
                == .invalid(.badReleaseTime)
        )
    }

    @Test mutating func `a show that is not set up decides nothing`() {
        hall.state = ShowState()
        #expect(hall.hold(1, 0).refusal == .illegalState(.notConfigured))
    }

    @Test mutating func `a key with another request is refused`() {
        let key = Bits128(high: 1, low: 1)
        let mark = IdempotencyMark(key: key, fingerprint: 1)
        let request = HoldRequest(id: .number(1), selection: .seats(.at(0)))
        #expect(hall.run(.hold(request), mark: mark).isSuccess)
        let other = IdempotencyMark(key: key, fingerprint: 2)
        #expect(hall.run(.release(.number(1)), mark: other).refusal == .keyReused)
    }
}
