/// What opening the log found and did.
public struct RecoveryReport: Hashable, Sendable {
    /// Bytes that a crash left after the last whole batch, now in the quarantine.
    public struct Cut: Hashable, Sendable {
        /// The segment's path.
        public let path: String
        /// From where they were cut.
        public let offset: UInt64
        /// How many.
        public let bytes: UInt64
        /// Where they were copied to.
        public let quarantined: String
    }

    /// Segments found.
    public internal(set) var segments = 0
    /// Records given to the reader.
    public internal(set) var records = 0
    /// Bytes of the log read.
    public internal(set) var bytes: UInt64 = 0
    /// The last record.
    public internal(set) var end: LSN = .zero
    /// The torn tail that was cut, if any.
    public internal(set) var cut: Cut?
    /// Damage that did no harm, as one bad copy of a header.
    public internal(set) var notes: [DamageReport.Finding] = []
    /// The log's identity: 128 random bits, made with its first segment.
    public internal(set) var identity: LogIdentity = LogIdentity(high: 0, low: 0)
}

/// A log's identity: a disk that was replaced or restored has another.
public struct LogIdentity: Hashable, Sendable {
    /// The first 64 bits.
    public let high: UInt64
    /// The last 64 bits.
    public let low: UInt64
}
