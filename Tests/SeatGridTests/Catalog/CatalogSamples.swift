import Testing

@testable import SeatGrid

/// Small catalogues to begin a test with.
enum CatalogSamples {
    /// The contract's own example (§8), with a layout of two rows.
    static let json = """
        {"cities":  [{"id":"mumbai","name":"Mumbai","region":"Maharashtra","timezone":"Asia/Kolkata"}],
         "movies":  [{"id":"m1","title":"Monsoon Line","languages":["hi"],"formats":["2D"],
                      "certificate":"UA","duration_min":148,"genres":["drama"],"synopsis":"Rain."}],
         "layouts": [{"key":"hall-a","name":"Hall A","focal_point":{"x":0,"y":0},
                      "categories":[{"key":"gold","name":"Gold","color":"#d4a017"},
                                    {"key":"silver","name":"Silver","color":"#c0c0c0"}],
                      "sections":[{"name":"Main","rows":[
                        {"name":"A","seats":[
                          {"number":"1","x":-3.5,"y":1,"category":"gold","attributes":["accessible"]},
                          {"number":"2","x":-2.5,"y":1,"category":"gold"}]},
                        {"name":"B","seats":[{"number":"1","x":0,"y":2,"category":"silver"}]}]}]}],
         "venues":  [{"id":"v1","name":"Regal","city":"mumbai","address":"1 Causeway","amenities":["parking"],
                      "screens":[{"id":"v1-s1","name":"Screen 1","layout":"hall-a"}]}],
         "shows":   [{"id":"sh1","movie":"m1","screen":"v1-s1","starts_at":"2026-12-01T13:30:00Z",
                      "language":"hi","format":"2D","currency":"INR","prices":{"gold":25000},
                      "sale_opens_at":null,"sale_closes_at":null,
                      "rules":{"max_seats_per_hold":10,"max_seats_per_holder":10,"hold_ttl_ms":600000,
                               "hold_max_ms":1800000,"orphans":"off"}}]}
        """

    static func catalog() throws -> Catalog { try Catalog().with(json) }

    /// The sample with one piece of its text replaced.
    static func edited(_ old: String, _ new: String) -> String {
        precondition(json.contains(old), "the sample has no \(old)")
        return json.replacing(old, with: new)
    }

    static func issues(_ text: String, against catalog: Catalog = Catalog()) -> [CatalogIssue] {
        do {
            _ = try CatalogImport.parse(Array(text.utf8), against: catalog)
            return []
        } catch {
            return error.issues
        }
    }

    static func time(_ text: String) throws -> WallTime {
        try #require(WallTime(rfc3339: text))
    }
}

extension Catalog {
    func with(_ text: String) throws -> Catalog { try changed(by: text).catalog }

    func changed(by text: String) throws -> (catalog: Catalog, effects: CatalogEffects) {
        try applying(CatalogImport.parse(Array(text.utf8), against: self))
    }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
