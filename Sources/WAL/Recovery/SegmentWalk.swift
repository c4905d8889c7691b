internal import CGridSystem

/// Goes through the batches of one segment, each of which must follow from the one before.
struct SegmentWalk {
    enum Step {
        case batch(BatchHeader, BatchBytes)
        case end(Ending)
    }

    /// Why there is no further batch.
    enum Ending: Hashable {
        /// The file or the segment ends here.
        case full
        /// An empty block.
        case blank
        /// Bytes that are no whole batch: torn by a crash, or damaged.
        case torn(String)
        /// A whole batch that does not belong here.
        case broken(String)
    }

    let reader: BlockReader
    let header: SegmentHeader
    let path: String
    private(set) var offset = UInt64(Limits.segmentBody)
    private(set) var cursor: LogCursor

    init(_ reader: BlockReader, _ header: SegmentHeader, path: String) {
        self.reader = reader
        self.header = header
        self.path = path
        cursor = header.start
    }

    /// Goes on where an earlier walk of this segment stopped.
    mutating func resume(at bookmark: LogBookmark) {
        offset = bookmark.offset
        cursor = bookmark.cursor
    }

    /// The next batch, whose bytes are good until the next call. Where `skip` says so the records
    /// are neither read nor checked.
    mutating func next(skip: (BatchHeader) -> Bool = { _ in false }) throws(LogError) -> Step {
        guard let block = try unsafe bytes(at: offset, count: Limits.block),
            let start = block.baseAddress
        else { return .end(.full) }
        switch unsafe BatchHeader.read(start, salt: header.salt) {
        case .version(let version): throw .unknownVersion(path: path, version: UInt32(version))
        case .none: return .end(unsafe isZero(block) ? .blank : .torn("no batch header"))
        case .good(let batch): return try check(batch, skip: skip(batch))
        }
    }

    private mutating func check(_ batch: BatchHeader, skip: Bool) throws(LogError) -> Step {
        guard batch.number == cursor.batch, batch.firstLSN == cursor.lsn,
            batch.chain == cursor.chain, batch.durable == cursor.last
        else {
            return .end(
                .broken(
                    "batch \(batch.number) from record \(batch.firstLSN) where batch "
                        + "\(cursor.batch) from record \(cursor.lsn) was due"
                )
            )
        }
        var payload = BatchBytes.none
        if !skip {
            guard let all = try unsafe bytes(at: offset, count: Int(batch.length)),
                let start = all.baseAddress
            else { return .end(.torn("batch \(batch.number) reaches past the end")) }
            let count = Int(batch.payloadBytes)
            guard unsafe crc32c(0, start + BatchHeader.size, count) == batch.payloadCRC else {
                return .end(.torn("batch \(batch.number) fails its checksum"))
            }
            payload = unsafe BatchBytes(start: start + BatchHeader.size, count: count)
        }
        offset += batch.length
        cursor = batch.after
        return .batch(batch, payload)
    }

    @unsafe func bytes(at offset: UInt64, count: Int) throws(LogError) -> UnsafeRawBufferPointer? {
        do throws(DiskError) {
            return try unsafe reader.bytes(at: offset, count: count)
        } catch { throw .diskFailed(error) }
    }
}

/// The records of one batch in a reader's buffer.
@safe struct BatchBytes {
    private let start: UnsafeRawPointer?
    private let count: Int

    static var none: BatchBytes { unsafe BatchBytes(start: nil, count: 0) }

    @unsafe init(start: UnsafeRawPointer?, count: Int) {
        unsafe self.start = start
        self.count = count
    }

    /// Gives `body` each record from `first` on; false if the bytes are not so many whole records.
    func forEach(
        _ batch: BatchHeader,
        _ body: (borrowing LogRecord) throws(LogError) -> Void
    ) throws(LogError) -> Bool {
        guard let start = unsafe start else { return count == 0 && batch.count == 0 }
        var place = 0
        var lsn = batch.firstLSN
        for _ in 0..<batch.count {
            let rest = unsafe UnsafeRawBufferPointer(start: start + place, count: count - place)
            guard let size = unsafe RecordFrame.check(rest) else { return false }
            try body(unsafe RecordFrame.record(start + place, lsn: lsn))
            place += size
            lsn = lsn.next
        }
        return place == count
    }
}

/// Whether all bytes are zero.
@unsafe func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    return unsafe sg_zero_prefix(start, bytes.count) == bytes.count
}
