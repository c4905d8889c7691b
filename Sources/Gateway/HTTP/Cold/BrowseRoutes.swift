import NIOCore
import SeatGrid

/// CONTRACT §3, but for the seat map, which is hot.
struct BrowseRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        routes.get("/v1/cities") { context in
            let page = try context.page()
            return try json { () throws(BrowseError) in
                try services.engine.catalog().citiesJSON(page)
            }
        }
        routes.get("/v1/cities/:city/movies") { context in
            let city = try context.part("city")
            let (date, page) = (try context.date(), try context.page())
            return try json { () throws(BrowseError) in
                try services.engine.catalog().moviesJSON(
                    city: city,
                    date: date,
                    now: services.clock.wall(),
                    page
                )
            }
        }
        routes.get("/v1/movies/:movie") { context in
            let movie = try context.part("movie")
            return try json { () throws(BrowseError) in
                try services.engine.catalog().movieJSON(movie)
            }
        }
        routes.get("/v1/movies/:movie/shows") { try shows($0) }
        routes.get("/v1/shows/:show") { try await show($0) }
        routes.get("/v1/layouts/:layout") { try layout($0) }
    }

    private func shows(_ context: ColdContext) throws -> ColdAnswer {
        let movie = try context.part("movie")
        let city = try context.query()["city"]
        let (date, page) = (try context.date(), try context.page())
        return try json { () throws(BrowseError) in
            try services.engine.catalog().showsJSON(
                ofMovie: movie,
                city: city,
                date: date,
                now: services.clock.wall(),
                page,
                availability: availability
            )
        }
    }

    private func availability(_ show: CatalogShow) -> Availability? {
        guard let entry = services.engine.entry(for: show.id) else { return nil }
        return Availability(free: entry.vitals.free, total: entry.plan.seatCount)
    }

    private func show(_ context: ColdContext) async throws -> ColdAnswer {
        let id = ShowID(try context.part("show"))
        let report = try await services.report(of: id)
        let counts = report.counts
        return try json { () throws(BrowseError) in
            try services.engine.catalog().showJSON(
                id,
                phase: report.phase,
                availability: Availability(free: counts.free, total: counts.total)
            )
        }
    }

    private func layout(_ context: ColdContext) throws -> ColdAnswer {
        let id = try context.part("layout")
        var answer = try json { () throws(BrowseError) in
            try services.engine.catalog().layoutJSON(id)
        }
        let tag = "\"\(id)\""
        let lines = [
            (name: "Cache-Control", value: "public, max-age=31536000, immutable"),
            (name: "ETag", value: tag),
        ]
        if let known = context.request.fields.ifNoneMatch, known == tag || known == "*" {
            return ColdAnswer(status: 304, headers: lines)
        }
        answer.headers += lines
        return answer
    }

    private func json(_ body: () throws -> [UInt8]) throws -> ColdAnswer {
        do {
            return ColdAnswer(body: ByteBuffer(bytes: try body()))
        } catch let error as BrowseError {
            switch error {
            case .notFound: throw Problem(.notFound, "There is no entry with this id.")
            case .badCursor: throw Problem.invalid("", "after is no cursor of this list")
            }
        }
    }
}
