import CZlib

/// Whole buffers through the system's zlib.
enum Zlib {
    /// More than any histogram of five digits takes; what expands beyond it is refused.
    static let longest = 64 << 20

    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        let code = unsafe compress2(
            &packed,
            &length,
            bytes,
            uLong(bytes.count),
            Z_DEFAULT_COMPRESSION
        )
        // The buffer is as long as zlib asked for, so only exhausted memory is left.
        precondition(code == Z_OK, "zlib: \(code)")
        return Array(packed.prefix(Int(length)))
    }

    /// The bytes that were compressed; nil when `packed` is damaged or too long.
    static func expand(_ packed: ArraySlice<UInt8>) -> [UInt8]? {
        let source = Array(packed)
        var room = 64 << 10
        while room <= longest {
            var bytes = [UInt8](repeating: 0, count: room)
            var length = uLong(room)
            let code = unsafe uncompress(&bytes, &length, source, uLong(source.count))
            if code == Z_OK { return Array(bytes.prefix(Int(length))) }
            // zlib says the same of a cut-off stream, which then fails at the greatest room.
            guard code == Z_BUF_ERROR else { return nil }
            room *= 4
        }
        return nil
    }
}
