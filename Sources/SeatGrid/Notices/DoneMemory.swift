/// Which notices are finished, as all workers of the spool have written it down.
///
/// `refresh` reads only what is new since the last time. O(new records).
struct DoneMemory {
    private let layout: SpoolLayout
    private let disk: any SpoolDisk
    /// The digests that were found.
    private(set) var remembered: RecentDigests
    /// Bytes read of each file.
    private var positions: [String: Int] = [:]

    init(_ layout: SpoolLayout, _ disk: any SpoolDisk, limit: Int = NoticeLimits.remembered) {
        self.layout = layout
        self.disk = disk
        remembered = RecentDigests(limit: limit)
    }

    func contains(_ digest: Bits128) -> Bool { remembered.contains(digest) }

    mutating func insert(_ digest: Bits128) { remembered.insert(digest) }

    /// Reads what other workers have finished since.
    mutating func refresh() throws(SpoolError) {
        let names = (try disk.list(layout.done) ?? []).sorted(by: Self.isOlder)
        var now: [String: Int] = [:]
        for name in names {
            var position = positions[name] ?? 0
            if position < NoticeLimits.doneRecords * DoneRecord.size {
                let bytes = try disk.read(layout.done + "/" + name, from: position) ?? []
                position += Self.scan(bytes) { remembered.insert($0.digest) }
            }
            now[name] = position
        }
        positions = now
    }

    /// Calls `body` with each record; the bytes up to the first place that nothing was written to.
    @discardableResult
    static func scan(_ bytes: [UInt8], _ body: (DoneRecord) -> Void) -> Int {
        var offset = 0
        while offset + DoneRecord.size <= bytes.count {
            let slice = bytes[offset..<offset + DoneRecord.size]
            if slice.allSatisfy({ $0 == 0 }) { break }
            // A torn record is passed over: its notice is still there, and will be sent again.
            if let record = DoneRecord(slice) { body(record) }
            offset += DoneRecord.size
        }
        return offset
    }

    /// By generation, so that what is forgotten is the oldest.
    private static func isOlder(_ a: String, _ b: String) -> Bool {
        let (x, y) = (a.suffix(8), b.suffix(8))
        return x == y ? a < b : x < y
    }
}
