import Testing

@testable import SeatGrid

@Suite struct CatalogBrowseTests {
    let page = PageRequest()

    @Test func `a layout is written as the contract has it`() throws {
        let catalog = try CatalogSamples.catalog()
        let layout = try #require(catalog.layouts["hall-a"])
        let expected =
            #"{"id":"\#(layout.id)","name":"Hall A","focal_point":{"x":0,"y":0},"#
            + ##""categories":[{"key":"gold","name":"Gold","color":"#d4a017"},"##
            + ##"{"key":"silver","name":"Silver","color":"#c0c0c0"}],"##
            + #""sections":[{"name":"Main","rows":[{"name":"A","seats":["#
            + #"{"label":"A-1","index":0,"x":-3.5,"y":1,"category":"gold","attributes":["accessible"]},"#
            + #"{"label":"A-2","index":1,"x":-2.5,"y":1,"category":"gold","attributes":[]}]},"#
            + #"{"name":"B","seats":[{"label":"B-1","index":2,"x":0,"y":2,"category":"silver","#
            + #""attributes":[]}]}]}]}"#
        #expect(text(try catalog.layoutJSON(layout.id)) == expected)
        #expect(throws: BrowseError.notFound) { try catalog.layoutJSON("ly_0") }
    }

    @Test func `cities and movies are lists with cursors`() throws {
        let catalog = try CatalogSamples.catalog()
        #expect(
            text(try catalog.citiesJSON(page))
                == #"{"data":[{"id":"mumbai","name":"Mumbai","region":"Maharashtra","#
                + #""timezone":"Asia/Kolkata"}],"has_more":false,"next":null}"#
        )
        let now = try CatalogSamples.time("2026-11-30T00:00:00Z")
        #expect(
            text(try catalog.moviesJSON(city: "mumbai", date: nil, now: now, page))
                == #"{"data":[{"id":"m1","title":"Monsoon Line","languages":["hi"],"formats":["2D"],"#
                + #""certificate":"UA","duration_min":148,"genres":["drama"],"synopsis":"Rain."}],"#
                + #""has_more":false,"next":null}"#
        )
    }

    @Test func `shows of a movie come by venue with prices and how full they are`() throws {
        let catalog = try CatalogSamples.catalog()
        let now = try CatalogSamples.time("2026-11-30T00:00:00Z")
        let json = try catalog.showsJSON(
            ofMovie: "m1",
            city: "mumbai",
            date: nil,
            now: now,
            page
        ) { _ in Availability(free: 1, total: 3) }
        #expect(
            text(json)
                == #"{"data":[{"venue":{"id":"v1","name":"Regal","address":"1 Causeway","#
                + #""amenities":["parking"]},"shows":[{"id":"sh1","#
                + #""screen":{"id":"v1-s1","name":"Screen 1"},"starts_at":"2026-12-01T13:30:00Z","#
                + #""language":"hi","format":"2D","prices":{"gold":{"amount":25000,"currency":"INR"}},"#
                + #""availability":{"free":1,"of":3,"level":"filling"}}]}],"#
                + #""has_more":false,"next":null}"#
        )
        let hidden = try catalog.showsJSON(
            ofMovie: "m1",
            city: "mumbai",
            date: nil,
            now: now,
            page
        ) { _ in nil }
        #expect(text(hidden) == #"{"data":[],"has_more":false,"next":null}"#)
    }

    @Test func `one show tells all of itself`() throws {
        let catalog = try CatalogSamples.catalog()
        let json = try catalog.showJSON(
            ShowID("sh1"),
            phase: .onSale,
            availability: Availability(free: 3, total: 3)
        )
        let value = try JSONParser.parse(json)
        #expect(value[pointer: "/id"] == .string("sh1"))
        #expect(value[pointer: "/movie/title"] == .string("Monsoon Line"))
        #expect(value[pointer: "/venue/city/name"] == .string("Mumbai"))
        #expect(value[pointer: "/screen/name"] == .string("Screen 1"))
        #expect(value[pointer: "/layout"] == .string(catalog.layouts["hall-a"]?.id ?? ""))
        #expect(value[pointer: "/prices/gold/amount"] == .integer(25_000))
        #expect(value[pointer: "/prices/silver"] == nil)
        #expect(value[pointer: "/sale_opens_at"] == .null)
        #expect(value[pointer: "/sale_closes_at"] == .string("2026-12-01T13:30:00Z"))
        #expect(value[pointer: "/state"] == .string("on_sale"))
        #expect(value[pointer: "/availability/level"] == .string("plenty"))
        #expect(throws: BrowseError.notFound) {
            try catalog.showJSON(ShowID("sh2"), phase: .onSale, availability: nil)
        }
    }

    @Test func `a date is one of the city's calendar`() throws {
        // 19:30 UTC is one in the morning of the next day in Mumbai.
        let catalog = try Catalog().with(CatalogSamples.edited("T13:30:00Z", "T19:30:00Z"))
        let now = try CatalogSamples.time("2026-11-30T00:00:00Z")
        func count(_ date: String) throws -> Int {
            let date = try #require(CalendarDate(date))
            return try catalog.movies(city: "mumbai", date: date, now: now, page).entries.count
        }
        #expect(try count("2026-12-01") == 0)
        #expect(try count("2026-12-02") == 1)
    }

    @Test func `what is over or not yet on sale is not listed as on sale`() throws {
        let catalog = try Catalog().with(
            CatalogSamples.edited(
                #""sale_opens_at":null"#,
                #""sale_opens_at":"2026-11-20T00:00:00Z""#
            )
        )
        func count(_ now: String) throws -> Int {
            try catalog.movies(city: "mumbai", date: nil, now: CatalogSamples.time(now), page)
                .entries.count
        }
        #expect(try count("2026-11-19T23:59:59Z") == 0)
        #expect(try count("2026-11-20T00:00:00Z") == 1)
        #expect(try count("2026-12-01T13:29:59Z") == 1)
        #expect(try count("2026-12-01T13:30:00Z") == 0)
        let show = try #require(catalog.shows["sh1"])
        #expect(show.phase(at: try CatalogSamples.time("2026-11-01T00:00:00Z")) == .scheduled)
    }

    @Test(arguments: [
        (300, 300, "plenty"), (151, 300, "plenty"), (150, 300, "filling"), (61, 300, "filling"),
        (60, 300, "few"), (1, 300, "few"), (0, 300, "sold_out"),
    ])
    func `the level follows the share that is free`(_ free: Int, _ of: Int, _ level: String) {
        #expect(Availability(free: free, total: of).level.rawValue == level)
    }

    @Test(arguments: 1...7) func `pages join to the whole list`(_ limit: Int) throws {
        let cities = (0..<13).map {
            #"{"id":"c\#($0)","name":"N\#($0 / 3)","region":"","timezone":"UTC"}"#
        }
        let catalog = try Catalog().with(#"{"cities":[\#(cities.joined(separator: ","))]}"#)
        let whole = try catalog.cities(PageRequest(limit: 100)).entries
        #expect(whole.count == 13)
        var joined: [City] = []
        var cursor: String?
        repeat {
            let page = try catalog.cities(PageRequest(limit: limit, after: cursor))
            #expect(page.entries.count <= limit)
            joined += page.entries
            cursor = page.next
        } while cursor != nil
        #expect(joined == whole)
        #expect(throws: BrowseError.badCursor) {
            try catalog.cities(PageRequest(after: "nobody"))
        }
    }

    @Test func `a page's limit is 1 to 100`() {
        #expect(PageRequest(limitText: nil, after: nil)?.limit == 20)
        #expect(PageRequest(limitText: "100", after: "x") == PageRequest(limit: 100, after: "x"))
        for wrong in ["0", "101", "-1", "x", ""] {
            #expect(PageRequest(limitText: wrong, after: nil) == nil)
        }
    }
}
