import Testing

@testable import SeatGrid

/// Everything that three buyers can do to four seats, compared with the naive rules at each step.
@Suite struct ExhaustiveTests {
    static let plan = SeatPlan.drawn("AAAA")
    static let rules = ShowRules(
        maxSeatsPerHold: 2,
        maxSeatsPerHolder: 3,
        holdTTL: 2_000,
        holdMax: 4_000
    )

    /// A thing one can do; ids are those of the buyers, so that commands meet.
    enum Move {
        case hold(buyer: Int, seats: SeatList, replaces: Bool)
        case swap(buyer: Int, seats: SeatList)
        case extend(buyer: Int)
        case release(buyer: Int)
        case book(buyer: Int)
        case block(SeatList)
        case unblock(SeatList)
        case wait
    }

    static let moves: [Move] = {
        var moves: [Move] = [.wait, .block(.at(1)), .unblock(.at(0, 1, 2, 3))]
        for buyer in 0..<3 {
            moves += [
                .hold(buyer: buyer, seats: .at(buyer, buyer + 1), replaces: false),
                .hold(buyer: buyer, seats: .at(buyer), replaces: true),
                .swap(buyer: buyer, seats: .at(3 - buyer)),
                .extend(buyer: buyer), .release(buyer: buyer), .book(buyer: buyer),
            ]
        }
        return moves
    }()

    private struct World {
        var hall: TestHall
        var naive: NaiveShow
        /// How many holds each buyer has made: the latest is the one they act on.
        var made = [0, 0, 0]
    }

    @Test func `all sequences of three moves do what the naive rules do`() throws {
        let start = World(
            hall: TestHall(Self.plan, Self.rules),
            naive: NaiveShow(plan: Self.plan, rules: Self.rules)
        )
        var count = 0
        try walk(start, depth: 3, path: [], &count)
        #expect(count == Self.moves.count * (1 + Self.moves.count * (1 + Self.moves.count)))
    }

    /// Every state that four seats and three buyers can be in, and every move from each.
    @Test func `every reachable state answers every move like the naive rules`() throws {
        var seen: Set<String> = []
        var frontier = [
            World(
                hall: TestHall(Self.plan, Self.rules),
                naive: NaiveShow(plan: Self.plan, rules: Self.rules)
            )
        ]
        while let world = frontier.popLast() {
            for move in Self.moves {
                var next = world
                try step(&next, move, path: [])
                if seen.insert(signature(next)).inserted { frontier.append(next) }
            }
        }
        #expect(seen.count > 300)
    }

    /// What of a world matters for what comes next, apart from how long ago things were.
    private func signature(_ world: World) -> String {
        let owners = (0..<4).map { seat in
            (0..<3).first { buyer in
                guard let view = latest(buyer, in: world) else { return false }
                return view.state != .released && view.state != .expired
                    && view.seats.contains(SeatIndex(seat))
            } ?? 9
        }
        let states = (0..<3).map { buyer in latest(buyer, in: world).map { "\($0.state)" } ?? "-" }
        return "\(world.hall.picture) \(owners) \(states)"
    }

    private func latest(_ buyer: Int, in world: World) -> HoldView? {
        world.hall.view(id(buyer, world.made[buyer]))
    }

    private func id(_ buyer: Int, _ number: Int) -> Int { (buyer + 1) * 1_000 + number }

    private func walk(
        _ world: World,
        depth: Int,
        path: [Move],
        _ count: inout Int
    ) throws {
        guard depth > 0 else { return }
        for move in Self.moves {
            var next = world
            try step(&next, move, path: path)
            count += 1
            try walk(next, depth: depth - 1, path: path + [move], &count)
        }
    }

    private func step(_ world: inout World, _ move: Move, path: [Move]) throws {
        guard let command = command(move, &world) else {
            world.hall.pass(1_100)
            world.hall.lapse()
            let time = world.hall.time
            world.naive.lapse(now: time.now.rawValue, wall: time.wall.rawValue)
            return
        }
        let time = world.hall.time
        world.naive.lapse(now: time.now.rawValue, wall: time.wall.rawValue)
        let expected = world.naive.run(
            command,
            now: time.now.rawValue,
            wall: time.wall.rawValue
        )
        let actual = world.hall.run(command)
        let place: Comment = "after \(path): \(move)"
        try #require(actual.refusal?.withoutSuggestion == expected.refusal, place)
        for seat in 0..<4 {
            try #require(
                world.hall.state.status(of: SeatIndex(seat)) == world.naive.status(seat),
                place
            )
        }
        world.hall.state.checkInvariants()
    }

    private func command(_ move: Move, _ world: inout World) -> Command? {
        func hold(_ buyer: Int) -> HoldID { .number(id(buyer, world.made[buyer])) }
        switch move {
        case .hold(let buyer, let seats, let replaces):
            let replaced = replaces ? hold(buyer) : nil
            world.made[buyer] += 1
            return .hold(
                HoldRequest(
                    id: hold(buyer),
                    selection: .seats(seats),
                    holder: .number(buyer),
                    replaces: replaced
                )
            )
        case .swap(let buyer, let seats): return .swap(hold(buyer), seats: seats)
        case .extend(let buyer): return .extend(hold(buyer), ttl: 2_000)
        case .release(let buyer): return .release(hold(buyer))
        case .book(let buyer):
            return .book(
                BookRequest(
                    hold: hold(buyer),
                    id: .number(id(buyer, world.made[buyer])),
                    reference: "r"
                )
            )
        case .block(let seats): return .block(seats: Array(seats), reason: "x", until: nil)
        case .unblock(let seats): return .unblock(seats: Array(seats))
        case .wait: return nil
        }
    }
}
