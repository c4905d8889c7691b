/// Where the entries of a change stood in the body they were read from, for pointers.
struct ChangeOrigin {
    /// The body is one entry, not lists of them.
    var isSingle = false
    /// Places in the body's lists, if faulty entries were left out.
    var places: [CatalogKind: [Int]] = [:]
    /// Ids of faulty entries: no fault to name them.
    var broken: [CatalogKind: Set<String>] = [:]
}

/// Whether a change fits a catalogue: every name it uses is there, and nothing that was there
/// before loses what it refers to.
struct CatalogChecks {
    let change: CatalogChange
    let before: Catalog
    let after: Catalog
    let origin: ChangeOrigin
    let issues: JSONIssues

    func run() {
        each(.venues, change.venues) { venue in checkVenue(venue) }
        each(.shows, change.shows) { show in checkShow(show) }
        checkOldShows()
    }

    private func each<Entry>(
        _ kind: CatalogKind,
        _ entries: [Entry],
        _ body: (Entry) -> Void
    ) {
        for (index, entry) in entries.enumerated() where !issues.isFull {
            at(kind, index) { body(entry) }
        }
    }

    private func at(_ kind: CatalogKind, _ index: Int, _ body: () -> Void) {
        if origin.isSingle { return body() }
        let place = origin.places[kind]?[index] ?? index
        issues.at(kind.rawValue) { issues.at(place, body) }
    }

    private func isBroken(_ kind: CatalogKind, _ id: String) -> Bool {
        origin.broken[kind]?.contains(id) ?? false
    }

    private func checkVenue(_ venue: Venue) {
        if after.cities[venue.city] == nil && !isBroken(.cities, venue.city) {
            issues.add("no city \"\(venue.city)\"", at: .name("city"))
        }
        for (index, screen) in venue.screens.enumerated() {
            if let place = after.screens[screen.id], place.venue != venue.id {
                issues.add(
                    "screen \"\(screen.id)\" belongs to venue \"\(place.venue)\"",
                    at: .name("screens"),
                    .index(index),
                    .name("id")
                )
            }
            if after.layouts[screen.layoutKey] == nil && !isBroken(.layouts, screen.layoutKey) {
                issues.add(
                    "no layout \"\(screen.layoutKey)\"",
                    at: .name("screens"),
                    .index(index),
                    .name("layout")
                )
            }
        }
    }

    private func checkShow(_ show: ShowListing) {
        if after.movies[show.movie] == nil && !isBroken(.movies, show.movie) {
            issues.add("no movie \"\(show.movie)\"", at: .name("movie"))
        }
        guard let place = after.screens[show.screen] else {
            // A venue that could not be read may well have had that screen.
            if origin.broken[.venues, default: []].isEmpty {
                issues.add("no screen \"\(show.screen)\"", at: .name("screen"))
            }
            return
        }
        guard let layout = after.layouts[place.screen.layoutKey] else { return }
        for price in show.prices where !layout.has(category: price.category) {
            issues.add(
                "layout \"\(place.screen.layoutKey)\" has no category \"\(price.category)\"",
                at: .name("prices"),
                .name(price.category)
            )
        }
    }

    /// Shows that are not in the change, but whose venue or layout is.
    private func checkOldShows() {
        guard change.changesPlaces(of: before) else { return }
        let listed = Set(change.shows.map(\.id))
        let venues = Dictionary(
            change.venues.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let layouts = Dictionary(
            change.layouts.enumerated().map { ($1.key, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for id in before.shows.keys.sorted() where !listed.contains(id) && !issues.isFull {
            guard let show = before.shows[id] else { continue }
            guard let place = after.screens[show.listing.screen] else {
                at(.venues, venues[show.venue] ?? 0) {
                    issues.add(
                        "screen \"\(show.listing.screen)\" is still used by show \"\(id)\"",
                        at: .name("screens")
                    )
                }
                continue
            }
            checkPrices(of: show, at: place, venues, layouts)
        }
    }

    private func checkPrices(
        of show: CatalogShow,
        at place: Catalog.ScreenPlace,
        _ venues: [String: Int],
        _ layouts: [String: Int]
    ) {
        let key = place.screen.layoutKey
        guard let layout = after.layouts[key], layout.id != show.layout.id,
            let price = show.listing.prices.first(where: { !layout.has(category: $0.category) })
        else { return }
        let message =
            "show \"\(show.listing.id)\" has a price for category \"\(price.category)\", "
            + "which layout \"\(key)\" does not have"
        if let index = layouts[key] {
            at(.layouts, index) { issues.add(message, at: .name("categories")) }
        } else if let index = venues[place.venue] {
            at(.venues, index) { issues.add(message, at: .name("screens")) }
        }
    }
}

extension CatalogLayout {
    func has(category key: String) -> Bool { content.categories.contains { $0.key == key } }
}
