/// Reads a log from its first segment to its end and decides what the end is: the recovery table of
/// docs/FORMAT.md. Changes nothing.
struct LogScan {
    /// Where the log ends.
    struct Tail {
        let cursor: LogCursor
        /// The last segment, or nil in an empty directory.
        let entry: SegmentCatalog.Entry?
        /// The end of the last whole batch.
        let offset: UInt64
        /// The end of what a crash left after it; equal to `offset` if nothing.
        let garbageEnd: UInt64
        let tornBy: String
    }

    let catalog: SegmentCatalog
    let replayFrom: LSN
    let mustReach: LSN
    /// Reads also segments that snapshots are past.
    let readsAll: Bool
    /// Has a thread read ahead.
    let readsAhead: Bool
    let onLost: ((borrowing LogRecord) -> Void)?
    private(set) var report = RecoveryReport()

    init(
        catalog: SegmentCatalog,
        replayFrom: LSN,
        mustReach: LSN,
        readsAll: Bool,
        readsAhead: Bool = false,
        onLost: ((borrowing LogRecord) -> Void)?
    ) {
        self.catalog = catalog
        self.replayFrom = replayFrom
        self.mustReach = mustReach
        self.readsAll = readsAll
        self.readsAhead = readsAhead
        self.onLost = onLost
    }

    mutating func run(_ replay: (borrowing LogRecord) throws -> Void) throws(LogError) -> Tail {
        try checkNumbers()
        report.segments = catalog.segments.count
        var tail = Tail(
            cursor: .origin,
            entry: nil,
            offset: 0,
            garbageEnd: 0,
            tornBy: ""
        )
        var buffers: [AlignedBuffer] = []
        var due: LogCursor?
        for (index, entry) in catalog.segments.enumerated() {
            guard let header = entry.header else { continue }
            note(entry, header)
            if let due, due != header.start {
                try damage(
                    .brokenChain,
                    index,
                    0,
                    due,
                    "begins with record \(header.firstLSN), but record \(due.lsn) is due"
                )
            }
            let next = index + 1 < catalog.segments.count ? catalog.segments[index + 1].header : nil
            if let next, next.firstLSN <= replayFrom.next, !readsAll {
                due = nil
                continue
            }
            var walk = SegmentWalk(
                try catalog.reader(entry, readsAhead: readsAhead, buffers: buffers),
                header,
                path: entry.path
            )
            let ending = try read(&walk, index, upTo: next?.start, replay)
            tail = try end(walk, ending, index, entry, hasNext: next != nil)
            due = walk.cursor
            buffers = walk.reader.giveBuffers()
            report.bytes += walk.reader.bytesRead
        }
        report.end = tail.cursor.last
        if tail.cursor.last < mustReach {
            try damage(
                .cutShort,
                max(0, catalog.segments.count - 1),
                tail.offset,
                tail.cursor,
                "ends with record \(tail.cursor.last), but a snapshot has seen \(mustReach)"
            )
        }
        return tail
    }

    private mutating func note(_ entry: SegmentCatalog.Entry, _ header: SegmentHeader) {
        report.identity = header.identity
        if entry.isHalf {
            report.notes.append(
                .init(kind: .halfHeader, path: entry.path, offset: 0, detail: "the other serves")
            )
        }
    }

    /// Gives the records of one segment to `replay`, up to where the next one says it ends.
    private mutating func read(
        _ walk: inout SegmentWalk,
        _ index: Int,
        upTo end: LogCursor?,
        _ replay: (borrowing LogRecord) throws -> Void
    ) throws(LogError) -> SegmentWalk.Ending {
        let replayFrom = replayFrom
        while walk.cursor != end {
            let place = walk.offset
            let before = walk.cursor
            switch try walk.next() {
            case .end(let ending): return ending
            case .batch(let batch, let bytes):
                var given = 0
                let isWhole = try bytes.forEach(batch) { record throws(LogError) in
                    guard record.lsn > replayFrom else { return }
                    given += 1
                    do { try replay(record) } catch let error as LogError { throw error } catch {
                        throw .rejected(lsn: record.lsn, reason: String(describing: error))
                    }
                }
                report.records += given
                if !isWhole { try damage(.badBatch, index, place, before, "records do not fit") }
            }
        }
        return .full
    }

