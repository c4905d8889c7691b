import Glibc

/// IP addresses as text, taken apart.
enum NetworkAddress {
    /// Four or sixteen bytes; nil if `text` is no address. An IPv4 address in IPv6's clothes
    /// (`::ffff:10.0.0.1`, as a socket for both reports it) is an IPv4 address.
    static func bytes(of text: String) -> [UInt8]? {
        var v4 = in_addr()
        if unsafe inet_pton(AF_INET, text, &v4) == 1 {
            return unsafe withUnsafeBytes(of: &v4) { unsafe Array($0) }
        }
        var v6 = in6_addr()
        guard unsafe inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
        let bytes = unsafe withUnsafeBytes(of: &v6) { unsafe Array($0) }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
        return isMapped ? Array(bytes[12...]) : bytes
    }

    /// What limits count by: an IPv4 address as it is, and of an IPv6 address its /64, for that is
    /// what one subscriber has to choose addresses from (RFC 6177). Text that is no address stands
    /// for itself.
    static func block(of text: String) -> String {
        guard let bytes = bytes(of: text) else { return text }
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 8, by: 2).map { index in
            String(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), radix: 16)
        }
        return groups.joined(separator: ":") + "::/64"
    }
}
