import Testing

@testable import SeatGrid

@Suite struct CatalogChangeTests {
    @Test func `the same import again changes nothing`() throws {
        let first = try CatalogSamples.catalog()
        let again = try first.changed(by: CatalogSamples.json)
        #expect(again.effects.shows.isEmpty)
        #expect(again.catalog.shows["sh1"]?.revision == 1)
        #expect(again.catalog.revision == 2)
        #expect(again.catalog.layouts["hall-a"] === first.layouts["hall-a"])
    }

    @Test func `a new show is created`() throws {
        let effects = try Catalog().changed(by: CatalogSamples.json).effects
        #expect(effects.shows.count == 1)
        guard case .created = effects.shows[0].kind else {
            Issue.record("not created: \(effects.shows[0].kind)")
            return
        }
    }

    @Test(arguments: [
        (#"{"gold":25000}"#, #"{"gold":26000}"#, true),
        (#""sale_closes_at":null"#, #""sale_closes_at":"2026-12-01T13:00:00Z""#, true),
        (#""max_seats_per_holder":10"#, #""max_seats_per_holder":4"#, true),
        ("T13:30", "T14:30", true),
        (#""language":"hi""#, #""language":"en""#, false),
    ])
    func `a changed show says whether its terms changed, and gets a new revision`(
        _ old: String,
        _ new: String,
        _ changesTerms: Bool
    ) throws {
        let (catalog, effects) = try CatalogSamples.catalog().changed(
            by: CatalogSamples.edited(old, new)
        )
        let effect = try #require(effects.shows.first)
        #expect(effect.show.revision == 2)
        #expect(catalog.terms(of: ShowID("sh1"))?.revision == 2)
        switch effect.kind {
        case .terms: #expect(changesTerms)
        case .described: #expect(!changesTerms)
        default: Issue.record("\(effect.kind)")
        }
    }

    @Test func `a screen's new layout moves the seats of its shows by label`() throws {
        let before = try CatalogSamples.catalog()
        let layouts = ##"""
            {"layouts":[{"key":"hall-a","name":"Hall A","focal_point":{"x":0,"y":0},
              "categories":[{"key":"gold","name":"Gold","color":"#d4a017"}],
              "sections":[{"name":"Main","rows":[
                {"name":"B","seats":[{"number":"1","x":0,"y":2,"category":"gold"}]},
                {"name":"A","seats":[{"number":"3","x":1,"y":1,"category":"gold"},
                                     {"number":"1","x":-3.5,"y":1,"category":"gold"}]}]}]}]}
            """##
        let (after, effects) = try before.changed(by: layouts)
        let effect = try #require(effects.shows.first)
        guard case .layout(let from, let remap) = effect.kind else {
            Issue.record("\(effect.kind)")
            return
        }
        #expect(from === before.layouts["hall-a"])
        #expect(remap == [2, nil, 0])
        #expect(after.terms(of: ShowID("sh1"))?.layout == after.layouts["hall-a"]?.id)
        #expect(before.shows["sh1"]?.layout === from, "the value before is as it was")
    }

    @Test func `a layout can't lose a category that a show has a price for`() throws {
        let layouts = ##"""
            {"layouts":[{"key":"hall-a","name":"Hall A","focal_point":{"x":0,"y":0},
              "categories":[{"key":"silver","name":"Silver","color":"#c0c0c0"}],
              "sections":[{"name":"Main","rows":[
                {"name":"A","seats":[{"number":"1","x":-3.5,"y":1,"category":"silver"}]}]}]}]}
            """##
        let issues = CatalogSamples.issues(layouts, against: try CatalogSamples.catalog())
        #expect(issues.map(\.pointer) == ["/layouts/0/categories"], "\(issues)")
    }

    @Test func `a venue can't lose a screen that a show uses`() throws {
        let venue = #"{"venues":[{"id":"v1","name":"Regal","city":"mumbai","screens":[]}]}"#
        let issues = CatalogSamples.issues(venue, against: try CatalogSamples.catalog())
        #expect(issues.map(\.pointer) == ["/venues/0/screens"])
    }

    @Test func `a layout's id is that of its content, whatever its key`() throws {
        let one = try CatalogSamples.catalog()
        let two = try Catalog().with(CatalogSamples.json.replacing("hall-a", with: "hall-z"))
        let three = try Catalog().with(CatalogSamples.edited(#""y":2"#, #""y":2.5"#))
        #expect(one.layouts["hall-a"]?.id == two.layouts["hall-z"]?.id)
        #expect(one.layouts["hall-a"]?.id != three.layouts["hall-a"]?.id)
        #expect(one.layouts["hall-a"]?.id.hasPrefix("ly_") == true)
        #expect(one.layouts["hall-a"]?.id.utf8.count == 29)
    }

    @Test func `a refused change leaves nothing behind`() throws {
        let before = try CatalogSamples.catalog()
        var change = CatalogChange()
        change.cities = [City(id: "goa", name: "Goa", region: "Goa", timezone: "Asia/Kolkata")]
        change.venues = [
            Venue(id: "v2", name: "x", city: "nowhere", address: "", amenities: [], screens: [])
        ]
        #expect(throws: CatalogErrors.self) { try before.applying(change) }
        #expect(before.cities["goa"] == nil)
    }

    @Test func `a listing is small enough for twenty thousand shows`() {
        // With the object's head, its entry in the dictionary and a long id: under 0.5 KB a show.
        #expect(MemoryLayout<ShowListing>.size <= 256)
    }
}
