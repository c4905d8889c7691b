import CGridSystem

/// The gzip form of a file, made once when the node starts (RFC 1952).
enum Gzip {
    /// zlib's window of 32 KiB, with 16 for the gzip frame.
    private static let windowBits: Int32 = 15 + 16

    /// Nil if zlib has no memory for it.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = unsafe z_stream()
        guard unsafe sg_deflate_init(&stream, 9, windowBits, 9) == Z_OK else { return nil }
        defer { _ = unsafe deflateEnd(&stream) }
        // What zlib promises not to exceed, and the frame.
        let room = bytes.count + bytes.count / 1_000 + 64
        var isDone = false
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
            unsafe bytes.withUnsafeBufferPointer { source in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.avail_in = UInt32(source.count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = UInt32(room)
                isDone = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = unsafe room - Int(stream.avail_out)
            }
        }
        return isDone ? packed : nil
    }
}
