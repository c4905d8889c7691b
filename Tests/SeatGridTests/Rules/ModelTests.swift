import Testing

@testable import SeatGrid

/// Long random sequences against the naive rules, with replay and snapshots along the way.
@Suite struct ModelTests {
    static let plan = SeatPlan.drawn("AAAA BBb", "#", "AAAAaA", "BB BBBB")

    @Test(arguments: [OrphanRule.off, .lenient, .strict], UInt64(1)...4)
    func `random sequences do what the naive rules do`(orphans: OrphanRule, seed: UInt64) throws {
        let rules = ShowRules(
            maxSeatsPerHold: 3,
            maxSeatsPerHolder: 5,
            holdTTL: 4_000,
            holdMax: 9_000,
            orphans: orphans
        )
        var hall = TestHall(Self.plan, rules)
        var naive = NaiveShow(plan: Self.plan, rules: rules)
        var commands = RandomCommands(seed: seed, plan: Self.plan)
        for step in 0..<300 {
            hall.pass(Int64.random(in: 0...700, using: &commands.random))
            let time = hall.time
            let command = commands.next(wall: time.wall.rawValue)
            naive.lapse(now: time.now.rawValue, wall: time.wall.rawValue)
            let expected = naive.run(
                command,
                now: time.now.rawValue,
                wall: time.wall.rawValue
            )
            let before = hall.state.version
            let actual = hall.run(command)
            let place: Comment = "seed \(seed), step \(step): \(command)"
            try #require(actual.refusal?.withoutSuggestion == expected.refusal, place)
            if let view = actual.heldView, case .hold = command, case .success(let seats) = expected
            {
                try #require(view.seats.map { Int($0.rawValue) } == seats, place)
            }
            if actual.refusal != nil {
                try #require(hall.state.version.rawValue - before.rawValue <= 1, place)
            }
            try compare(hall, naive, place)
            hall.state.checkInvariants()
        }
        try checkRebuilding(hall, seed: seed)
    }

    private func compare(_ hall: TestHall, _ naive: NaiveShow, _ place: Comment) throws {
        for seat in 0..<Self.plan.seatCount {
            try #require(hall.state.status(of: SeatIndex(seat)) == naive.status(seat), place)
        }
        for (id, hold) in naive.holds {
            let view = try #require(hall.state.hold(id, at: hall.time), place)
            try #require(view.state == hold.state, place)
            try #require(view.seats.map { Int($0.rawValue) } == hold.seats, place)
            if hold.state == .active {
                try #require(view.expiresIn == hold.deadline - hall.now, place)
            }
        }
        try #require(hall.state.bookingCount == naive.bookings.count, place)
        let next = naive.holds.values.filter { $0.state == .active }.map(\.deadline).min()
        if naive.blocked.values.allSatisfy({ $0 == nil }) {
            try #require(
                hall.state.nextDeadline(at: hall.time).rawValue == next ?? .max,
                place
            )
        }
    }

    private func checkRebuilding(_ hall: TestHall, seed: UInt64) throws {
        var replayed = ShowState()
        for event in hall.events {
            let bytes = EventCodec.encoded(event, show: ShowID("s"))
            let decoded = try EventCodec.decode(bytes, schema: EventCodec.schema(of: event))
            #expect(decoded.event == event, "seed \(seed)")
            replayed.apply(decoded.event)
        }
        #expect(replayed == hall.state, "seed \(seed)")
        let bytes = hall.state.encoded()
        var loaded = try ShowState(decoding: bytes)
        loaded.checkInvariants()
        #expect(loaded.encoded() == bytes, "seed \(seed)")
        // What was loaded goes on just like what was never away.
        var other = hall
        other.state = loaded
        var same = hall
        var commands = RandomCommands(seed: seed + 1_000, plan: Self.plan)
        commands.nextID = 10_000
        for _ in 0..<100 {
            let pause = Int64.random(in: 0...700, using: &commands.random)
            let command = commands.next(wall: hall.time.wall.rawValue)
            other.pass(pause)
            same.pass(pause)
            #expect(other.run(command) == same.run(command), "seed \(seed)")
        }
        #expect(other.state == same.state, "seed \(seed)")
        loaded = other.state
        loaded.checkInvariants()
    }
}

extension Refusal {
    var withoutSuggestion: Refusal {
        switch self {
        case .seatsUnavailable(let conflicts, _):
            .seatsUnavailable(conflicts: conflicts, suggestion: nil)
        case .ruleViolation(let rule, _): .ruleViolation(rule, suggestion: nil)
        default: self
        }
    }
}
