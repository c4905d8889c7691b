/// A show's events as payloads of log records: explicit little-endian (docs/FORMAT.md).
package enum EventCodec {
    /// The log record type of a show's event.
    package static let recordType: UInt16 = 0x01
    /// The schema version that `encode` writes.
    package static let schema: UInt16 = 1

    /// How many bytes `encode` will write.
    package static func encodedSize(_ event: Event, show: ShowID) -> Int { 0 }

    /// Writes exactly `encodedSize` bytes to the start of `buffer`.
    package static func encode(
        _ event: Event, show: ShowID, into buffer: UnsafeMutableRawBufferPointer
    ) {}

    /// Reads a payload back. Never traps, whatever the bytes are.
    package static func decode(
        _ payload: UnsafeRawBufferPointer, schema: UInt16
    ) throws(CodecError) -> (show: ShowID, event: Event) {
        throw .truncated
    }

    /// Reads only whose event it is, to find the show before decoding.
    package static func show(
        of payload: UnsafeRawBufferPointer, schema: UInt16
    ) throws(CodecError) -> ShowID {
        throw .truncated
    }
}
