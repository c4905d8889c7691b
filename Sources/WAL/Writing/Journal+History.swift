/// Reading the log while it is written.
extension Journal {
    /// Gives `body` the durable records from `from` on, in order, until it says false or the last
    /// one that was durable at the call has been given. Blocks; call it on a thread for I/O.
    ///
    /// Records that the log has forgotten are passed over: look at the first record's number.
    /// - Throws: `corrupt` if a record that should be there cannot be read.
    public func read(
        from: LSN,
        _ body: (borrowing LogRecord) throws -> Bool
    ) throws(LogError) {
        var bookmark: LogBookmark?
        try read(from: from, bookmark: &bookmark, body)
    }

    /// The same, beginning at the bookmark if it is any good, and leaving it where this reading
    /// stopped: who reads on, stretch by stretch, reads no batch of a segment twice but the last.
    public func read(
        from: LSN,
        bookmark: inout LogBookmark?,
        _ body: (borrowing LogRecord) throws -> Bool
    ) throws(LogError) {
        let last = durable
        var from = from
        while from <= last, let segment = pin(from) {
            defer { unpin(segment.number) }
            let end = min(last, segment.lastLSN)
            guard try read(segment, from: from, upTo: end, &bookmark, body) else { return }
            from = end.next
        }
    }

    /// The number of the oldest record that is kept; the next one's if none is.
    public var oldest: LSN {
        pool.state.withLock { state in
            state.closed.first { $0.lastLSN >= $0.firstLSN }?.firstLSN
                ?? state.active?.firstLSN ?? .zero
        }
    }

    /// The segment that record `lsn`, or the oldest after it, is in; not recycled until unpinned.
    private func pin(_ lsn: LSN) -> SegmentPool.Extent? {
        pool.state.withLock { state in
            let found = state.closed.firstIndex {
                $0.lastLSN >= lsn && $0.lastLSN >= $0.firstLSN
            }
            if let found {
                state.closed[found].pins += 1
                return state.closed[found]
            }
            state.active?.pins += 1
            return state.active
        }
    }

    private func unpin(_ number: UInt64) {
        pool.state.withLock { state in
            if let index = state.closed.firstIndex(where: { $0.number == number }) {
                state.closed[index].pins -= 1
            } else {
                state.active?.pins -= 1
            }
        }
        pool.work.signal()
    }

    /// False if `body` wanted no more.
    private func read(
        _ segment: SegmentPool.Extent,
        from: LSN,
        upTo last: LSN,
        _ bookmark: inout LogBookmark?,
        _ body: (borrowing LogRecord) throws -> Bool
    ) throws(LogError) -> Bool {
        var walk = try walk(segment)
        if let bookmark, bookmark.serves(segment, from: from) { walk.resume(at: bookmark) }
        var goesOn = true
        // What is past `last` may be half written just now: it is not even looked at.
        while goesOn, walk.cursor.lsn <= last {
            let place = walk.offset
            // Before the batch: it may be given in part only.
            bookmark = LogBookmark(segment: segment.number, offset: place, cursor: walk.cursor)
            guard case .batch(let batch, let bytes) = try walk.next(skip: { $0.after.last < from })
            else { throw damaged(walk, place) }
            guard batch.after.last >= from else { continue }
            let isWhole = try bytes.forEach(batch) { record throws(LogError) in
                guard goesOn, record.lsn >= from, record.lsn <= last else { return }
                do { goesOn = try body(record) } catch let error as LogError { throw error } catch {
                    throw .rejected(lsn: record.lsn, reason: String(describing: error))
                }
            }
            if !isWhole { throw damaged(walk, place) }
        }
        return goesOn
    }

    private func walk(_ segment: SegmentPool.Extent) throws(LogError) -> SegmentWalk {
        let catalog = try SegmentCatalog(disk: disk, paths: paths, only: segment.number)
        guard let entry = catalog.segments.first, let header = entry.header else {
            throw .corrupt(
                DamageReport(
                    findings: [
                        .init(
                            kind: .badHeader,
                            path: paths.segment(segment.number),
                            offset: 0,
                            detail: "neither copy can be read"
                        )
                    ],
                    goodUpTo: LSN(rawValue: segment.firstLSN.rawValue - 1)
                )
            )
        }
        return SegmentWalk(try catalog.reader(entry), header, path: entry.path)
    }

    private func damaged(_ walk: SegmentWalk, _ place: UInt64) -> LogError {
        .corrupt(
            DamageReport(
                findings: [
                    .init(kind: .badBatch, path: walk.path, offset: place, detail: "in the history")
                ],
                goodUpTo: walk.cursor.last
            )
        )
    }
}
