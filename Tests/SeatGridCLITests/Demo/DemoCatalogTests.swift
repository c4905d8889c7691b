import SeatGrid
import Testing

@testable import SeatGridCLI

@Suite struct DemoCatalogTests {
    /// Made once for all tests: in a debug build it takes seconds.
    private static let made = Result { try make() }
    private static let imported = Result {
        let change = try CatalogImport.parse(made.get(), against: Catalog())
        return try Catalog().applying(change).catalog
    }

    private static func make(seed: UInt64 = 1, today: String = "2026-11-23") throws -> [UInt8] {
        DemoCatalog.json(seed: seed, today: try #require(CalendarDate(today)))
    }

    private func catalog() throws -> Catalog { try Self.imported.get() }

    @Test func `the demo is as large as promised, and passes every check of an import`() throws {
        let catalog = try catalog()
        #expect(catalog.cities.count >= 12)
        #expect(catalog.venues.count >= 60)
        #expect(catalog.venues.values.reduce(0) { $0 + $1.screens.count } >= 200)
        #expect(catalog.movies.count >= 30)
        #expect(catalog.shows.count >= 5_000)
        let halls = catalog.layouts.filter { $0.key != "arena-20000" }
        #expect(halls.count >= 8)
        #expect(halls.values.map(\.seatCount).min() == 60)
        #expect(halls.values.map(\.seatCount).max() == 600)
        #expect(catalog.layouts["arena-20000"]?.seatCount == 20_000)
        for (key, layout) in halls { #expect(key.hasSuffix("-\(layout.seatCount)")) }
    }

    @Test func `every label of every layout leads to its own seat`() throws {
        for layout in try catalog().layouts.values {
            let plan = layout.plan
            for index in 0..<plan.seatCount {
                let seat = SeatIndex(index)
                #expect(plan.index(ofLabel: plan.label(of: seat)) == seat)
            }
        }
    }

    @Test func `every seat of every show has a price, in tens of rupees or so`() throws {
        for show in try catalog().shows.values {
            for price in show.terms.prices {
                let amount = try #require(price, "\(show.listing.id)")
                #expect((5_000...1_000_000).contains(amount), "\(show.listing.id): \(amount)")
            }
        }
    }

    @Test func `a screen shows one film at a time, in a language and format that it has`() throws {
        let catalog = try catalog()
        let byScreen = Dictionary(grouping: catalog.shows.values) { $0.listing.screen }
        for shows in byScreen.values {
            let ordered = shows.map(\.listing).sorted { $0.startsAt < $1.startsAt }
            for (show, next) in zip(ordered, ordered.dropFirst()) {
                let movie = try #require(catalog.movies[show.movie])
                let end = show.startsAt.advanced(by: Int64(movie.durationMinutes) * 60_000)
                #expect(end < next.startsAt, "\(show.id)")
                #expect(movie.languages.contains(show.language))
                #expect(movie.formats.contains(show.format))
            }
        }
    }

    @Test func `shows are on each of seven days, the first being today in India`() throws {
        let zone = ZoneTable.rule(for: "Asia/Kolkata")
        let days = Set(try catalog().shows.values.map { zone.date(at: $0.listing.startsAt) })
        let today = try #require(CalendarDate("2026-11-23"))
        #expect(days == Set((0..<7).map { CalendarDate(days: today.days + $0) }))
    }

    @Test func `the same seed and day make the same bytes, others make others`() throws {
        let first = try Self.made.get()
        #expect(try Self.make() == first)
        #expect(try Self.make(seed: 2) != first)
        #expect(try Self.make(today: "2026-11-24") != first)
    }

    @Test func `every order of the demo has a bill, at the plain prices of its seats`() throws {
        for show in try catalog().shows.values {
            let terms = show.terms
            let checkout = try #require(terms.checkout, "\(show.listing.id)")
            let table = PriceTable(prices: terms.prices, currency: "INR", checkout: checkout)
            let quote = try table.quote([SeatChoice(seat: SeatIndex(0), category: 0)])
            #expect(quote.lines.first?.amount == terms.prices[0])
            #expect(quote.lines.contains { $0.kind == .includedTax && $0.amount > 0 })
            #expect(quote.total > (quote.lines.first?.amount ?? 0), "the convenience fee")
        }
    }
}
