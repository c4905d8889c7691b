/// Where an entry's value stands in a snapshot; good while its file is one of the two kept.
public struct SnapshotSlice: Hashable, Sendable {
    /// The snapshot's shard.
    public let shard: UInt16
    /// Which of the shard's snapshots.
    public let generation: UInt64
    /// Where the value begins, in bytes.
    public let offset: UInt64
    /// How many bytes it has.
    public let length: UInt32
    /// The value's CRC-32C.
    public let crc: UInt32
}

/// One entry of a snapshot that is to be written.
public struct SnapshotEntry: Sendable {
    /// Where the value comes from.
    public enum Value: Sendable {
        /// From memory.
        case bytes([UInt8])
        /// Unchanged, from a snapshot that is kept.
        case carried(SnapshotSlice)
    }

    /// What the entry is found by; unique in its snapshot, at most 1,024 bytes.
    public let key: [UInt8]
    /// The value, or where it stands.
    public let value: Value

    /// An entry with a new value.
    public init(key: [UInt8], bytes: [UInt8]) {
        self.key = key
        value = .bytes(bytes)
    }

    /// An entry whose value is as it was.
    public init(key: [UInt8], carried: SnapshotSlice) {
        self.key = key
        value = .carried(carried)
    }
}

/// What a snapshot says of itself.
public struct SnapshotInfo: Hashable, Sendable {
    /// Whose state it holds.
    public let shard: UInt16
    /// +1 a snapshot of the shard.
    public let generation: UInt64
    /// The log's last record that the state contains.
    public let position: LSN
    /// The shard's reign then.
    public let epoch: UInt32
    /// The shard's number of that record.
    public let seq: UInt64
    /// How many entries it has.
    public let entries: Int
    /// Its file.
    public let path: String
}
