/// What a record is; the meaning of the number belongs to whoever writes it.
public struct RecordType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number in the record's bytes.
    public let rawValue: UInt16

    /// The type numbered `rawValue`.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Bit 15 is set: a reader that does not know the type may pass over the record.
    public var maySkip: Bool { rawValue & 0x8000 != 0 }

    /// The number in hexadecimal.
    public var description: String { "0x" + String(rawValue, radix: 16) }
}

/// What stands before a record's payload.
public struct RecordHeader: Hashable, Sendable {
    /// What the payload is.
    public let type: RecordType
    /// The version of the payload's format.
    public let schema: UInt16
    /// The shard that the record belongs to.
    public let shard: UInt16
    /// The reign in which it was written.
    public let epoch: UInt32
    /// Its number in its shard.
    public let seq: UInt64
    /// Wall time in milliseconds, for people.
    public let time: Int64

    /// A header of these fields.
    public init(
        type: RecordType,
        schema: UInt16,
        shard: UInt16,
        epoch: UInt32,
        seq: UInt64,
        time: Int64
    ) {
        self.type = type
        self.schema = schema
        self.shard = shard
        self.epoch = epoch
        self.seq = seq
        self.time = time
    }
}

/// A record while the log is being read: a view that is good only during the call it is given to.
@safe public struct LogRecord: ~Copyable {
    /// Its number in the log.
    public let lsn: LSN
    /// What stands before the payload.
    public let header: RecordHeader
    /// The payload in the reader's buffer; gone when the call returns.
    @unsafe public let payload: UnsafeRawBufferPointer

    @unsafe init(lsn: LSN, header: RecordHeader, payload: UnsafeRawBufferPointer) {
        self.lsn = lsn
        self.header = header
        unsafe self.payload = unsafe payload
    }

    /// The payload as an array of its own. O(bytes).
    public func copyPayload() -> [UInt8] { unsafe [UInt8](payload) }
}
