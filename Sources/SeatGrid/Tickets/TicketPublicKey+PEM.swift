extension TicketPublicKey {
    /// SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410).
    private static let prefix: [UInt8] = [
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]
    private static let begin = "-----BEGIN PUBLIC KEY-----"
    private static let end = "-----END PUBLIC KEY-----"

    /// The key as `openssl pkey -pubin` reads it.
    package var pem: String {
        "\(Self.begin)\n\(TicketText.base64(Self.prefix + raw, isURL: false))\n\(Self.end)\n"
    }

    /// All keys of a text: PEM blocks, and whatever stands between them is a comment.
    ///
    /// nil if a block is no Ed25519 public key or does not end.
    package static func keys(pem text: String) -> [TicketPublicKey]? {
        var keys: [TicketPublicKey] = []
        var block: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.filter { !$0.isWhitespace || $0 == " " }
            if line == begin {
                guard block == nil else { return nil }
                block = ""
            } else if line == end {
                guard let found = block.flatMap(key(base64:)) else { return nil }
                keys.append(found)
                block = nil
            } else {
                block?.append(contentsOf: line)
            }
        }
        return block == nil ? keys : nil
    }

    private static func key(base64 text: String) -> TicketPublicKey? {
        guard let bytes = TicketText.bytes(base64: text, isURL: false), bytes.starts(with: prefix)
        else { return nil }
        return TicketPublicKey(raw: Array(bytes.dropFirst(prefix.count)))
    }
}
