import Foundation
import SeatGrid

/// The demo's catalogue in a running engine.
struct DemoCinema: Sendable {
    let engine: Engine
    /// Shows of the next hours first: those that people look at.
    let shows: [ShowID]

    static func open(in engine: Engine, seed: UInt64) async throws -> DemoCinema {
        if engine.catalog().shows.isEmpty {
            let reply = await engine.change(try catalogue(seed, against: engine), mark: nil)
            guard case .done = reply else {
                throw Failure.exit(.failed, "the demo catalogue was refused: \(reply)")
            }
        }
        let shows = engine.catalog().shows.values.sorted {
            ($0.listing.startsAt, $0.listing.id) < ($1.listing.startsAt, $1.listing.id)
        }
        return DemoCinema(engine: engine, shows: shows.map(\.id))
    }

    private static func catalogue(
        _ seed: UInt64,
        against engine: Engine
    ) throws -> CatalogChange {
        let india = SystemClock().wall().rawValue + 19_800_000
        let json = DemoCatalog.json(seed: seed, today: CalendarDate(containing: india))
        do throws(CatalogErrors) {
            return try CatalogImport.parse(json, against: engine.catalog())
        } catch {
            throw OfflineImport.refusal(error.issues)
        }
    }

    /// Says what there is and where to look.
    func describe(at address: ListenAddress) {
        let catalog = engine.catalog()
        let counts = [
            "\(catalog.cities.count) cities", "\(catalog.venues.count) venues",
            "\(catalog.movies.count) movies", "\(shows.count) shows",
        ]
        var lines = [
            "  " + counts.joined(separator: ", "),
            "  seat maps:  http://\(address)/",
            "  API:        http://\(address)/docs",
        ]
        if let first = shows.first {
            lines.append("  watch one:  http://\(address)/#show=\(first)")
            lines.append("  as JSON:    http://\(address)/v1/shows/\(first)/seats")
        }
        lines.append("  stop it with Ctrl-C")
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
}
