/// How a journal is opened.
public struct JournalOptions: Sendable {
    /// Who moves the writer on.
    public enum Drive: Sendable {
        /// Threads of its own.
        case threads
        /// The caller, with `Journal.step()`, `seal()` and `prepare()`: for tests that count
        /// operations.
        case byHand
    }

    /// Where the log is; made if it is not there.
    public var directory: String
    /// Bytes of a segment; whole blocks.
    public var segmentBytes: Int = 64 << 20
    /// Segments kept zero-filled ahead; also the reserve of a full disk.
    public var readySegments: Int = 2
    /// Idle time after which the tail is sealed, in milliseconds.
    public var sealAfterMs: Int = 20
    /// The largest batch, and so the largest record and the bound of what waits to be written.
    public var maxBatchBytes: Int = 16 << 20
    /// Bytes of old segments kept for history, though snapshots are past them.
    public var historyBytes: UInt64 = 1 << 30
    /// Records up to here are not given to `replay`: the oldest position that any shard's snapshot
    /// has.
    public var replayFrom: LSN = .zero
    /// The log must reach this far: the newest position that any snapshot was written at.
    public var mustReach: LSN = .zero
    /// Reads segments too that snapshots are past, to find damage in the history at once.
    public var verifyHistory: Bool = false
    /// Who moves the writer on.
    public var drive: Drive = .threads

    /// Options for the log in `directory`.
    public init(directory: String) { self.directory = directory }

    /// The largest payload that a record can have.
    public var maxPayload: Int { batchLimit - BatchHeader.size - RecordFrame.headerBytes - 8 }

    /// A batch must fit a segment, whatever was asked for.
    var batchLimit: Int { min(maxBatchBytes, segmentBytes - Limits.segmentBody) }
}

/// Whether there is room for more.
public enum LogRoom: Sendable {
    /// All segments that should be ready are.
    case plenty
    /// The disk is full: only what is in reserve is left. Take nothing new that can wait.
    case low
}
