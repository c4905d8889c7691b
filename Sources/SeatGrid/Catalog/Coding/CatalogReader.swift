/// Bytes that are no catalogue, or one of a version this build doesn't know.
package struct CatalogDecodingError: Error, Equatable, Sendable {
    package let offset: Int
    package let reason: String
}

/// Reads what `CatalogWriter` wrote. Any bytes at all end in a value or an error, and never take
/// more memory than a small multiple of their length.
struct CatalogReader {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    func fault(_ reason: String) -> CatalogDecodingError {
        CatalogDecodingError(offset: position, reason: reason)
    }

    mutating func byte() throws(CatalogDecodingError) -> UInt8 {
        guard position < bytes.count else { throw fault("ends too early") }
        position += 1
        return bytes[position - 1]
    }

    mutating func unsigned() throws(CatalogDecodingError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let next = try byte()
            guard shift < 63 || next < 2 else { throw fault("number too large") }
            value |= UInt64(next & 0x7f) << shift
            if next < 0x80 { return value }
        }
        throw fault("number too long")
    }

    /// A number of things that each take at least a byte of what is left.
    mutating func count() throws(CatalogDecodingError) -> Int {
        let value = try unsigned()
        guard value <= UInt64(bytes.count - position) else { throw fault("count beyond the end") }
        return Int(value)
    }

    mutating func signed() throws(CatalogDecodingError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A number within `range`.
    mutating func signed(in range: ClosedRange<Int64>) throws(CatalogDecodingError) -> Int64 {
        let value = try signed()
        guard range.contains(value) else { throw fault("number out of range") }
        return value
    }

    mutating func optional() throws(CatalogDecodingError) -> Int64? {
        switch try byte() {
        case 0: return nil
        case 1: return try signed()
        default: throw fault("neither absent nor present")
        }
    }

    mutating func double() throws(CatalogDecodingError) -> Double {
        var bits: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bits |= UInt64(try byte()) << shift }
        let value = Double(bitPattern: bits)
        guard value.magnitude <= CatalogLimits.coordinate else {
            throw fault("number out of range")
        }
        return value
    }

    mutating func text() throws(CatalogDecodingError) -> String {
        let length = try count()
        let slice = bytes[position..<(position + length)]
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw fault("text is not UTF-8")
        }
        position += length
        return text
    }

    /// A length and that many bytes.
    mutating func block() throws(CatalogDecodingError) -> [UInt8] {
        let length = try count()
        position += length
        return Array(bytes[(position - length)..<position])
    }

    mutating func list<Element>(
        _ read: (inout CatalogReader) throws(CatalogDecodingError) -> Element
    ) throws(CatalogDecodingError) -> [Element] {
        let count = try count()
        var elements: [Element] = []
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }

    mutating func texts() throws(CatalogDecodingError) -> [String] {
        try list { (reader: inout CatalogReader) throws(CatalogDecodingError) in
            try reader.text()
        }
    }

    /// A length and the bytes of a show's checkout terms.
    mutating func checkoutTerms() throws(CatalogDecodingError) -> CheckoutTerms {
        let bytes = try block()
        let terms = unsafe bytes.withUnsafeBytes { buffer in
            Result { () throws(CodecError) -> CheckoutTerms in
                var reader = unsafe ByteReader(buffer)
                let terms = unsafe try reader.checkoutTerms()
                unsafe try reader.end()
                return terms
            }
        }
        guard case .success(let terms) = terms else { throw fault("no checkout terms") }
        return terms
    }
}
