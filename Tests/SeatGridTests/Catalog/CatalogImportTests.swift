import Foundation
import Testing

@testable import SeatGrid

@Suite struct CatalogImportTests {
    @Test func `the contract's example is read whole`() throws {
        let catalog = try CatalogSamples.catalog()
        let show = try #require(catalog.show(ShowID("sh1")))
        #expect(show.venue == "v1")
        #expect(show.revision == 1)
        #expect(show.listing.startsAt.rfc3339 == "2026-12-01T13:30:00Z")
        let terms = try #require(catalog.terms(of: ShowID("sh1")))
        #expect(terms.prices == [25_000, nil])
        #expect(terms.salesOpen == nil)
        #expect(terms.salesClose == show.listing.startsAt)
        #expect(terms.rules == ShowRules())
        #expect(terms.seatCount == 3)
        let plan = try #require(catalog.plan(terms.layout))
        #expect(plan.label(of: SeatIndex(0)) == "A-1")
        #expect(plan.index(ofLabel: "B-1") == SeatIndex(2))
        #expect(plan.isAccessible(SeatIndex(0)))
        #expect(!plan.isAccessible(SeatIndex(1)))
        #expect(catalog.plan(terms.layout) === plan)
    }

    /// What is replaced, by what, where the faults are then.
    static let faults: [(String, String, String)] = [
        (#""region":"#, #""regoin":"x","region":"#, "/cities/0/regoin"),
        (#""id":"mumbai""#, #""id":"mum bai""#, "/cities/0/id /venues/0/city"),
        (#""id":"mumbai","#, "", "/cities/0/id /venues/0/city"),
        (#""Asia/Kolkata""#, #""Asia//Kolkata""#, "/cities/0/timezone"),
        (#""Asia/Kolkata""#, #""Asia/Bombay""#, "/cities/0/timezone"),
        (#""Asia/Kolkata""#, #""Africa/Casablanca""#, "/cities/0/timezone"),
        (#""duration_min":148"#, #""duration_min":148.5"#, "/movies/0/duration_min"),
        (#""duration_min":148"#, #""duration_min":0"#, "/movies/0/duration_min"),
        (#""languages":["hi"]"#, #""languages":["hi","hi"]"#, "/movies/0/languages/1"),
        (#""languages":["hi"]"#, #""languages":"hi""#, "/movies/0/languages"),
        (#""title":"Monsoon Line","#, #""title":"","#, "/movies/0/title"),
        (#""title":"Monsoon Line","#, #""title":"a\u0007b","#, "/movies/0/title"),
        (#""x":0,"y":0"#, #""x":0"#, "/layouts/0/focal_point/y"),
        (#""x":0,"y":2"#, #""x":1e7,"y":2"#, "/layouts/0/sections/0/rows/1/seats/0/x"),
        ("#d4a017", "gold", "/layouts/0/categories/0/color"),
        (
            #""category":"silver""#, #""category":"lead""#,
            "/layouts/0/sections/0/rows/1/seats/0/category"
        ),
        (#"{"number":"2""#, #"{"number":"1""#, "/layouts/0/sections/0/rows/0/seats/1/number"),
        (#"{"number":"2""#, #"{"label":"A/2""#, "/layouts/0/sections/0/rows/0/seats/1/label"),
        (#"{"number":"2""#, #"{"label":"B-1""#, "/layouts/0/sections/0/rows/1/seats/0/number"),
        (#"{"number":"2","#, "{", "/layouts/0/sections/0/rows/0/seats/1/number"),
        (
            #""key":"silver""#, #""key":"gold""#,
            "/layouts/0/categories/1/key /layouts/0/sections/0/rows/1/seats/0/category"
        ),
        (#""city":"mumbai""#, #""city":"poona""#, "/venues/0/city"),
        (#""layout":"hall-a""#, #""layout":"hall-b""#, "/venues/0/screens/0/layout"),
        (#""movie":"m1""#, #""movie":"m2""#, "/shows/0/movie"),
        (#""screen":"v1-s1""#, #""screen":"v1-s2""#, "/shows/0/screen"),
        (#"{"gold":25000}"#, #"{"gold":25000,"diamond":1}"#, "/shows/0/prices/diamond"),
        (#"{"gold":25000}"#, #"{"gold":-1}"#, "/shows/0/prices/gold"),
        (#"{"gold":25000}"#, #"{"gold":250.00}"#, "/shows/0/prices/gold"),
        (#"{"gold":25000}"#, "{}", "/shows/0/prices"),
        (#""currency":"INR""#, #""currency":"rupee""#, "/shows/0/currency"),
        ("2026-12-01T13:30:00Z", "2026-12-01 13:30", "/shows/0/starts_at"),
        (
            #""sale_opens_at":null"#, #""sale_opens_at":"2026-12-01T13:30:00Z""#,
            "/shows/0/sale_opens_at"
        ),
        (
            #""max_seats_per_hold":10"#, #""max_seats_per_hold":101"#,
            "/shows/0/rules/max_seats_per_hold"
        ),
        (#""hold_ttl_ms":600000"#, #""hold_ttl_ms":999"#, "/shows/0/rules/hold_ttl_ms"),
        (#""hold_ttl_ms":600000"#, #""hold_ttl_ms":1800001"#, "/shows/0/rules/hold_ttl_ms"),
        (#""orphans":"off""#, #""orphans":"never""#, "/shows/0/rules/orphans"),
        (#""orphans":"off""#, #""orphans":"off","colour":1"#, "/shows/0/rules/colour"),
        (#"{"cities":"#, #"{"a/b":1,"cities":"#, "/a~1b"),
    ]

    @Test(arguments: faults)
    func `each fault is named where it is, with what follows from it and no more`(
        _ old: String,
        _ new: String,
        _ pointers: String
    ) {
        let issues = CatalogSamples.issues(CatalogSamples.edited(old, new))
        #expect(
            issues.map(\.pointer) == pointers.split(separator: " ").map(String.init),
            "\(issues)"
        )
    }

    @Test func `all faults come in one answer`() {
        let edited = CatalogSamples.edited(#""city":"mumbai""#, #""city":"poona""#)
            .replacing(#""region":"#, with: #""extra":1,"region":"#)
            .replacing(#""movie":"m1""#, with: #""movie":"m2""#)
        #expect(
            CatalogSamples.issues(edited).map(\.pointer) == [
                "/cities/0/extra", "/venues/0/city", "/shows/0/movie",
            ]
        )
    }

    @Test func `no more faults than the limit are kept`() {
        let cities = (0..<500).map { #"{"id":"c \#($0)","name":"x","timezone":"UTC"}"# }
        let issues = CatalogSamples.issues(#"{"cities":[\#(cities.joined(separator: ","))]}"#)
        #expect(issues.count == CatalogLimits.issues)
    }

    @Test func `pointers count faulty entries, too`() {
        let text = #"""
            {"cities":[{"id":"a b","name":"x","timezone":"UTC"}],
             "venues":[{"id":"no id!","name":"x","city":"c1","screens":[]},
                       {"id":"v2","name":"x","city":"c9","screens":[]}]}
            """#
        #expect(
            CatalogSamples.issues(text).map(\.pointer) == [
                "/cities/0/id", "/venues/0/id", "/venues/1/city",
            ]
        )
    }

    @Test func `an id twice in one import is refused`() {
        let city = #"{"id":"a","name":"A","timezone":"UTC"}"#
        let issues = CatalogSamples.issues(#"{"cities":[\#(city),\#(city)]}"#)
        #expect(issues.map(\.pointer) == ["/cities/1/id"])
    }

    @Test func `a screen belongs to one venue`() throws {
        let catalog = try CatalogSamples.catalog()
        let other = #"""
            {"venues":[{"id":"v2","name":"x","city":"mumbai","address":"",
                        "screens":[{"id":"v1-s1","name":"x","layout":"hall-a"}]}]}
            """#
        #expect(
            CatalogSamples.issues(other, against: catalog).map(\.pointer) == [
                "/venues/0/screens/0/id"
            ]
        )
    }

    @Test func `text that is not JSON is refused at the root`() {
        let issues = CatalogSamples.issues("{")
        #expect(issues.map(\.pointer) == [""])
        #expect(issues[0].message.contains("not JSON"))
    }

    @Test func `labels carry the section's name when there are several`() throws {
        let section = #"""
            {"name":"Main","rows":[{"name":"A","seats":[{"number":"1","x":0,"y":0,"category":"gold"}]}]}
            """#
        let balcony = section.replacing("Main", with: "Balcony")
        let start = try #require(CatalogSamples.json.range(of: "\"sections\":["))
        let end = try #require(CatalogSamples.json.range(of: "\"venues\""))
        let layout =
            CatalogSamples.json[..<start.upperBound] + section + "," + balcony + "]}],"
            + CatalogSamples.json[end.lowerBound...]
        let catalog = try Catalog().with(String(layout))
        var labels: [String] = []
        catalog.layouts["hall-a"]?.content.forEachSeat { labels.append($0.label) }
        #expect(labels == ["Main-A-1", "Balcony-A-1"])
    }

    @Test func `rules that are left out are the defaults, and never against those given`() throws {
        let short = try Catalog().with(
            CatalogSamples.edited(#""hold_ttl_ms":600000,"#, "").replacing("1800000", with: "5000")
        )
        #expect(short.shows["sh1"]?.listing.rules.holdTTL == 5_000)
        let long = try Catalog().with(
            CatalogSamples.edited("600000", "3600000").replacing(
                #""hold_max_ms":1800000,"#,
                with: ""
            )
        )
        #expect(long.shows["sh1"]?.listing.rules.holdMax == 3_600_000)
    }

    @Test func `one entry is put under the id of its path`() throws {
        let catalog = try CatalogSamples.catalog()
        let body = Array(#"{"name":"Pune","region":"Maharashtra","timezone":"Asia/Kolkata"}"#.utf8)
        let change = try CatalogImport.parse(body, kind: .cities, id: "pune", against: catalog)
        #expect(try catalog.applying(change).catalog.cities["pune"]?.name == "Pune")
        let other = Array(#"{"id":"puna","name":"Pune","timezone":"Asia/Kolkata"}"#.utf8)
        let errors = #expect(throws: CatalogErrors.self) {
            try CatalogImport.parse(other, kind: .cities, id: "pune", against: catalog)
        }
        #expect(errors?.issues.map(\.pointer) == ["/id"])
    }

    @Test func `pointers into one entry begin at it`() throws {
        let catalog = try CatalogSamples.catalog()
        let body = Array(#"{"name":"V","city":"nowhere","address":"","screens":[]}"#.utf8)
        let errors = #expect(throws: CatalogErrors.self) {
            try CatalogImport.parse(body, kind: .venues, id: "v9", against: catalog)
        }
        #expect(errors?.issues.map(\.pointer) == ["/city"])
    }
}
