/// The bodies of the browse routes (contract §3).
extension Catalog {
    /// `GET /v1/cities`
    package func citiesJSON(_ page: PageRequest) throws(BrowseError) -> [UInt8] {
        try cities(page).json { $0.write(into: &$1) }
    }

    /// `GET /v1/cities/{city}/movies?date=`
    package func moviesJSON(
        city: String,
        date: CalendarDate?,
        now: WallTime,
        _ page: PageRequest
    ) throws(BrowseError) -> [UInt8] {
        try movies(city: city, date: date, now: now, page).json { $0.write(into: &$1) }
    }

    /// `GET /v1/movies/{movie}`
    package func movieJSON(_ id: String) throws(BrowseError) -> [UInt8] {
        guard let movie = movies[id] else { throw .notFound }
        var json = JSONWriter()
        movie.write(into: &json)
        return json.bytes
    }

    /// `GET /v1/movies/{movie}/shows?city=&date=`
    ///
    /// - Parameter availability: of each show; shows for which it is nil are left out.
    package func showsJSON(
        ofMovie movie: String,
        city: String?,
        date: CalendarDate?,
        now: WallTime,
        _ page: PageRequest,
        availability: AvailabilityLookup
    ) throws(BrowseError) -> [UInt8] {
        let listed = try shows(ofMovie: movie, city: city, date: date, now: now, page) {
            availability($0) != nil
        }
        return listed.json { entry, json in
            json.object { json in
                json.key("venue")
                entry.venue.write(into: &json)
                json.array("shows") { json in
                    for show in entry.shows {
                        write(show, availability(show), into: &json)
                    }
                }
            }
        }
    }

    /// `GET /v1/shows/{show}`
    ///
    /// - Parameter phase: as the engine knows it; the catalogue knows only the clock.
    package func showJSON(
        _ id: ShowID,
        phase: ShowPhase,
        availability: Availability?
    ) throws(BrowseError) -> [UInt8] {
        guard let show = shows[id.rawValue], let movie = movies[show.listing.movie],
            let venue = venues[show.venue], let city = cities[venue.city]
        else { throw .notFound }
        var json = JSONWriter(capacity: 2_048)
        json.object { json in
            json.field("id", show.listing.id)
            json.key("movie")
            movie.write(into: &json)
            json.key("venue")
            venue.write(into: &json, in: city)
            writeScreen(of: show, into: &json)
            json.field("layout", show.layout.id)
            show.writeTimes(into: &json)
            json.field("currency", show.listing.currency)
            show.writePrices(into: &json)
            show.writeCheckout(into: &json)
            show.listing.rules.write(into: &json)
            json.field("state", phase.name)
            if let availability {
                json.key("availability")
                availability.write(into: &json)
            }
        }
        return json.bytes
    }

    /// `GET /v1/layouts/{layout}`; never changes for one id.
    package func layoutJSON(_ id: String) throws(BrowseError) -> [UInt8] {
        guard let layout = layout(id: id) else { throw .notFound }
        return layout.json
    }

    private func write(
        _ show: CatalogShow,
        _ availability: Availability?,
        into json: inout JSONWriter
    ) {
        json.object { json in
            json.field("id", show.listing.id)
            writeScreen(of: show, into: &json)
            json.field("starts_at", show.listing.startsAt.rfc3339)
            json.field("language", show.listing.language)
            json.field("format", show.listing.format)
            show.writePrices(into: &json)
            if let availability {
                json.key("availability")
                availability.write(into: &json)
            }
        }
    }

    private func writeScreen(of show: CatalogShow, into json: inout JSONWriter) {
        json.object("screen") { json in
            json.field("id", show.listing.screen)
            json.field("name", screens[show.listing.screen]?.screen.name ?? show.listing.screen)
        }
    }
}
