extension CatalogChange {
    /// The version of the bytes that `encoded` writes; first byte of the payload.
    package static let schema: UInt8 = 1

    /// The payload of the change's record in the log; the same change gives the same bytes.
    package func encoded() -> [UInt8] {
        var writer = CatalogWriter()
        writer.byte(Self.schema)
        writer.list(cities) { $0.encode(into: &$1) }
        writer.list(movies) { $0.encode(into: &$1) }
        writer.list(layouts) { named, writer in
            writer.text(named.key)
            named.layout.content.encode(into: &writer)
        }
        writer.list(venues) { $0.encode(into: &$1) }
        writer.list(shows) { $0.encode(into: &$1) }
        return writer.bytes
    }

    /// Reads what `encoded` wrote; any other bytes throw.
    package static func decode(_ bytes: [UInt8]) throws(CatalogDecodingError) -> CatalogChange {
        var reader = CatalogReader(bytes)
        guard try reader.byte() == schema else { throw reader.fault("unknown version") }
        let change = try CatalogChange(from: &reader)
        guard reader.isAtEnd else { throw reader.fault("bytes after the end") }
        return change
    }

    private init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        cities = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) in try City(from: &reader)
        }
        movies = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) in try Movie(from: &reader)
        }
        layouts = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) in
            let key = try reader.text()
            let content = try LayoutContent(from: &reader)
            return NamedLayout(key: key, layout: CatalogLayout(content))
        }
        venues = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) in try Venue(from: &reader)
        }
        shows = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) in
            try ShowListing(from: &reader)
        }
    }
}
