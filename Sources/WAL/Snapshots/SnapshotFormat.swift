/// The fixed parts of a snapshot's file; bytes in docs/FORMAT.md.
enum SnapshotFormat {
    static let version: UInt32 = 1
    static let magic: UInt64 = 0x4853_5041_4e53_4753  // "SGSNAPSH"
    static let footerMagic: UInt64 = 0x444e_4550_4e53_4753  // "SGSNPEND"
    static let fixedBytes = 128
    static let entryHeader = 16
    static let indexHeader = 24

    struct Header: Hashable {
        let shard: UInt16
        let epoch: UInt32
        let seq: UInt64
        let position: LSN
        let generation: UInt64

        @unsafe func write(_ bytes: UnsafeMutableRawPointer) {
            unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0, count: Limits.block)
            unsafe bytes.put(0, magic)
            unsafe bytes.put(12, version)
            unsafe bytes.put(16, shard)
            unsafe bytes.put(20, epoch)
            unsafe bytes.put(24, seq)
            unsafe bytes.put(32, position.rawValue)
            unsafe bytes.put(40, generation)
            unsafe bytes.put(8, crc32c(0, bytes + 12, fixedBytes - 12))
        }

        @unsafe static func read(_ bytes: UnsafeRawPointer, path: String) throws(LogError) -> Header
        {
            try unsafe checkFixed(bytes, magic, path)
            return Header(
                shard: unsafe bytes.get(16),
                epoch: unsafe bytes.get(20),
                seq: unsafe bytes.get(24),
                position: LSN(rawValue: unsafe bytes.get(32)),
                generation: unsafe bytes.get(40)
            )
        }
    }

    struct Footer: Hashable {
        let entries: UInt64
        let indexOffset: UInt64
        let indexBytes: UInt64
        let indexCRC: UInt32
        let bodyCRC: UInt32
        let fileBytes: UInt64
        let generation: UInt64

        @unsafe func write(_ bytes: UnsafeMutableRawPointer) {
            unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0, count: Limits.block)
            unsafe bytes.put(0, footerMagic)
            unsafe bytes.put(12, version)
            unsafe bytes.put(16, entries)
            unsafe bytes.put(24, indexOffset)
            unsafe bytes.put(32, indexBytes)
            unsafe bytes.put(40, indexCRC)
            unsafe bytes.put(44, bodyCRC)
            unsafe bytes.put(48, fileBytes)
            unsafe bytes.put(56, generation)
            unsafe bytes.put(8, crc32c(0, bytes + 12, fixedBytes - 12))
        }

        @unsafe static func read(_ bytes: UnsafeRawPointer, path: String) throws(LogError) -> Footer
        {
            try unsafe checkFixed(bytes, footerMagic, path)
            return Footer(
                entries: unsafe bytes.get(16),
                indexOffset: unsafe bytes.get(24),
                indexBytes: unsafe bytes.get(32),
                indexCRC: unsafe bytes.get(40),
                bodyCRC: unsafe bytes.get(44),
                fileBytes: unsafe bytes.get(48),
                generation: unsafe bytes.get(56)
            )
        }
    }

    @unsafe private static func checkFixed(
        _ bytes: UnsafeRawPointer,
        _ magic: UInt64,
        _ path: String
    ) throws(LogError) {
        guard unsafe bytes.get(0) == magic,
            unsafe bytes.get(8) == crc32c(0, bytes + 12, fixedBytes - 12)
        else { throw .badSnapshot(path: path, reason: "its header or footer cannot be read") }
        let found: UInt32 = unsafe bytes.get(12)
        guard found == version else { throw .unknownVersion(path: path, version: found) }
    }
}
