/// The proxies whose `X-Forwarded-For` is believed: addresses, or ranges like `10.0.0.0/8`.
package struct TrustedProxies: Sendable {
    private struct Range {
        let bytes: [UInt8]
        let bits: Int
    }

    private var ranges: [Range] = []

    /// Nobody is trusted.
    package init() {}

    /// Nil if a text is neither an address nor a range.
    package init?(_ texts: [String]) {
        for text in texts {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard let bytes = NetworkAddress.bytes(of: String(parts[0])), parts.count <= 2 else {
                return nil
            }
            var bits = bytes.count * 8
            if parts.count == 2 {
                // The prefix of an IPv4 address in IPv6's clothes counts the clothes, too.
                let clothes = bytes.count == 4 && parts[0].contains(":") ? 96 : 0
                guard let given = Int(parts[1]), (0...bits).contains(given - clothes) else {
                    return nil
                }
                bits = given - clothes
            }
            ranges.append(Range(bytes: bytes, bits: bits))
        }
    }

    func contains(_ address: String) -> Bool {
        if ranges.isEmpty { return false }
        guard let bytes = NetworkAddress.bytes(of: address) else { return false }
        return ranges.contains { Self.matches($0, bytes) }
    }

    /// The right-most address that is not a trusted proxy: what stands left of it, anybody could
    /// have written.
    func origin(of forwarded: String) -> String? {
        for piece in forwarded.split(separator: ",").reversed() {
            let address = piece.filter { $0 != " " && $0 != "\t" }
            guard NetworkAddress.bytes(of: address) != nil else { return nil }
            if !contains(address) { return address }
        }
        return nil
    }

    private static func matches(_ range: Range, _ bytes: [UInt8]) -> Bool {
        guard range.bytes.count == bytes.count else { return false }
        for bit in 0..<range.bits {
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            if (range.bytes[bit / 8] ^ bytes[bit / 8]) & mask != 0 { return false }
        }
        return true
    }
}
