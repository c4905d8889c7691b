import WAL

/// How entries of a snapshot are named: a show by its version (8 bytes, little-endian), its free
/// seats (the same) and its id, so that the index alone says what is where, how new it is and how
/// full. The highest bit of the second number says that orders of it are not settled.
enum SnapshotKeys {
    static let catalog = Array("catalog".utf8)
    static let moment = Array("moment".utf8)

    private static let openBit: UInt64 = 1 << 63

    static func key(
        of show: ShowID,
        at version: ShowVersion,
        free: Int,
        isOpen: Bool
    ) -> [UInt8] {
        version.rawValue.littleEndianBytes
            + (UInt64(free) | (isOpen ? openBit : 0)).littleEndianBytes
            + Array(show.rawValue.utf8)
    }

    static func show(of key: [UInt8], at slice: SnapshotSlice) -> (ShowID, SavedShow)? {
        guard key.count > 16, let name = String(validating: key[16...], as: UTF8.self) else {
            return nil
        }
        let number = UInt64(littleEndianBytes: key[8..<16])
        let free = number & ~openBit
        guard free <= Limits.seatsPerShow else { return nil }
        let version = ShowVersion(rawValue: UInt64(littleEndianBytes: key[..<8]))
        let saved = SavedShow(
            version: version,
            free: Int(free),
            isOpen: number & openBit != 0,
            slice: slice
        )
        return (ShowID(name), saved)
    }
}

extension UInt64 {
    var littleEndianBytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: self >> (8 * UInt64($0))) }
    }

    init(littleEndianBytes bytes: some Collection<UInt8>) {
        self = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension Moment {
    init(littleEndian bytes: [UInt8]) {
        self.init(rawValue: Int64(bitPattern: UInt64(littleEndianBytes: bytes)))
    }
    var littleEndian: [UInt8] { UInt64(bitPattern: rawValue).littleEndianBytes }
}

extension SnapshotStore {
    /// The show's state as that snapshot has it. Blocks.
    func state(of saved: SavedShow) throws -> ShowState {
        try ShowState(decoding: try read(saved.slice))
    }
}
