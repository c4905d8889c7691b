/// The answers that the catalogue gave under idempotency keys: those of a day, the newest ones.
struct RecentAnswers: Sendable {
    enum Recall: Equatable {
        case unknown
        case answer(CatalogAnswer)
        case reused
    }

    private struct Record: Sendable {
        let mark: IdempotencyMark
        let answer: CatalogAnswer
        let wall: WallTime
    }

    /// Oldest first.
    private var records: [Record] = []
    private var places: [Bits128: Int] = [:]

    init() {}

    func recall(_ mark: IdempotencyMark, at wall: WallTime) -> Recall {
        guard let place = places[mark.key] else { return .unknown }
        let record = records[place]
        guard record.wall.advanced(by: Limits.memory) > wall else { return .unknown }
        return record.mark == mark ? .answer(record.answer) : .reused
    }

    mutating func remember(_ mark: IdempotencyMark, _ answer: CatalogAnswer, at wall: WallTime) {
        records.append(Record(mark: mark, answer: answer, wall: wall))
        places[mark.key] = records.count - 1
        guard records.count > 2 * Limits.idempotencyRecords else { return }
        records.removeFirst(Limits.idempotencyRecords)
        reindex()
    }

    private mutating func reindex() {
        places = [:]
        for (place, record) in records.enumerated() { places[record.mark.key] = place }
    }

    func write(to writer: inout CatalogWriter) {
        writer.list(records) { record, writer in
            record.mark.write(to: &writer)
            writer.signed(record.wall.rawValue)
            writer.unsigned(record.answer.revision)
            writer.list(record.answer.counts) { $1.count($0) }
        }
    }

    init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        records = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) -> Record in
            let mark = try IdempotencyMark(from: &reader)
            let wall = WallTime(rawValue: try reader.signed())
            let revision = try reader.unsigned()
            let counts = try reader.list {
                (reader: inout CatalogReader) throws(CatalogDecodingError) -> Int in
                Int(clamping: try reader.unsigned())
            }
            let answer = CatalogAnswer(revision: revision, counts: counts)
            return Record(mark: mark, answer: answer, wall: wall)
        }
        reindex()
    }
}
