/// What stands before the records of one group commit. Bytes in docs/FORMAT.md.
struct BatchHeader: Hashable {
    static let size = 64
    static let magic: UInt32 = 0x5442_4753  // "SGBT"
    static let version: UInt16 = 1

    enum Kind: UInt16 {
        case records = 1
        /// No records: says that all before it had been synced.
        case seal = 2
    }

    let salt: UInt64
    let number: UInt64
    let firstLSN: LSN
    /// All up to here had been synced when the batch was built.
    let durable: LSN
    let count: UInt32
    let payloadBytes: UInt32
    let payloadCRC: UInt32
    /// The chain before this batch.
    let chain: UInt32
    let kind: Kind
    /// The chain after this batch: over `chain` and this header, which holds the payload's CRC.
    let chainAfter: UInt32

    enum Reading {
        case good(BatchHeader)
        /// Not a header of the segment with that salt.
        case none
        case version(UInt16)
    }

    /// Bytes on disk: header and records, in whole blocks.
    var length: UInt64 { (UInt64(Self.size) + UInt64(payloadBytes)).inBlocks }
    /// What the next batch must say.
    var after: LogCursor {
        LogCursor(batch: number + 1, lsn: LSN(rawValue: endLSN), chain: chainAfter)
    }
    private var endLSN: UInt64 { firstLSN.rawValue + UInt64(count) }

    @unsafe static func read(_ bytes: UnsafeRawPointer, salt: UInt64) -> Reading {
        guard unsafe bytes.get(0) == magic, unsafe bytes.get(8) == salt,
            unsafe bytes.get(4) == crc32c(0, bytes + 8, size - 8)
        else { return .none }
        let version: UInt16 = unsafe bytes.get(58)
        guard version == Self.version, let kind = Kind(rawValue: unsafe bytes.get(56))
        else { return .version(version) }
        let chain: UInt32 = unsafe bytes.get(52)
        return .good(
            BatchHeader(
                salt: salt,
                number: unsafe bytes.get(16),
                firstLSN: LSN(rawValue: unsafe bytes.get(24)),
                durable: LSN(rawValue: unsafe bytes.get(32)),
                count: unsafe bytes.get(40),
                payloadBytes: unsafe bytes.get(44),
                payloadCRC: unsafe bytes.get(48),
                chain: chain,
                kind: kind,
                chainAfter: unsafe crc32c(chain, bytes + 8, size - 8)
            )
        )
    }

    /// Writes the header of a batch at `cursor`, whose records follow it in `bytes`, and gives the
    /// place after it.
    @unsafe static func write(
        _ bytes: UnsafeMutableRawPointer,
        kind: Kind,
        salt: UInt64,
        at cursor: LogCursor,
        count: Int,
        payloadBytes: Int
    ) -> LogCursor {
        unsafe bytes.put(0, magic)
        unsafe bytes.put(8, salt)
        unsafe bytes.put(16, cursor.batch)
        unsafe bytes.put(24, cursor.lsn.rawValue)
        unsafe bytes.put(32, cursor.last.rawValue)
        unsafe bytes.put(40, UInt32(count))
        unsafe bytes.put(44, UInt32(payloadBytes))
        unsafe bytes.put(48, crc32c(0, bytes + size, payloadBytes))
        unsafe bytes.put(52, cursor.chain)
        unsafe bytes.put(56, kind.rawValue)
        unsafe bytes.put(58, version)
        unsafe bytes.put(60, UInt32(0))
        unsafe bytes.put(4, crc32c(0, bytes + 8, size - 8))
        return LogCursor(
            batch: cursor.batch + 1,
            lsn: LSN(rawValue: cursor.lsn.rawValue + UInt64(count)),
            chain: unsafe crc32c(cursor.chain, bytes + 8, size - 8)
        )
    }
}
