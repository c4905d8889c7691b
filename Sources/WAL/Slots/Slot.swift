/// Which slot: 1 for a store's first, and none is ever used again.
public struct SlotNumber: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number.
    public let rawValue: UInt64

    /// The slot of that number.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Earlier slots are less.
    public static func < (a: SlotNumber, b: SlotNumber) -> Bool { a.rawValue < b.rawValue }
}

/// What is in a slot.
public enum SlotReading: Equatable, Sendable {
    /// What was put there.
    case live([UInt8])
    /// It was erased.
    case erased
    /// Its bytes are not what was written.
    case damaged
    /// Nothing was ever put there, as far as this store knows.
    case unknown
}

/// The bytes of a slot. In docs/FORMAT.md.
enum Slot {
    static let size = 64
    static let contentBytes = 48
    private static let content = 16
    private static let live: UInt32 = 1
    private static let erased: UInt32 = 2

    /// - Parameter content: at most `contentBytes`; the rest is zeros. nil: what was there is
    ///   overwritten with zeros, and only that it was is kept.
    @unsafe static func write(
        _ bytes: UnsafeMutableRawPointer,
        _ number: UInt64,
        _ identity: UInt64,
        content given: [UInt8]?
    ) {
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        unsafe bytes.put(0, number)
        unsafe bytes.put(8, given == nil ? erased : live)
        for (offset, byte) in (given ?? []).enumerated() {
            unsafe bytes.put(content + offset, byte)
        }
        unsafe bytes.put(12, checksum(UnsafeRawPointer(bytes), identity))
    }

    @unsafe static func read(
        _ bytes: UnsafeRawPointer,
        _ number: UInt64,
        _ identity: UInt64
    ) -> SlotReading {
        if unsafe isEmpty(bytes) { return .unknown }
        let (found, state): (UInt64, UInt32) = unsafe (bytes.get(0), bytes.get(8))
        guard unsafe bytes.get(12) == checksum(bytes, identity), found == number else {
            return .damaged
        }
        switch state {
        case live:
            let start = unsafe bytes + content
            return .live(
                unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: contentBytes))
            )
        case erased: return .erased
        default: return .damaged
        }
    }

    /// Whether nothing was ever written there.
    @unsafe static func isEmpty(_ bytes: UnsafeRawPointer) -> Bool {
        unsafe UnsafeRawBufferPointer(start: bytes, count: size).allSatisfy { $0 == 0 }
    }

    /// Of all but itself, and of the store it belongs to.
    private static func checksum(_ bytes: UnsafeRawPointer, _ identity: UInt64) -> UInt32 {
        let seed = UInt32(truncatingIfNeeded: identity ^ identity >> 32)
        let head = unsafe crc32c(seed, bytes, 12)
        return unsafe crc32c(head, bytes + 16, size - 16)
    }
}
