/// Takes encoded bytes apart. Every length is checked against what is left before it is believed,
/// so no input makes it trap or allocate more than the input's own size.
@unsafe struct ByteReader {
    private let buffer: UnsafeRawBufferPointer
    private var position = 0

    init(_ buffer: UnsafeRawBufferPointer) { unsafe self.buffer = unsafe buffer }

    var left: Int { unsafe buffer.count - position }

    @inline(__always)
    private mutating func take<T: FixedWidthInteger>(_: T.Type) throws(CodecError) -> T {
        let size = MemoryLayout<T>.size
        guard unsafe left >= size else { throw .truncated }
        let value = unsafe buffer.loadUnaligned(fromByteOffset: position, as: T.self)
        unsafe position += size
        return T(littleEndian: value)
    }

    mutating func u8() throws(CodecError) -> UInt8 { unsafe try take(UInt8.self) }
    mutating func u16() throws(CodecError) -> UInt16 { unsafe try take(UInt16.self) }
    mutating func u32() throws(CodecError) -> UInt32 { unsafe try take(UInt32.self) }
    mutating func u64() throws(CodecError) -> UInt64 { unsafe try take(UInt64.self) }
    mutating func i64() throws(CodecError) -> Int64 { unsafe try take(Int64.self) }

    mutating func flag() throws(CodecError) -> Bool {
        switch unsafe try u8() {
        case 0: return false
        case 1: return true
        default: throw .malformed("flag")
        }
    }

    mutating func bits() throws(CodecError) -> Bits128 {
        Bits128(high: unsafe try u64(), low: unsafe try u64())
    }

    /// A number of things of at least `size` bytes each.
    mutating func count(of size: Int) throws(CodecError) -> Int {
        let count = Int(unsafe try u32())
        guard unsafe count <= left / max(size, 1) else { throw .truncated }
        return count
    }

    mutating func bytes(_ count: Int) throws(CodecError) -> [UInt8] {
        guard unsafe count <= left else { throw .truncated }
        let slice = unsafe [UInt8](buffer[position..<(position + count)])
        unsafe position += count
        return slice
    }

    /// The next bytes where they lie: good as long as what is read.
    mutating func slice(_ count: Int) throws(CodecError) -> UnsafeRawBufferPointer {
        guard unsafe count <= left else { throw .truncated }
        let found = unsafe UnsafeRawBufferPointer(rebasing: buffer[position..<(position + count)])
        unsafe position += count
        return unsafe found
    }

    mutating func text(_ count: Int) throws(CodecError) -> String {
        unsafe try Self.text(of: try slice(count))
    }

    /// The text whose UTF-8 these bytes are.
    static func text(of bytes: UnsafeRawBufferPointer) throws(CodecError) -> String {
        // The general way costs more than all else of an event.
        if unsafe bytes.allSatisfy({ $0 < 0x80 }) {
            return unsafe String(decoding: bytes, as: UTF8.self)
        }
        guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
            throw .malformed("text")
        }
        return text
    }

    func end() throws(CodecError) {
        guard unsafe left == 0 else { throw .trailing }
    }
}
