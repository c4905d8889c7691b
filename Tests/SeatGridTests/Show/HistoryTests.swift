import Testing

@testable import SeatGrid

/// A show's past, read back from the log.
@Suite struct HistoryTests {
    private func busy() throws -> EngineWorld {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1", "A2"))
        try world.run(world.hold(9, "A1", of: "sh2"), on: "sh2")
        try world.run(.swap(.number(1), seats: world.seats(["A2", "A3"])))
        try world.run(world.hold(2, "B1", ttl: 5_000))
        try world.run(world.hold(3, "B2"))
        try world.run(.release(.number(3)))
        world.pass(5_000)
        world.settle()
        try world.run(.extend(.number(1), ttl: 60_000))
        try world.run(world.book(1))
        try world.run(.block(seats: Array(world.seats(["B9"])), reason: "x", until: nil))
        return world
    }

    private let seats = [
        [], ["A1", "A2"], ["A2", "A3", "A1"], ["B1"], ["B2"], ["B2"], ["B1"], ["A2", "A3"],
        ["A2", "A3"], ["B9"],
    ]

    @Test(arguments: [1, 2, 3, 10, 100])
    func `pages give every event once with its seats`(_ limit: Int) throws {
        let world = try busy()
        let events = try world.history(page: limit)
        #expect(events.map(\.event.version.rawValue) == Array(1...10))
        let plan = world.entry().plan
        #expect(events.map { $0.seats.map { plan.label(of: $0) } } == seats)
        try world.reopen()
        #expect(try world.history(page: limit).map(\.event) == events.map(\.event))
    }

    @Test func `a swap and a hold that replaces say what they gave up`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "A1", "A2"))
        try world.run(.swap(.number(1), seats: world.seats(["A2", "A3"])))
        let next = HoldRequest(
            id: .number(2),
            selection: .seats(world.seats(["A3", "B1"])),
            replaces: .number(1)
        )
        try world.run(.hold(next))
        try world.run(.swap(.number(2), seats: world.seats(["A3", "B1", "B2"])))
        try world.run(.release(.number(2)))
        let plan = world.entry().plan
        let givenUp = try world.history(page: 1).map { $0.givenUp.map { plan.label(of: $0) } }
        #expect(givenUp.suffix(5) == [[], ["A1"], ["A2"], [], []])
        #expect(try world.history().map(\.givenUp.count) == givenUp.map(\.count))
    }

    @Test func `a seat's past is that of the seat alone`() throws {
        let world = try busy()
        let seat = world.seats(["A3"])[0]
        var versions: [UInt64] = []
        var after = ShowVersion.zero
        for _ in 0..<10 {
            let from = after
            let page = try #require(
                try world.wait {
                    try await $0.history(of: ShowID("sh1"), after: from, limit: 2, seat: seat)
                }
            )
            versions += page.events.map(\.event.version.rawValue)
            guard let next = page.next else { break }
            after = next
        }
        #expect(versions == [3, 8, 9])
    }

    @Test func `after a change of layout the past is told in seats of the time`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "B2"))
        try world.change(Cinema.layoutChange([("B", 10), ("A", 10)]))
        try world.run(.release(.number(1)))
        let last = try #require(try world.history().last)
        #expect(last.seats == Array(world.seats(["B2"])))
    }

    @Test func `a page tells that the log has forgotten what was before it`() throws {
        let world = EngineWorld()
        world.historyBytes = 0
        try world.open()
        try world.change(Cinema.json())
        func page(_ show: String, after: UInt64, seat: SeatIndex? = nil) throws -> HistoryPage {
            try #require(
                try world.wait {
                    let version = ShowVersion(rawValue: after)
                    return try await $0.history(
                        of: ShowID(show),
                        after: version,
                        limit: 5,
                        seat: seat
                    )
                }
            )
        }
        try world.run(world.hold(1, "A1", of: "sh2"), on: "sh2")
        #expect(try !page("sh2", after: 0).isTrimmed)
        for number in 0..<400 {
            try world.run(world.hold(number, "A1"))
            try world.run(.release(.number(number)))
            if number % 100 == 99 { try world.checkpoint() }
        }
        let silent = try page("sh2", after: 0)
        #expect(silent.events.isEmpty && silent.isTrimmed)
        #expect(try !page("sh2", after: 2).isTrimmed, "there was nothing after it")
        let busy = try page("sh1", after: 0)
        let first = try #require(busy.events.first?.event.version.rawValue)
        #expect(first > 1 && busy.isTrimmed)
        #expect(try page("sh1", after: 0, seat: world.seats(["A1"])[0]).isTrimmed)
        #expect(try !page("sh1", after: first - 1).isTrimmed)
        #expect(try !page("sh1", after: first + 4).isTrimmed)
    }

    @Test func `a cancelled show says whose seats it freed`() throws {
        let world = try EngineWorld.open()
        try world.run(world.hold(1, "B2"))
        try world.run(world.hold(2, "A1"))
        try world.run(.cancel)
        #expect(try world.history().last?.seats == Array(world.seats(["A1", "B2"])))
        let none = try world.wait {
            try await $0.history(of: ShowID("no"), after: .zero, limit: 1, seat: nil)
        }
        #expect(none == nil)
    }
}
