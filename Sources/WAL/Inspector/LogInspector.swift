/// What operators do with a log that no node has open: `seatgrid wal inspect | verify | repair`.
///
/// Looking takes no lock and changes nothing; of a log that is being written the tail may look
/// torn.
public struct LogInspector: Sendable {
    let disk: any Disk
    let paths: LogPaths

    /// Records up to here are in snapshots: segments before may be missing.
    public var replayFrom: LSN = .zero
    /// How far the snapshots prove that the log reached.
    public var mustReach: LSN = .zero

    /// An inspector of the log in `directory`.
    public init(directory: String, disk: any Disk) {
        paths = LogPaths(directory: directory)
        self.disk = disk
    }

    /// One segment, as it is.
    public struct Segment: Hashable, Sendable {
        /// Its number; +1 a segment.
        public let number: UInt64
        /// Its file.
        public let path: String
        /// Bytes of the file.
        public let bytes: UInt64
        /// Bytes up to the end of its last whole batch.
        public internal(set) var used: UInt64 = 0
        /// Its first record, or the one that would be.
        public internal(set) var firstLSN: LSN = .zero
        /// Its last record; the one before its first if it has none.
        public internal(set) var lastLSN: LSN = .zero
        /// Group commits.
        public internal(set) var batches = 0
        /// Seals.
        public internal(set) var seals = 0
        /// Records by type.
        public internal(set) var records: [RecordType: Int] = [:]
        /// Why its last whole batch is followed by none.
        public internal(set) var ending = "its header cannot be read"
    }

    /// What each segment holds, as far as it can be read. Reads the whole log.
    public func inspect() throws(LogError) -> [Segment] {
        let catalog = try SegmentCatalog(disk: disk, paths: paths)
        var segments: [Segment] = []
        for entry in catalog.segments { segments.append(try inspect(entry, catalog)) }
        return segments
    }

    /// Gives `body` each record from `from` on, in order, until it says false or none can be read.
    public func records(
        from: LSN,
        _ body: (borrowing LogRecord) throws -> Bool
    ) throws(LogError) {
        struct Enough: Error {}
        let catalog = try SegmentCatalog(disk: disk, paths: paths)
        var isDone = false
        for (index, entry) in catalog.segments.enumerated() where !isDone {
            let next = index + 1 < catalog.segments.count ? catalog.segments[index + 1].header : nil
            if let next, next.firstLSN <= from { continue }
            guard let header = entry.header else { return }
            var walk = SegmentWalk(try catalog.reader(entry), header, path: entry.path)
            while !isDone, case .batch(let batch, let bytes) = try walk.next() {
                _ = try bytes.forEach(batch) { record throws(LogError) in
                    guard !isDone, record.lsn >= from else { return }
                    do { isDone = try !body(record) } catch {
                        throw .rejected(lsn: record.lsn, reason: String(describing: error))
                    }
                }
            }
        }
    }

    private func inspect(
        _ entry: SegmentCatalog.Entry,
        _ catalog: SegmentCatalog
    ) throws(LogError) -> Segment {
        var segment = Segment(number: entry.number, path: entry.path, bytes: entry.bytes)
        guard let header = entry.header else { return segment }
        var walk = SegmentWalk(try catalog.reader(entry), header, path: entry.path)
        segment.firstLSN = header.firstLSN
        var isGoing = true
        while isGoing {
            switch try walk.next() {
            case .batch(let batch, let bytes):
                segment.batches += 1
                if batch.kind == .seal { segment.seals += 1 }
                _ = try bytes.forEach(batch) { record throws(LogError) in
                    segment.records[record.header.type, default: 0] += 1
                }
            case .end(let ending):
                segment.ending = ending.words
                isGoing = false
            }
        }
        segment.used = walk.offset
        segment.lastLSN = walk.cursor.last
        return segment
    }
}

extension SegmentWalk.Ending {
    /// For people.
    var words: String {
        switch self {
        case .full: "the end of the file"
        case .blank: "an empty block"
        case .torn(let detail), .broken(let detail): detail
        }
    }
}
