/// The log's bounds and sizes.
enum Limits {
    /// What O_DIRECT reads and writes are aligned to, and the smallest batch.
    static let block = 4096
    /// Headers take the first two blocks of a segment.
    static let segmentBody = 2 * block
    /// Pieces in which files are read, zeroed and copied.
    static let piece = 1 << 20
    /// What recovery reads at once.
    static let readAhead = 4 << 20
    /// A snapshot syncs after so many bytes, for one big sync stalls the log's (FACTS.md).
    static let snapshotSync = 2 << 20
    /// A snapshot's key, in bytes.
    static let snapshotKey = 1024
    /// A snapshot's entry, in bytes.
    static let snapshotValue = 1 << 30
}

extension Int {
    /// This many bytes in whole blocks.
    var inBlocks: Int { (self + Limits.block - 1) & ~(Limits.block - 1) }
}

extension UInt64 {
    /// The start of the block that this byte is in.
    var blockStart: UInt64 { self & ~UInt64(Limits.block - 1) }
    /// This many bytes in whole blocks.
    var inBlocks: UInt64 { (self + UInt64(Limits.block) - 1).blockStart }
}
