import Testing

@testable import SeatGrid

/// Small catalogues of halls drawn as a list of rows and how many seats each has.
enum Cinema {
    static let rows = [("A", 10), ("B", 10)]

    /// Everything but shows, then `shows` shows `sh1`... in that hall.
    static func json(rows: [(String, Int)] = rows, shows: Int = 3, price: Int = 25_000) -> String {
        """
        {"cities":[{"id":"c1","name":"Mumbai","region":"MH","timezone":"Asia/Kolkata"}],
         "movies":[{"id":"m1","title":"Rain","languages":["hi"],"formats":["2D"],
                    "certificate":"UA","duration_min":148,"genres":["drama"],"synopsis":"Rain."}],
         "layouts":[\(layout(rows))],
         "venues":[{"id":"v1","name":"Regal","city":"c1","address":"1 Road","amenities":[],
                    "screens":[{"id":"s1","name":"Screen 1","layout":"hall"}]}],
         "shows":[\((1...shows).map { show($0, price) }.joined(separator: ","))]}
        """
    }

    static func layoutChange(_ rows: [(String, Int)]) -> String {
        #"{"layouts":["# + layout(rows) + "]}"
    }

    static func priceChange(_ show: Int, _ price: Int) -> String {
        #"{"shows":["# + Cinema.show(show, price) + "]}"
    }

    private static func layout(_ rows: [(String, Int)]) -> String {
        let drawn = rows.enumerated().map { y, row in
            let seats = (1...row.1).map { x in
                #"{"label":"\#(row.0)\#(x)","x":\#(x),"y":\#(y + 1),"category":"gold"}"#
            }
            return #"{"name":"\#(row.0)","seats":[\#(seats.joined(separator: ","))]}"#
        }
        return #"{"key":"hall","name":"Hall","focal_point":{"x":5,"y":0},"#
            + ##""categories":[{"key":"gold","name":"Gold","color":"#d4a017"}],"##
            + #""sections":[{"name":"Main","rows":[\#(drawn.joined(separator: ","))]}]}"#
    }

    private static func show(_ number: Int, _ price: Int) -> String {
        #"{"id":"sh\#(number)","movie":"m1","screen":"s1","starts_at":"2027-12-01T13:30:00Z","#
            + #""language":"hi","format":"2D","currency":"INR","prices":{"gold":\#(price)},"#
            + #""sale_opens_at":null,"sale_closes_at":null,"#
            + #""rules":{"max_seats_per_hold":10,"max_seats_per_holder":20,"#
            + #""hold_ttl_ms":600000,"hold_max_ms":1800000,"orphans":"off"}}"#
    }
}

extension EngineWorld {
    /// A node that is up and has a catalogue.
    static func open(
        loops: Int = 1,
        seed: UInt64 = 1,
        rows: [(String, Int)] = Cinema.rows,
        shows: Int = 3
    ) throws -> EngineWorld {
        let world = EngineWorld(loops: loops, seed: seed)
        try world.open()
        _ = try world.change(Cinema.json(rows: rows, shows: shows))
        return world
    }

    func parse(_ json: String) throws -> CatalogChange {
        try CatalogImport.parse(Array(json.utf8), against: engine.catalog())
    }

    @discardableResult
    func change(_ json: String, mark: IdempotencyMark? = nil) throws -> CatalogReply {
        let change = try parse(json)
        return try wait { await $0.change(change, mark: mark) }
    }

    func checkpoint() throws {
        #expect(try wait { try await $0.checkpointer.run() })
    }

    /// Seats by their labels.
    func seats(_ labels: [String], of show: String = "sh1") -> SeatList {
        let plan = entry(show).plan
        return SeatList(
            labels.map { label in
                guard let seat = plan.index(ofLabel: label) else {
                    preconditionFailure("there is no seat \(label)")
                }
                return seat
            }
        )
    }

    func hold(
        _ number: Int,
        _ labels: String...,
        of show: String = "sh1",
        ttl: Int64? = nil
    ) -> Command {
        .hold(
            HoldRequest(id: .number(number), selection: .seats(seats(labels, of: show)), ttl: ttl)
        )
    }

    func book(_ number: Int) -> Command {
        .book(BookRequest(hold: .number(number), id: .number(number), reference: "r\(number)"))
    }

    /// The whole log of a show, read page by page.
    func history(_ show: String = "sh1", page limit: Int = 7) throws -> [HistoryEvent] {
        var events: [HistoryEvent] = []
        var after = ShowVersion.zero
        while true {
            let from = after
            let page = try #require(
                try wait {
                    try await $0.history(of: ShowID(show), after: from, limit: limit, seat: nil)
                }
            )
            events += page.events
            guard let next = page.next else { return events }
            after = next
        }
    }

    /// A show's seats in one line: `.` free, `h` held, `b` booked, `x` blocked.
    func picture(_ show: String = "sh1") throws -> String {
        try map(show).picture
    }

    func map(_ show: String = "sh1") throws -> SeatMap {
        guard case .seats(let map) = try read(.seats, of: show) else { throw Stuck() }
        return map
    }
}

extension SeatMap {
    var picture: String {
        String(
            (0..<plan.seatCount).map { seat -> Character in
                let bits = states[seat / 4] >> UInt8(seat % 4 * 2) & 3
                return [".", "h", "b", "x"][Int(bits)]
            }
        )
    }
}

extension IdempotencyMark {
    static func number(_ number: Int, _ fingerprint: UInt64 = 1) -> IdempotencyMark {
        IdempotencyMark(key: Bits128(high: 3, low: UInt64(number)), fingerprint: fingerprint)
    }
}

extension Reply {
    var outcome: Outcome? { if case .outcome(let outcome, _, _) = self { outcome } else { nil } }
    var isReplay: Bool { if case .outcome(_, true, _) = self { true } else { false } }
    var refusal: Refusal? { if case .refused(let refusal, _) = self { refusal } else { nil } }
    var view: HoldView? {
        switch self {
        case .hold(let view, _): view
        case .outcome(.held(let view), _, _), .outcome(.extended(let view), _, _),
            .outcome(.swapped(let view), _, _):
            view
        default: nil
        }
    }
    var stop: Unavailability? { if case .unavailable(let stop) = self { stop } else { nil } }
}

extension CatalogReply {
    var answer: CatalogAnswer? { if case .done(let answer, _) = self { answer } else { nil } }
    var isReplay: Bool { if case .done(_, true) = self { true } else { false } }
    var conflict: [ShowID]? { if case .conflict(let shows) = self { shows } else { nil } }
}
