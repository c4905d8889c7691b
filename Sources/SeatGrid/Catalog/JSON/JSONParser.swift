/// Why bytes are not JSON, and where.
package struct JSONSyntaxError: Error, Equatable, Sendable {
    /// Bytes before the fault.
    package let offset: Int
    package let reason: String

    /// What is wrong, and where.
    package var message: String { "\(reason) at byte \(offset)" }
}

/// A strict reader of RFC 8259: UTF-8 checked, no name twice in an object, no lone surrogate, no
/// number beyond a double, no byte-order mark, nothing after the value, a bound on nesting.
package struct JSONParser: ~Copyable {
    let bytes: [UInt8]
    var position = 0
    private var depth = 0
    private let maxDepth: Int

    /// Reads one value that fills `bytes` up to white space. O(bytes).
    ///
    /// - Parameter maxDepth: arrays and objects inside one another; more is refused.
    package static func parse(
        _ bytes: [UInt8],
        maxDepth: Int = 64
    ) throws(JSONSyntaxError) -> JSONValue {
        var parser = JSONParser(bytes: bytes, maxDepth: maxDepth)
        parser.skipSpace()
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.fault("text after the value") }
        return value
    }

    private init(bytes: [UInt8], maxDepth: Int) {
        self.bytes = bytes
        self.maxDepth = maxDepth
    }

    func fault(_ reason: String) -> JSONSyntaxError {
        JSONSyntaxError(offset: position, reason: reason)
    }

    /// The byte at the position; 0, which no token begins with, at the end.
    var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0a, 0x0d: position += 1
            default: return
            }
        }
    }

    private mutating func value() throws(JSONSyntaxError) -> JSONValue {
        switch current {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default:
            throw fault(position < bytes.count ? "unexpected character" : "unexpected end")
        }
    }

    private mutating func word(
        _ text: StaticString,
        _ value: JSONValue
    ) throws(JSONSyntaxError) -> JSONValue {
        let expected = Array(text.description.utf8)
        guard bytes[position...].starts(with: expected) else { throw fault("unexpected character") }
        position += expected.count
        return value
    }

    private mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        guard depth <= maxDepth else { throw fault("nested deeper than \(maxDepth)") }
        position += 1
        skipSpace()
    }

    private mutating func array() throws(JSONSyntaxError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var elements: [JSONValue] = []
        if current == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            skipSpace()
            if current == UInt8(ascii: "]") { break }
            guard current == UInt8(ascii: ",") else { throw fault("expected , or ]") }
            position += 1
            skipSpace()
        }
        position += 1
        return .array(elements)
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var names = MemberNames()
        var members: [JSONObject.Member] = []
        if current == UInt8(ascii: "}") {
            position += 1
            return .object(JSONObject(members))
        }
        while true {
            guard current == UInt8(ascii: "\"") else { throw fault("expected a name") }
            let start = position
            let name = try string()
            guard names.insert(name, among: members) else {
                throw JSONSyntaxError(offset: start, reason: "name twice in an object")
            }
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw fault("expected :") }
            position += 1
            skipSpace()
            members.append(JSONObject.Member(name: name, value: try value()))
            skipSpace()
            if current == UInt8(ascii: "}") { break }
            guard current == UInt8(ascii: ",") else { throw fault("expected , or }") }
            position += 1
            skipSpace()
        }
        position += 1
        return .object(JSONObject(members))
    }
}

/// Finds a name's second use: by looking through the few there usually are, by a set beyond that,
/// so that a hostile object costs no more than its length.
private struct MemberNames {
    private var set: Set<String> = []

    mutating func insert(_ name: String, among members: [JSONObject.Member]) -> Bool {
        if members.count < 16 { return !members.contains { $0.name == name } }
        if set.isEmpty { set = Set(members.map(\.name)) }
        return set.insert(name).inserted
    }
}
