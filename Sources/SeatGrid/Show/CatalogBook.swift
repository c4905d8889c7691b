/// The catalogue with the answers it gave, as the log and the snapshots keep it: a value.
struct CatalogBook: Sendable {
    private(set) var catalog = Catalog()
    private var answers = RecentAnswers()

    init() {}

    /// What a change came to, as it was told to whoever asked for it.
    func answer(to mark: IdempotencyMark, at wall: WallTime) -> RecentAnswers.Recall {
        answers.recall(mark, at: wall)
    }

    /// The book after `entry`; deterministic, so that replaying the log makes the same book.
    func following(
        _ entry: CatalogEntry
    ) throws(CatalogErrors) -> (book: CatalogBook, effects: CatalogEffects) {
        let (next, effects) = try catalog.applying(entry.change)
        var book = self
        book.catalog = next
        if let mark = entry.mark {
            book.answers.remember(
                mark,
                CatalogAnswer(entry.change, revision: effects.revision),
                at: entry.wall
            )
        }
        return (book, effects)
    }

    func encoded() -> [UInt8] {
        var writer = CatalogWriter()
        writer.byte(CatalogEntry.schema)
        answers.write(to: &writer)
        return writer.bytes + catalog.encoded()
    }

    static func decode(_ bytes: [UInt8]) throws(CatalogDecodingError) -> CatalogBook {
        var reader = CatalogReader(bytes)
        guard try reader.byte() == CatalogEntry.schema else {
            throw reader.fault("unknown version")
        }
        var book = CatalogBook()
        book.answers = try RecentAnswers(from: &reader)
        book.catalog = try Catalog.decode(Array(bytes[reader.position...]))
        return book
    }
}
