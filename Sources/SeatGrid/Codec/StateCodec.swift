extension ShowState {
    /// The state as a snapshot entry. Canonical: equal states give equal bytes.
    package func encoded() -> [UInt8] { [] }

    /// Reads a snapshot entry back. Never traps, whatever the bytes are.
    package init(decoding bytes: [UInt8]) throws(CodecError) {
        throw .truncated
    }
}
