/// Opens a log: reads it, puts its tail in order, begins a fresh segment.
struct Recovery {
    struct Start {
        let segment: ActiveSegment
        let cursor: LogCursor
        let pool: SegmentPool
    }

    let options: JournalOptions
    let disk: any Disk
    let paths: LogPaths
    private(set) var report = RecoveryReport()

    init(options: JournalOptions, disk: any Disk, paths: LogPaths) {
        self.options = options
        self.disk = disk
        self.paths = paths
    }

    mutating func run(
        onLost: ((borrowing LogRecord) -> Void)?,
        replay: (borrowing LogRecord) throws -> Void
    ) throws(LogError) -> Start {
        var catalog = try SegmentCatalog(disk: disk, paths: paths)
        try catalog.checkReady(segmentBytes: UInt64(options.segmentBytes))
        var scan = LogScan(
            catalog: catalog,
            replayFrom: options.replayFrom,
            mustReach: options.mustReach,
            readsAll: options.verifyHistory,
            readsAhead: options.drive == .threads,
            onLost: onLost
        )
        let tail = try scan.run(replay)
        report = scan.report
        if tail.entry == nil {
            report.identity = LogIdentity(high: disk.randomBits(), low: disk.randomBits())
        }
        do throws(DiskError) {
            try secure(tail)
            if tail.garbageEnd > tail.offset, let entry = tail.entry {
                report.cut = try quarantine(entry, tail)
            }
        } catch { throw .diskFailed(error) }
        let pool = makePool(catalog)
        let segment = try begin(pool, tail)
        pool.advance(to: segment.header, last: tail.cursor.last, bytes: tail.offset)
        do throws(DiskError) { try shorten(tail) } catch { throw .diskFailed(error) }
        return Start(segment: segment, cursor: tail.cursor, pool: pool)
    }

    /// What was read may so far be only in the disk's cache: a process that was killed between
    /// write and sync leaves it so. What is replayed is built upon, so it is made durable first.
    private func secure(_ tail: LogScan.Tail) throws(DiskError) {
        if let entry = tail.entry {
            let file = try disk.open(entry.path, .write)
            defer { file.close() }
            try file.sync()
        }
        try disk.syncDirectory(paths.directory)
        if let slash = paths.directory.lastIndex(of: "/"), slash > paths.directory.startIndex {
            try disk.syncDirectory(String(paths.directory[..<slash]))
        }
    }

    private func quarantine(
        _ entry: SegmentCatalog.Entry,
        _ tail: LogScan.Tail
    ) throws(DiskError) -> RecoveryReport.Cut {
        let copy = Quarantine(disk: disk, paths: paths)
        let path = try copy.keep(entry, from: tail.offset, to: tail.garbageEnd)
        return RecoveryReport.Cut(
            path: entry.path,
            offset: tail.offset,
            bytes: tail.garbageEnd - tail.offset,
            quarantined: path
        )
    }

    private func makePool(_ catalog: SegmentCatalog) -> SegmentPool {
        var state = SegmentPool.State()
        state.ready = catalog.ready
        state.spares = catalog.spares
        state.ordinal = catalog.nextOrdinal
        state.closed = extents(catalog)
        state.active = state.closed.popLast()
        return SegmentPool(options: options, disk: disk, paths: paths, state: state)
    }

    /// A restart never writes into a segment that it has read.
    private func begin(_ pool: SegmentPool, _ tail: LogScan.Tail) throws(LogError) -> ActiveSegment
    {
        let header = SegmentHeader(
            number: (tail.entry?.number ?? 0) + 1,
            salt: disk.randomBits(),
            firstLSN: tail.cursor.lsn,
            firstBatch: tail.cursor.batch,
            chain: tail.cursor.chain,
            segmentBytes: UInt64(options.segmentBytes),
            identity: report.identity
        )
        do throws(DiskError) {
            var ready = pool.take()
            if ready == nil, try pool.step() { ready = pool.take() }
            guard let ready else { throw DiskError.noRoom(paths.directory) }
            return try ActiveSegment.activate(ready, as: header, disk: disk, paths: paths)
        } catch {
            throw error.isFull ? .full(path: paths.directory) : .diskFailed(error)
        }
    }

    /// Gives back what the last segment did not use, and with it the torn tail. Done only now, when
    /// the fresh segment says where this one ends: until then a short file means damage.
    private func shorten(_ tail: LogScan.Tail) throws(DiskError) {
        guard let entry = tail.entry else { return }
        let file = try disk.open(entry.path, .write)
        defer { file.close() }
        guard try file.size() > tail.offset else { return }
        try file.truncate(to: tail.offset)
        try file.sync()
    }

    /// The segments that are there; where the last one ends is said when the log goes on.
    private func extents(_ catalog: SegmentCatalog) -> [SegmentPool.Extent] {
        let headers = catalog.segments.compactMap(\.header)
        return headers.indices.map { index in
            var extent = SegmentPool.Extent(
                number: headers[index].number,
                firstLSN: headers[index].firstLSN
            )
            if index + 1 < headers.count {
                extent.lastLSN = LSN(rawValue: headers[index + 1].firstLSN.rawValue - 1)
                extent.bytes = catalog.segments[index].bytes
            }
            return extent
        }
    }
}

extension DiskError {
    /// No room, found out without asking the system.
    static func noRoom(_ path: String) -> DiskError {
        DiskError(operation: .write, code: noRoomCode, path: path)
    }
}
