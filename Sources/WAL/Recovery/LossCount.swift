/// Counts what stands in the log past a damage, as far as it can be read.
struct LossCount {
    let catalog: SegmentCatalog
    let onLost: ((borrowing LogRecord) -> Void)?

    /// Completes `report` with all that comes after `cursor`: in segment `index` from `offset` on,
    /// and in every later one.
    func count(
        from index: Int,
        offset: UInt64,
        after cursor: LogCursor,
        into report: inout DamageReport
    ) throws(LogError) {
        var last = cursor.last
        for position in index..<max(index, catalog.segments.count) {
            let entry = catalog.segments[position]
            guard let header = entry.header else { continue }
            last = max(last, LSN(rawValue: header.firstLSN.rawValue - 1))
            let start = position == index ? offset : UInt64(Limits.segmentBody)
            let reader = try catalog.reader(entry)
            let end = try scan(reader, header, from: start, floor: cursor.lsn, &report)
            last = max(last, end)
        }
        let known = report.readable.values.reduce(0, +)
        report.unreadable = max(0, Int(last.rawValue) - Int(cursor.last.rawValue) - known)
    }

    private func scan(
        _ reader: BlockReader,
        _ header: SegmentHeader,
        from start: UInt64,
        floor: LSN,
        _ report: inout DamageReport
    ) throws(LogError) -> LSN {
        var walk = BlockScan(reader, salt: header.salt, from: start)
        var last = LSN.zero
        while let (batch, payload) = try walk.nextBatch() {
            last = max(last, batch.durable, batch.after.last)
            guard let payload, batch.firstLSN >= floor else { continue }
            var counted: [RecordType: Int] = [:]
            _ = try payload.forEach(batch) { record throws(LogError) in
                counted[record.header.type, default: 0] += 1
                onLost?(record)
            }
            report.readable.merge(counted) { $0 + $1 }
        }
        return last
    }
}

/// Looks at every block of the rest of a segment for batches, wherever they stand.
struct BlockScan {
    private let reader: BlockReader
    private let salt: UInt64
    private(set) var offset: UInt64
    /// The end of the last block that is not all zeros.
    private(set) var usedEnd: UInt64

    init(_ reader: BlockReader, salt: UInt64, from offset: UInt64) {
        self.reader = reader
        self.salt = salt
        self.offset = offset
        usedEnd = offset
    }

    /// The next batch with a whole header; its bytes only if they are whole, too.
    mutating func nextBatch() throws(LogError) -> (BatchHeader, BatchBytes?)? {
        do throws(DiskError) {
            while let block = try unsafe reader.bytes(at: offset, count: Limits.block) {
                let place = offset
                offset += UInt64(Limits.block)
                guard unsafe !isZero(block), let start = block.baseAddress else { continue }
                usedEnd = offset
                guard case .good(let batch) = unsafe BatchHeader.read(start, salt: salt) else {
                    continue
                }
                let count = Int(batch.payloadBytes)
                guard let all = try unsafe reader.bytes(at: place, count: Int(batch.length)),
                    let start = all.baseAddress,
                    unsafe crc32c(0, start + BatchHeader.size, count) == batch.payloadCRC
                else { return (batch, nil) }
                offset = place + batch.length
                usedEnd = offset
                return (batch, unsafe BatchBytes(start: start + BatchHeader.size, count: count))
            }
        } catch { throw .diskFailed(error) }
        return nil
    }
}

extension SegmentCatalog {
    /// A reader of the segment, from its start.
    func reader(
        _ entry: Entry,
        readsAhead: Bool = false,
        buffers: [AlignedBuffer] = []
    ) throws(LogError) -> BlockReader {
        do throws(DiskError) {
            return try BlockReader(
                disk.open(entry.path, .read),
                readsAhead: readsAhead,
                buffers: buffers
            )
        } catch { throw .diskFailed(error) }
    }
}
