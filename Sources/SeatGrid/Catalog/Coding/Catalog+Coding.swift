extension Catalog {
    /// The version of the bytes that `encoded` writes; their first byte.
    package static let schema: UInt8 = 1

    /// The whole catalogue for a snapshot; the same catalogue gives the same bytes. O(catalogue).
    package func encoded() -> [UInt8] {
        var writer = CatalogWriter()
        writer.byte(Self.schema)
        writer.unsigned(revision)
        var change = CatalogChange()
        change.cities = cities.values.sorted { $0.id < $1.id }
        change.movies = movies.values.sorted { $0.id < $1.id }
        change.layouts = layouts.sorted { $0.key < $1.key }.map { key, layout in
            NamedLayout(key: key, layout: layout)
        }
        change.venues = venues.values.sorted { $0.id < $1.id }
        let ordered = shows.values.sorted { $0.listing.id < $1.listing.id }
        change.shows = ordered.map(\.listing)
        writer.list(change.encoded()) { byte, writer in writer.byte(byte) }
        writer.list(ordered) { show, writer in writer.unsigned(show.revision) }
        return writer.bytes
    }

    /// Reads what `encoded` wrote; any other bytes throw, also such that name what is not there.
    package static func decode(_ bytes: [UInt8]) throws(CatalogDecodingError) -> Catalog {
        var reader = CatalogReader(bytes)
        guard try reader.byte() == schema else { throw reader.fault("unknown version") }
        let revision = try reader.unsigned()
        let change = try CatalogChange.decode(try reader.block())
        let revisions = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) in try reader.unsigned()
        }
        guard reader.isAtEnd, revisions.count == change.shows.count else {
            throw reader.fault("shows and revisions differ in number")
        }
        var catalog: Catalog
        do {
            catalog = try Catalog().applying(change).catalog
        } catch {
            throw reader.fault("entries refer to others that are not there")
        }
        catalog.revision = revision
        for (listing, revision) in zip(change.shows, revisions) {
            guard let show = catalog.shows[listing.id] else { continue }
            catalog.shows[listing.id] = CatalogShow(
                listing: show.listing,
                revision: revision,
                venue: show.venue,
                layout: show.layout,
                checkout: show.checkout
            )
        }
        return catalog
    }
}
