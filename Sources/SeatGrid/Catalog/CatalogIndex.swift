import Synchronization

/// What browsing looks up, made from one catalogue on first use: a change only throws it away, so
/// a thousand small changes in a row cost nothing here.
final class CatalogIndex: Sendable {
    private struct Tables {
        /// By movie and city, ordered by start, then id.
        var shows: [Place: [CatalogShow]] = [:]
        /// By id.
        var layouts: [String: CatalogLayout] = [:]
    }

    private struct Place: Hashable {
        let movie: String
        let city: String
    }

    private let tables = Mutex<Tables?>(nil)

    /// Ordered by start, then id. O(1) once the index is made.
    func shows(
        ofMovie movie: String,
        inCity city: String,
        of catalog: Catalog
    ) -> [CatalogShow] {
        with(catalog) { $0.shows[Place(movie: movie, city: city)] ?? [] }
    }

    func layout(id: String, of catalog: Catalog) -> CatalogLayout? {
        with(catalog) { $0.layouts[id] }
    }

    private func with<Result: Sendable>(
        _ catalog: Catalog,
        _ body: (Tables) -> Result
    ) -> Result {
        tables.withLock { tables in
            if let tables { return body(tables) }
            let made = Self.make(catalog)
            tables = made
            return body(made)
        }
    }

    /// O(shows × log shows).
    private static func make(_ catalog: Catalog) -> Tables {
        var tables = Tables()
        for show in catalog.shows.values {
            guard let venue = catalog.venues[show.venue] else { continue }
            let place = Place(movie: show.listing.movie, city: venue.city)
            tables.shows[place, default: []].append(show)
        }
        for place in tables.shows.keys {
            tables.shows[place]?.sort { a, b in
                (a.listing.startsAt, a.listing.id) < (b.listing.startsAt, b.listing.id)
            }
        }
        for layout in catalog.layouts.values { tables.layouts[layout.id] = layout }
        return tables
    }
}
