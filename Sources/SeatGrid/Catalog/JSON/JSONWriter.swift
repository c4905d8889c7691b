/// Writes JSON text into bytes: commas, quotes and escapes are its business, the shape the
/// caller's.
///
///     var json = JSONWriter()
///     json.object { json in
///         json.field("id", "a")
///         json.array("seats") { json in json.string("A-1") }
///     }
///     json.bytes  // {"id":"a","seats":["A-1"]}
///
/// For the catalogue, whose entries nest and have optional parts. The gateway's hot answers are
/// written by `ByteWriter.writeJSON` instead: this module knows no such buffer, and these must not
/// be copied.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    private mutating func begin() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    // MARK: Values

    /// Writes a string with what must be escaped escaped.
    package mutating func string(_ text: String) {
        begin()
        quote(text)
    }

    /// Writes a whole number.
    package mutating func integer(_ value: some BinaryInteger) {
        begin()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Whole numbers without a fraction. Not-a-number and infinities, which JSON lacks, as null.
    package mutating func number(_ value: Double) {
        begin()
        if let integer = Int32(exactly: value) {
            bytes.append(contentsOf: String(integer).utf8)
        } else if value.isFinite {
            bytes.append(contentsOf: value.description.utf8)
        } else {
            bytes.append(contentsOf: "null".utf8)
        }
    }

    /// Writes true or false.
    package mutating func bool(_ value: Bool) {
        begin()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes null.
    package mutating func null() {
        begin()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Bytes that are JSON already.
    package mutating func raw(_ json: some Collection<UInt8>) {
        begin()
        bytes.append(contentsOf: json)
    }

    /// Writes a whole tree.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): bool(flag)
        case .integer(let integer): self.integer(integer)
        case .number(let double): number(double)
        case .string(let text): string(text)
        case .array(let elements):
            array { json in for element in elements { json.value(element) } }
        case .object(let object):
            self.object { json in
                for member in object.members {
                    json.key(member.name)
                    json.value(member.value)
                }
            }
        }
    }

    /// Writes an object whose fields `body` writes.
    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        nested("{", "}", body)
    }

    /// Writes an array whose elements `body` writes.
    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        nested("[", "]", body)
    }

    private mutating func nested(
        _ open: Unicode.Scalar,
        _ close: Unicode.Scalar,
        _ body: (inout JSONWriter) -> Void
    ) {
        begin()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    // MARK: Members of an object

    /// The name of the next value.
    package mutating func key(_ name: String) {
        begin()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a field with a string.
    package mutating func field(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    /// Writes a field with a whole number.
    package mutating func field(_ name: String, _ value: some BinaryInteger) {
        key(name)
        integer(value)
    }

    /// Writes a field with a number.
    package mutating func field(_ name: String, _ value: Double) {
        key(name)
        number(value)
    }

    /// Writes a field with true or false.
    package mutating func field(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// Writes a field with an array of strings.
    package mutating func field(_ name: String, _ texts: [String]) {
        array(name) { json in for text in texts { json.string(text) } }
    }

    /// Writes a field with an object.
    package mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
        key(name)
        object(body)
    }

    /// Writes a field with an array.
    package mutating func array(_ name: String, _ body: (inout JSONWriter) -> Void) {
        key(name)
        array(body)
    }

    // MARK: Strings

    private static let hexDigits = Array("0123456789abcdef".utf8)

    /// RFC 8259 §7: quote, backslash and control characters are escaped, the rest is UTF-8 as is.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0a: bytes.append(contentsOf: "\\n".utf8)
            case 0x0d: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7f:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.hexDigits[Int(byte >> 4)])
                bytes.append(Self.hexDigits[Int(byte & 15)])
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
