/// A record's bytes: 40 of header, the payload, zeros up to a multiple of 8. See docs/FORMAT.md.
enum RecordFrame {
    static let headerBytes = 40

    /// Bytes of a record with so large a payload.
    @inline(__always)
    static func size(payload: Int) -> Int { (headerBytes + payload + 7) & ~7 }

    /// Writes all but the payload, which already stands at `bytes + headerBytes`.
    @unsafe @inline(__always)
    static func seal(_ bytes: UnsafeMutableRawPointer, _ header: RecordHeader, payload: Int) {
        let end = headerBytes + payload
        for place in end..<size(payload: payload) { unsafe bytes.put(place, UInt8(0)) }
        unsafe bytes.put(4, UInt32(payload))
        unsafe bytes.put(8, header.type.rawValue)
        unsafe bytes.put(10, header.schema)
        unsafe bytes.put(12, header.shard)
        unsafe bytes.put(14, UInt16(0))
        unsafe bytes.put(16, header.epoch)
        unsafe bytes.put(20, UInt32(0))
        unsafe bytes.put(24, header.seq)
        unsafe bytes.put(32, header.time)
        unsafe bytes.put(0, crc32c(0, bytes + 4, end - 4))
    }

    /// The bytes that the record at the start of `bytes` takes; nil if that is no whole record.
    @unsafe @inline(__always)
    static func check(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard bytes.count >= headerBytes, let start = bytes.baseAddress else { return nil }
        let payload = Int(unsafe start.get(4, as: UInt32.self))
        let whole = size(payload: payload)
        guard whole <= bytes.count,
            unsafe start.get(0) == crc32c(0, start + 4, headerBytes + payload - 4)
        else { return nil }
        return whole
    }

    /// The record at `start`, which `check` found whole.
    @unsafe @inline(__always)
    static func record(_ start: UnsafeRawPointer, lsn: LSN) -> LogRecord {
        let payload = Int(unsafe start.get(4, as: UInt32.self))
        let header = RecordHeader(
            type: RecordType(rawValue: unsafe start.get(8)),
            schema: unsafe start.get(10),
            shard: unsafe start.get(12),
            epoch: unsafe start.get(16),
            seq: unsafe start.get(24),
            time: unsafe start.get(32)
        )
        let bytes = unsafe UnsafeRawBufferPointer(start: start + headerBytes, count: payload)
        return unsafe LogRecord(lsn: lsn, header: header, payload: bytes)
    }
}
