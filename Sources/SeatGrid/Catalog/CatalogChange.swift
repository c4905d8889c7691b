/// The kinds of entries; raw values name them in an import and in `PUT /v1/admin/...`.
package enum CatalogKind: String, CaseIterable, Sendable {
    case cities
    case movies
    case layouts
    case venues
    case shows
}

/// Entries to create or to replace, all or none; each well-formed in itself.
///
/// Whether they fit a catalogue (no dangling names, prices of known categories) only that catalogue
/// can say: `Catalog.applying`.
package struct CatalogChange: Sendable {
    package var cities: [City] = []
    package var movies: [Movie] = []
    package var layouts: [NamedLayout] = []
    package var venues: [Venue] = []
    package var shows: [ShowListing] = []

    package init() {}

    /// Whether it would change nothing at all.
    package var isEmpty: Bool {
        cities.isEmpty && movies.isEmpty && layouts.isEmpty && venues.isEmpty && shows.isEmpty
    }

    /// How many entries of each kind it has, for an answer or a line on a screen.
    package var summary: [(kind: CatalogKind, count: Int)] {
        [
            (.cities, cities.count), (.movies, movies.count), (.layouts, layouts.count),
            (.venues, venues.count), (.shows, shows.count),
        ]
    }
}

/// A layout and the key by which screens refer to it.
package struct NamedLayout: Sendable {
    package let key: String
    package let layout: CatalogLayout

    package init(key: String, layout: CatalogLayout) {
        self.key = key
        self.layout = layout
    }
}

/// What is wrong with one entry: a JSON pointer into the body, and a sentence.
package typealias CatalogIssue = JSONIssue

/// Everything that is wrong with an import, up to `CatalogLimits.issues`.
package struct CatalogErrors: Error, Equatable, Sendable {
    package let issues: [CatalogIssue]

    package init(issues: [CatalogIssue]) { self.issues = issues }
}

/// What a change does to shows, so that the engine can ask each whether it may.
package struct CatalogEffects: Sendable {
    /// The catalogue's revision after it.
    package let revision: UInt64
    /// Shows that become other than they were, ordered by id.
    package let shows: [ShowEffect]
}

/// What a change does to one show.
package struct ShowEffect: Sendable {
    package let show: CatalogShow
    package let kind: Kind

    /// How far-reaching the change is for the show.
    package enum Kind: Sendable {
        case created
        /// Language, format, movie or hall; nothing that deciding needs.
        case described
        /// Prices, sale window or rules.
        case terms
        /// The seats lie otherwise (terms may differ, too): `remap[old index]` is the new index of
        /// the seat with that label, nil if there is none any more.
        case layout(from: CatalogLayout, remap: [UInt16?])
    }
}
