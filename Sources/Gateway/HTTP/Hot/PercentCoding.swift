/// RFC 3986 percent-encoding.
enum PercentCoding {
    /// The decoded text; nil if an escape is broken or the bytes are no UTF-8. `plusIsSpace` for
    /// queries as forms write them.
    static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String? {
        var out: [UInt8] = []
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            if byte == 0x2b, plusIsSpace {
                out.append(0x20)
            } else if byte == 0x25 {
                guard let high = bytes.next().flatMap(digit), let low = bytes.next().flatMap(digit)
                else { return nil }
                out.append(high << 4 | low)
            } else {
                out.append(byte)
            }
        }
        return String(validating: out, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}

/// A query's names and values, decoded.
struct Query {
    private var items: [(name: String, value: String)] = []

    /// Nil if an escape is broken.
    init?(_ text: Substring) {
        for piece in text.split(separator: "&", omittingEmptySubsequences: true) {
            let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(parts[0], plusIsSpace: true),
                let value = parts.count > 1
                    ? PercentCoding.decode(parts[1], plusIsSpace: true) : ""
            else { return nil }
            items.append((name, value))
        }
    }

    /// The first value of that name.
    subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    func has(_ name: String) -> Bool { items.contains { $0.name == name } }
}
