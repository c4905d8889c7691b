extension CatalogChange {
    /// The versions that `decode` reads; the first byte of the payload. The second has checkout
    /// terms, and is written only if there are some.
    package static let schemas: ClosedRange<UInt8> = 1...2

    /// The payload of the change's record in the log; the same change gives the same bytes.
    package func encoded() -> [UInt8] {
        var writer = CatalogWriter()
        let hasCheckout = shows.contains { $0.checkout != nil }
        writer.byte(hasCheckout ? 2 : 1)
        writer.list(cities) { $0.encode(into: &$1) }
        writer.list(movies) { $0.encode(into: &$1) }
        writer.list(layouts) { named, writer in
            writer.text(named.key)
            named.layout.content.encode(into: &writer)
        }
        writer.list(venues) { $0.encode(into: &$1) }
        writer.list(shows) { $0.encode(into: &$1) }
        if hasCheckout { encodeCheckouts(into: &writer) }
        return writer.bytes
    }

    /// The different terms, and then for each show which are its own: 0, or their place and 1.
    private func encodeCheckouts(into writer: inout CatalogWriter) {
        var places: [CheckoutTerms: Int] = [:]
        var different: [CheckoutTerms] = []
        for checkout in shows.compactMap(\.checkout) where places[checkout] == nil {
            different.append(checkout)
            places[checkout] = different.count
        }
        writer.list(different) { checkout, writer in
            var sink = ArraySink()
            sink.put(checkout)
            writer.list(sink.bytes) { byte, writer in writer.byte(byte) }
        }
        for show in shows { writer.count(show.checkout.flatMap { places[$0] } ?? 0) }
    }

    /// Reads what `encoded` wrote; any other bytes throw.
    package static func decode(_ bytes: [UInt8]) throws(CatalogDecodingError) -> CatalogChange {
        var reader = CatalogReader(bytes)
        let schema = try reader.byte()
        guard schemas.contains(schema) else { throw reader.fault("unknown version") }
        var change = try CatalogChange(from: &reader)
        if schema >= 2 { try change.decodeCheckouts(from: &reader) }
        guard reader.isAtEnd else { throw reader.fault("bytes after the end") }
        return change
    }

    private mutating func decodeCheckouts(
        from reader: inout CatalogReader
    ) throws(CatalogDecodingError) {
        let different = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) in
            try reader.checkoutTerms()
        }
        for place in shows.indices {
            let reference = try reader.unsigned()
            guard reference <= UInt64(different.count) else { throw reader.fault("no such terms") }
            if reference == 0 { continue }
            let checkout = different[Int(reference) - 1]
            guard checkout.categories == shows[place].prices.map(\.category) else {
                throw reader.fault("terms of other categories")
            }
            shows[place] = shows[place].with(checkout)
        }
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