    /// What the end of a segment means: the table's heart.
    private func end(
        _ walk: SegmentWalk,
        _ ending: SegmentWalk.Ending,
        _ index: Int,
        _ entry: SegmentCatalog.Entry,
        hasNext: Bool
    ) throws(LogError) -> Tail {
        var words = ""
        switch ending {
        case .broken(let detail):
            try damage(.brokenChain, index, walk.offset, walk.cursor, detail)
        case .torn(let detail): words = detail
        case .blank: words = "an empty block"
        case .full: words = "the end of the file"
        }
        var garbageEnd = walk.offset
        if hasNext {
            // The next segment was begun after all of this one had been synced.
            if ending != .full || catalog.segments[index + 1].header?.start != walk.cursor {
                try damage(.badBatch, index, walk.offset, walk.cursor, words)
            }
        } else {
            var rest = BlockScan(walk.reader, salt: walk.header.salt, from: walk.offset)
            // A batch is written only after the one before had been synced, so it proves that one.
            while let (batch, _) = try rest.nextBatch() {
                if batch.number > walk.cursor.batch {
                    try damage(
                        .badBatch,
                        index,
                        walk.offset,
                        walk.cursor,
                        words + ", but batch \(batch.number) stands at byte \(rest.offset)"
                    )
                }
            }
            garbageEnd = rest.usedEnd
            if walk.reader.size < walk.header.segmentBytes {
                try damage(
                    .cutShort,
                    index,
                    walk.reader.size,
                    walk.cursor,
                    "\(walk.reader.size) bytes instead of \(walk.header.segmentBytes)"
                )
            }
        }
        return Tail(
            cursor: walk.cursor,
            entry: entry,
            offset: walk.offset,
            garbageEnd: garbageEnd,
            tornBy: words
        )
    }

    /// Segments must be numbered without a gap, have a header, and begin where they are needed.
    private func checkNumbers() throws(LogError) {
        for (index, entry) in catalog.segments.enumerated() {
            guard let header = entry.header else {
                let detail = "neither copy can be read"
                try damage(.badHeader, index, 0, try cursor(before: index), detail)
                return
            }
            if index == 0, header.firstLSN > replayFrom.next {
                let detail = "record \(replayFrom.next) is needed, the first is \(header.firstLSN)"
                try damage(.missingSegment, 0, 0, try cursor(before: 0), detail)
            }
            if index > 0, entry.number != catalog.segments[index - 1].number + 1 {
                let detail = "follows segment \(catalog.segments[index - 1].number)"
                try damage(.missingSegment, index, 0, try cursor(before: index), detail)
            }
        }
    }

    /// Where the log stands before a segment that is damaged or missing.
    private func cursor(before index: Int) throws(LogError) -> LogCursor {
        if index > 0, let end = try catalog.end(of: index - 1) { return end.cursor }
        return LogCursor(batch: 0, lsn: replayFrom.next, chain: 0)
    }

    private func damage(
        _ kind: DamageReport.Kind,
        _ index: Int,
        _ offset: UInt64,
        _ cursor: LogCursor,
        _ detail: String
    ) throws(LogError) {
        let isThere = index < catalog.segments.count
        let path = isThere ? catalog.segments[index].path : catalog.paths.directory
        var report = DamageReport(
            findings: [.init(kind: kind, path: path, offset: offset, detail: detail)],
            goodUpTo: cursor.last
        )
        let loss = LossCount(catalog: catalog, onLost: onLost)
        try loss.count(from: index, offset: offset, after: cursor, into: &report)
        throw .corrupt(report)
    }
}
