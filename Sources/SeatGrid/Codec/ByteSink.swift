/// Where encoded bytes go. One encoder, written against this, also counts its bytes: the size and
/// the bytes can't disagree.
protocol ByteSink {
    /// The low `count` bytes of `value`, the least significant first.
    mutating func put(_ value: UInt64, bytes count: Int)
    mutating func put(bytes: [UInt8])
    mutating func put(text: String)
}

extension ByteSink {
    @inline(__always) mutating func put(_ value: UInt8) { put(UInt64(value), bytes: 1) }
    @inline(__always) mutating func put(_ value: UInt16) { put(UInt64(value), bytes: 2) }
    @inline(__always) mutating func put(_ value: UInt32) { put(UInt64(value), bytes: 4) }
    @inline(__always) mutating func put(_ value: UInt64) { put(value, bytes: 8) }
    @inline(__always) mutating func put(_ value: Int64) {
        put(UInt64(bitPattern: value), bytes: 8)
    }
    @inline(__always) mutating func put(_ flag: Bool) { put(UInt64(flag ? 1 : 0), bytes: 1) }
    @inline(__always) mutating func put(_ bits: Bits128) {
        put(bits.high)
        put(bits.low)
    }
    mutating func put(count: Int) { put(UInt32(count)) }
}

/// Counts bytes.
struct CountingSink: ByteSink {
    private(set) var count = 0

    @inline(__always) mutating func put(_ value: UInt64, bytes count: Int) { self.count += count }
    mutating func put(bytes: [UInt8]) { count += bytes.count }
    mutating func put(text: String) { count += text.utf8.count }
}

/// Writes bytes into memory of a known size.
@unsafe struct MemorySink: ByteSink {
    let buffer: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ buffer: UnsafeMutableRawBufferPointer) { unsafe self.buffer = unsafe buffer }

    @inline(__always) mutating func put(_ value: UInt64, bytes size: Int) {
        precondition(unsafe size <= buffer.count - count, "an encoding is longer than it said")
        switch size {
        case 1:
            unsafe buffer.storeBytes(
                of: UInt8(truncatingIfNeeded: value),
                toByteOffset: count,
                as: UInt8.self
            )
        case 2:
            unsafe buffer.storeBytes(
                of: UInt16(truncatingIfNeeded: value).littleEndian,
                toByteOffset: count,
                as: UInt16.self
            )
        case 4:
            unsafe buffer.storeBytes(
                of: UInt32(truncatingIfNeeded: value).littleEndian,
                toByteOffset: count,
                as: UInt32.self
            )
        default:
            unsafe buffer.storeBytes(
                of: value.littleEndian,
                toByteOffset: count,
                as: UInt64.self
            )
        }
        unsafe count += size
    }

    mutating func put(bytes: [UInt8]) {
        precondition(unsafe bytes.count <= buffer.count - count, "an encoding is too long")
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyBytes(from: bytes)
        unsafe count += bytes.count
    }

    mutating func put(text: String) {
        let size = text.utf8.count
        precondition(unsafe size <= buffer.count - count, "an encoding is longer than it said")
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
        let isCopied: Void? = unsafe text.utf8.withContiguousStorageIfAvailable {
            unsafe target.copyMemory(from: UnsafeRawBufferPointer($0))
        }
        if isCopied == nil {
            for (offset, byte) in text.utf8.enumerated() { unsafe target[offset] = byte }
        }
        unsafe count += size
    }
}

/// Appends bytes to an array.
struct ArraySink: ByteSink {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ value: UInt64, bytes count: Int) {
        var rest = value
        for _ in 0..<count {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
    mutating func put(bytes more: [UInt8]) { bytes.append(contentsOf: more) }
    mutating func put(text: String) { bytes.append(contentsOf: text.utf8) }
}
