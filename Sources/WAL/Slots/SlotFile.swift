/// A file of slots and its image in memory.
///
/// `@unchecked Sendable`: the image is touched under the store's lock only, the file by the one
/// that moves the store on.
final class SlotFile: @unchecked Sendable {
    let header: SlotHeader
    let file: any DiskFile
    /// All slots as they are to be on disk.
    private let image: AlignedBuffer
    private var hasTurnedAhead = false

    init(_ header: SlotHeader, _ file: any DiskFile, image: AlignedBuffer) {
        self.header = header
        self.file = file
        self.image = image
    }

    /// The first number after this file's.
    var end: UInt64 { header.first + UInt64(header.count) }

    private func place(_ number: UInt64) -> UnsafeMutableRawPointer {
        let index = Int(number - header.first)
        precondition(number >= header.first && index < header.count, "a slot of another file")
        return unsafe image.base + index * Slot.size
    }

    func read(_ number: UInt64) -> SlotReading {
        unsafe Slot.read(UnsafeRawPointer(place(number)), number, header.identity)
    }

    func write(_ number: UInt64, _ content: [UInt8]?) {
        unsafe Slot.write(place(number), number, header.identity, content: content)
    }

    /// The number of its last slot that was ever written to; nil: none was.
    var lastUsed: UInt64? {
        let used = (0..<header.count).reversed().first { index in
            unsafe !Slot.isEmpty(UnsafeRawPointer(image.base + index * Slot.size))
        }
        return used.map { header.first + UInt64($0) }
    }

    /// Whether it is time for the first time to make the file after this one.
    func takeTurnAhead() -> Bool {
        defer { hasTurnedAhead = true }
        return !hasTurnedAhead
    }

    /// How many of its slots can't be read.
    var damaged: Int {
        (header.first..<end).count { read($0) == .damaged }
    }

    /// The block that a slot is in, counted from the first with slots.
    func block(of number: UInt64) -> Int {
        Int(number - header.first) * Slot.size / Limits.block
    }

    /// Copies blocks of the image to `target`.
    func copy(_ blocks: Range<Int>, to target: AlignedBuffer) {
        let bytes = blocks.count * Limits.block
        let source = unsafe image.base + blocks.lowerBound * Limits.block
        unsafe target.base.copyMemory(from: source, byteCount: bytes)
    }
}

/// What a file of slots begins with: one block, of which the rest is zeros.
struct SlotHeader: Hashable, Sendable {
    static let size = 64
    static let magic: UInt64 = 0x3153_544f_4c53_4753  // "SGSLOTS1"
    static let version: UInt32 = 1
    static let firstSlot: UInt64 = 1

    /// Which of the store's files it is, from 1.
    let number: UInt64
    /// The store's own.
    let identity: UInt64
    /// The number of its first slot.
    let first: UInt64
    /// How many slots it has.
    let count: Int

    enum Reading: Equatable {
        case good(SlotHeader)
        case bad
        case version(UInt32)
    }

    /// Bytes of the whole file.
    var fileBytes: UInt64 { UInt64(Limits.block + count * Slot.size) }

    @unsafe static func read(_ bytes: UnsafeRawPointer) -> Reading {
        guard unsafe bytes.get(0) == magic, unsafe bytes.get(8) == crc32c(0, bytes + 12, size - 12)
        else { return .bad }
        let version: UInt32 = unsafe bytes.get(12)
        guard version == Self.version else { return .version(version) }
        let count: UInt32 = unsafe bytes.get(40)
        guard count > 0, Int(count) * Slot.size % Limits.block == 0 else { return .bad }
        return .good(
            SlotHeader(
                number: unsafe bytes.get(16),
                identity: unsafe bytes.get(24),
                first: unsafe bytes.get(32),
                count: Int(count)
            )
        )
    }

    @unsafe func write(_ bytes: UnsafeMutableRawPointer) {
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0, count: Self.size)
        unsafe bytes.put(0, Self.magic)
        unsafe bytes.put(12, Self.version)
        unsafe bytes.put(16, number)
        unsafe bytes.put(24, identity)
        unsafe bytes.put(32, first)
        unsafe bytes.put(40, UInt32(count))
        unsafe bytes.put(8, crc32c(0, bytes + 12, Self.size - 12))
    }
}
