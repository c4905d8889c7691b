/// A venue and the shows of one movie there, ordered by start.
package struct VenueShows: Sendable {
    package let venue: Venue
    package let shows: [CatalogShow]
}

extension Catalog {
    /// All cities, ordered by name.
    package func cities(_ page: PageRequest) throws(BrowseError) -> Page<City> {
        let ordered = cities.values.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        return try Page(of: ordered, page) { $0.id }
    }

    /// Movies with a show in `city` that is on sale at `now`, ordered by title.
    ///
    /// - Parameter date: only shows that start on that day of the city's calendar.
    package func movies(
        city id: String,
        date: CalendarDate?,
        now: WallTime,
        _ page: PageRequest
    ) throws(BrowseError) -> Page<Movie> {
        guard let city = cities[id] else { throw .notFound }
        let filter = ShowFilter(zone: ZoneTable.rule(for: city.timezone), date: date, now: now)
        let found = movies.values.filter { movie in
            index.shows(ofMovie: movie.id, inCity: id, of: self).contains { show in
                filter.passes(show) && show.phase(at: now) == .onSale
            }
        }
        return try Page(of: found.sorted { ($0.title, $0.id) < ($1.title, $1.id) }, page) { $0.id }
    }

    /// Shows of a movie whose sale has not ended at `now`, by venue, ordered by the venue's name.
    ///
    /// - Parameters:
    ///   - city: only there; nil: everywhere.
    ///   - date: only shows that start on that day of their city's calendar.
    package func shows(
        ofMovie movie: String,
        city: String?,
        date: CalendarDate?,
        now: WallTime,
        _ page: PageRequest,
        where isListed: (CatalogShow) -> Bool = { _ in true }
    ) throws(BrowseError) -> Page<VenueShows> {
        guard movies[movie] != nil else { throw .notFound }
        if let city, cities[city] == nil { throw .notFound }
        var byVenue: [String: [CatalogShow]] = [:]
        for place in city.map({ [$0] }) ?? Array(cities.keys) {
            let zone = ZoneTable.rule(for: cities[place]?.timezone ?? "")
            let filter = ShowFilter(zone: zone, date: date, now: now)
            for show in index.shows(ofMovie: movie, inCity: place, of: self)
            where filter.passes(show) && isListed(show) {
                byVenue[show.venue, default: []].append(show)
            }
        }
        let found = byVenue.compactMap { id, shows in
            venues[id].map { VenueShows(venue: $0, shows: shows) }
        }
        let ordered = found.sorted {
            ($0.venue.name, $0.venue.id) < ($1.venue.name, $1.venue.id)
        }
        return try Page(of: ordered, page) { $0.venue.id }
    }
}

/// Shows still to be sold, of one day or of any.
private struct ShowFilter {
    let zone: ZoneRule
    let date: CalendarDate?
    let now: WallTime

    func passes(_ show: CatalogShow) -> Bool {
        guard show.listing.salesClose > now else { return false }
        guard let date else { return true }
        return zone.date(at: show.listing.startsAt) == date
    }
}
