import NIOCore

/// Where the bytes of an answer are put together: a piece of memory of its own that is used again.
///
/// `ByteBuffer` asks at each write whether its storage is shared and within bounds; a small answer
/// is some sixty writes, and asking was a tenth of a request. This one is never shared, so it only
/// looks for room.
@safe struct ByteWriter: ~Copyable {
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    /// Bytes written.
    private(set) var count = 0

    init(capacity: Int = 1_024) {
        unsafe base = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        self.capacity = capacity
    }

    deinit { unsafe base.deallocate() }

    /// What was written, as long as nothing more is.
    var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: base, count: count) }

    /// A copy for a channel or a cache.
    var buffer: ByteBuffer { unsafe ByteBuffer(bytes: bytes) }

    /// Forgets the content, and the memory too if it has grown beyond `kept` bytes.
    mutating func clear(keeping kept: Int = 64 * 1_024) {
        count = 0
        guard capacity > kept else { return }
        unsafe base.deallocate()
        unsafe base = UnsafeMutableRawPointer.allocate(byteCount: kept, alignment: 16)
        capacity = kept
    }

    /// Memory for `size` more bytes, all of which the caller writes.
    @inline(__always)
    mutating func take(_ size: Int) -> UnsafeMutableRawPointer {
        if capacity - count < size { grow(size) }
        defer { count += size }
        return unsafe base + count
    }

    /// Takes back the last bytes.
    @inline(__always)
    mutating func drop(to count: Int) {
        precondition(count >= 0 && count <= self.count, "more bytes than were written")
        self.count = count
    }

    @inline(never)
    private mutating func grow(_ size: Int) {
        capacity = max(capacity * 2, count + size)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        unsafe larger.copyMemory(from: base, byteCount: count)
        unsafe base.deallocate()
        unsafe base = larger
    }

    @inline(__always)
    mutating func write(_ byte: UInt8) {
        unsafe take(1).storeBytes(of: byte, as: UInt8.self)
    }

    @inline(__always)
    mutating func writeStaticString(_ text: StaticString) {
        let size = text.utf8CodeUnitCount
        unsafe take(size).copyMemory(from: text.utf8Start, byteCount: size)
    }

    @inline(__always)
    mutating func writeString(_ text: String) {
        var text = text
        text.withUTF8 { unsafe write(UnsafeRawBufferPointer($0)) }
    }

    @inline(__always)
    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        unsafe take(bytes.count).copyMemory(from: start, byteCount: bytes.count)
    }

    @inline(__always)
    mutating func write(_ bytes: ByteBuffer) {
        unsafe bytes.withUnsafeReadableBytes { unsafe write($0) }
    }
}

extension ByteBuffer {
    /// Appends what was written.
    @inline(__always)
    mutating func write(_ writer: borrowing ByteWriter) {
        unsafe writeBytes(writer.bytes)
    }
}
