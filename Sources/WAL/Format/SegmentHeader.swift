/// What stands twice at the start of a segment, in blocks 0 and 1. Bytes in docs/FORMAT.md.
struct SegmentHeader: Hashable {
    static let size = 128
    static let magic: UInt64 = 0x4745_5347_4f4c_4753  // "SGLOGSEG"
    static let version: UInt32 = 1

    let number: UInt64
    let salt: UInt64
    let firstLSN: LSN
    let firstBatch: UInt64
    /// The chain after the last batch of the segment before.
    let chain: UInt32
    let segmentBytes: UInt64
    let identity: LogIdentity

    enum Reading: Equatable {
        case good(SegmentHeader)
        case bad
        case version(UInt32)
    }

    @unsafe static func read(_ bytes: UnsafeRawPointer) -> Reading {
        guard unsafe bytes.get(0) == magic, unsafe bytes.get(8) == crc32c(0, bytes + 12, size - 12)
        else { return .bad }
        let version: UInt32 = unsafe bytes.get(12)
        guard version == Self.version else { return .version(version) }
        return .good(
            SegmentHeader(
                number: unsafe bytes.get(16),
                salt: unsafe bytes.get(24),
                firstLSN: LSN(rawValue: unsafe bytes.get(32)),
                firstBatch: unsafe bytes.get(40),
                chain: unsafe bytes.get(48),
                segmentBytes: unsafe bytes.get(56),
                identity: LogIdentity(high: unsafe bytes.get(64), low: unsafe bytes.get(72))
            )
        )
    }

    @unsafe func write(_ bytes: UnsafeMutableRawPointer) {
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0, count: Self.size)
        unsafe bytes.put(0, Self.magic)
        unsafe bytes.put(12, Self.version)
        unsafe bytes.put(16, number)
        unsafe bytes.put(24, salt)
        unsafe bytes.put(32, firstLSN.rawValue)
        unsafe bytes.put(40, firstBatch)
        unsafe bytes.put(48, chain)
        unsafe bytes.put(56, segmentBytes)
        unsafe bytes.put(64, identity.high)
        unsafe bytes.put(72, identity.low)
        unsafe bytes.put(8, crc32c(0, bytes + 12, Self.size - 12))
    }

    /// Where the first batch of this segment stands in the chain.
    var start: LogCursor { LogCursor(batch: firstBatch, lsn: firstLSN, chain: chain) }
}

/// A place between two batches: what the next one must say.
struct LogCursor: Hashable {
    var batch: UInt64
    var lsn: LSN
    var chain: UInt32

    /// The last record before this place.
    var last: LSN { LSN(rawValue: lsn.rawValue - 1) }
    static let origin = LogCursor(batch: 1, lsn: LSN(rawValue: 1), chain: 0)
}
