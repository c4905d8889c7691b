internal import CGridSystem

/// The log's numbers are little-endian and need no alignment.
extension UnsafeRawPointer {
    @inline(__always)
    func get<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as: T.Type = T.self) -> T {
        unsafe T(littleEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
    }
}

extension UnsafeMutableRawPointer {
    @inline(__always)
    func put<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _ value: T) {
        unsafe storeBytes(of: value.littleEndian, toByteOffset: offset, as: T.self)
    }
}

/// CRC-32C (Castagnoli); continues from `seed`.
@inline(__always)
func crc32c(_ seed: UInt32 = 0, _ bytes: UnsafeRawPointer, _ count: Int) -> UInt32 {
    unsafe sg_crc32c(seed, bytes, count)
}
