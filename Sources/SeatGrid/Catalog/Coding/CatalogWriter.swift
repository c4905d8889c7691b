/// Writes the catalogue's bytes: whole numbers as LEB128 of 7 bits a byte, doubles as 8 bytes
/// little-endian, texts as their length and UTF-8.
struct CatalogWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func count(_ value: Int) { unsigned(UInt64(value)) }

    /// Zigzag, so that small numbers of either sign are short.
    mutating func signed(_ value: Int64) {
        unsigned(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    mutating func optional(_ value: Int64?) {
        byte(value == nil ? 0 : 1)
        if let value { signed(value) }
    }

    mutating func double(_ value: Double) {
        var bits = value.bitPattern
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
        }
    }

    mutating func text(_ value: String) {
        count(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    mutating func list<Element>(
        _ elements: [Element],
        _ write: (Element, inout CatalogWriter) -> Void
    ) {
        count(elements.count)
        for element in elements { write(element, &self) }
    }

    mutating func texts(_ texts: [String]) { list(texts) { $1.text($0) } }
}
