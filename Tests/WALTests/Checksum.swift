import CGridSystem

enum Checksum {
    static func of(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt32 {
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe sg_crc32c(0, base + start, bytes.count - start)
    }
}
