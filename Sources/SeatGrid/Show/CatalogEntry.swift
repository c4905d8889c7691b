/// One change of the catalogue as its log record has it.
struct CatalogEntry: Sendable {
    static let schema: UInt8 = 1

    let change: CatalogChange
    let mark: IdempotencyMark?
    let wall: WallTime

    func encoded() -> [UInt8] {
        var writer = CatalogWriter()
        writer.byte(Self.schema)
        writer.byte(mark == nil ? 0 : 1)
        if let mark { mark.write(to: &writer) }
        writer.signed(wall.rawValue)
        return writer.bytes + change.encoded()
    }

    static func decode(_ bytes: [UInt8]) throws(CatalogDecodingError) -> CatalogEntry {
        var reader = CatalogReader(bytes)
        guard try reader.byte() == schema else { throw reader.fault("unknown version") }
        let mark = try reader.byte() == 0 ? nil : IdempotencyMark(from: &reader)
        let wall = WallTime(rawValue: try reader.signed())
        let change = try CatalogChange.decode(Array(bytes[reader.position...]))
        return CatalogEntry(change: change, mark: mark, wall: wall)
    }
}

/// What a change of the catalogue came to.
package struct CatalogAnswer: Sendable, Equatable {
    /// The catalogue's revision after it.
    package let revision: UInt64
    /// Entries of the change, in the order of `CatalogKind.allCases`.
    package let counts: [Int]

    init(revision: UInt64, counts: [Int]) {
        self.revision = revision
        self.counts = counts
    }

    init(_ change: CatalogChange, revision: UInt64) {
        self.revision = revision
        counts = CatalogKind.allCases.map { kind in
            change.summary.first { $0.kind == kind }?.count ?? 0
        }
    }
}

/// What the engine says to a change of the catalogue.
package enum CatalogReply: Sendable {
    case done(CatalogAnswer, replayed: Bool)
    case invalid([CatalogIssue])
    /// It would drop seats that are held, booked or blocked in these shows.
    case conflict(shows: [ShowID])
    /// The key came with another request before.
    case keyReused
    /// More bytes than one log record holds: to be sent in several parts.
    case tooLarge(limit: Int)
    case unavailable(Unavailability)
}

extension IdempotencyMark {
    func write(to writer: inout CatalogWriter) {
        writer.unsigned(key.high)
        writer.unsigned(key.low)
        writer.unsigned(fingerprint)
    }

    init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        let high = try reader.unsigned()
        let key = Bits128(high: high, low: try reader.unsigned())
        self.init(key: key, fingerprint: try reader.unsigned())
    }
}
