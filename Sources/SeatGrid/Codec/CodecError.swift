/// Bytes that are not what they should be.
package enum CodecError: Error, Equatable, Sendable {
    /// The bytes end too soon.
    case truncated
    /// Bytes are left over.
    case trailing
    /// A tag, length or value that nothing writes.
    case malformed(String)
    /// A schema version that this build does not know.
    case unknownSchema(UInt16)
}
