import Glibc

/// Where the load goes: one server on this machine, and the key that it is driven with.
public struct Target: Sendable {
    /// A target that the driver refuses, with a sentence for the person at the keyboard.
    public struct Refused: Error, CustomStringConvertible {
        /// Why, and what to write instead.
        public let description: String
    }

    /// The address in network order.
    public let address: UInt32
    /// The TCP port.
    public let port: UInt16
    /// `host:port`, as it stands in the `Host` field.
    public let authority: String
    /// The bearer key, if any.
    public let key: String?

    /// True when it is this machine.
    public var isLoopback: Bool { address & 0xFF == 127 }

    /// Reads `http://127.0.0.1:PORT`. Refuses whatever is not this machine: a load driver is a
    /// weapon. With `isOwnHost` its user has said that the host is theirs, and it may be any.
    public init(url: String, key: String?, isOwnHost: Bool = false) throws(Refused) {
        var rest = Substring(url)
        if rest.hasPrefix("http://") { rest = rest.dropFirst(7) }
        if rest.contains("://") { throw Refused(description: "\(url): only http:// is driven") }
        let authority = rest.prefix { $0 != "/" }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, let port = parts.count > 1 ? UInt16(parts[1]) : 80 else {
            throw Refused(description: "\(url): write it as http://127.0.0.1:8080")
        }
        guard let octets = Self.loopback(host) ?? (isOwnHost ? Self.lookUp(String(host)) : nil)
        else {
            throw Refused(
                description: isOwnHost
                    ? "\(url): nothing is known of that host"
                    : "\(url): only 127.0.0.1 and localhost are driven"
            )
        }
        address = octets
        self.port = port
        self.authority = String(authority)
        self.key = key
    }

    /// The IPv4 address of a name or of four numbers, in network order.
    private static func lookUp(_ host: String) -> UInt32? {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_INET
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, nil, &hints, &found) == 0, let first = unsafe found else {
            return nil
        }
        defer { unsafe freeaddrinfo(first) }
        guard let address = unsafe first.pointee.ai_addr else { return nil }
        return unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
            unsafe $0.pointee.sin_addr.s_addr
        }
    }

    private static func loopback(_ host: Substring) -> UInt32? {
        if host == "localhost" { return loopback("127.0.0.1") }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { UInt8($0) }
        guard parts.count == 4, octets.count == 4, octets[0] == 127 else { return nil }
        return octets.enumerated().reduce(0) { $0 | UInt32($1.element) << UInt32(8 * $1.offset) }
    }
}
