import SeatGrid

/// Why a client's message is refused; goes into the close frame.
struct BadMessage: Error, Equatable {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}

extension ClientMessage {
    /// Reads `seatgrid.v1.bin`.
    init(binary bytes: [UInt8]) throws(BadMessage) {
        guard let kind = bytes.first else { throw BadMessage("empty message") }
        switch kind {
        case LiveMessage.BinaryKind.ping where bytes.count == 1: self = .ping
        case LiveMessage.BinaryKind.hello where bytes.count == 1: self = .hello(after: nil)
        case LiveMessage.BinaryKind.hello: self = .hello(after: try Self.number(bytes.dropFirst()))
        default: throw BadMessage("unknown message")
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) throws(BadMessage) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        for (i, byte) in bytes.enumerated() {
            let isLast = i == bytes.count - 1
            guard (byte & 0x80 == 0) == isLast, shift < 63 else { break }
            value |= UInt64(byte & 0x7F) << shift
            shift += 7
            if isLast { return value }
        }
        throw BadMessage("'after' is not a number")
    }

    /// Reads `seatgrid.v1.json`: one flat object, nothing unknown in it, no field twice.
    init(json bytes: [UInt8]) throws(BadMessage) {
        var reader = FlatJSONReader(bytes)
        var kind: String?
        var after: UInt64?
        var sawAfter = false
        try reader.object { (key, reader) throws(BadMessage) in
            switch key {
            case "t" where kind == nil: kind = try reader.string()
            case "after" where !sawAfter:
                sawAfter = true
                after = try reader.numberOrNull()
            case "t", "after": throw BadMessage("a field twice")
            default: throw BadMessage("unknown field")
            }
        }
        switch kind {
        case "hello": self = .hello(after: after)
        case "ping" where !sawAfter: self = .ping
        case nil: throw BadMessage("'t' is missing")
        default: throw BadMessage("unknown message")
        }
    }
}

/// Reads the little JSON that viewers may send.
private struct FlatJSONReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func object(
        _ field: (String, inout FlatJSONReader) throws(BadMessage) -> Void
    ) throws(BadMessage) {
        try expect("{")
        if take("}") { return try end() }
        repeat {
            let key = try string()
            try expect(":")
            try field(key, &self)
        } while take(",")
        try expect("}")
        try end()
    }

    mutating func string() throws(BadMessage) -> String {
        try expect("\"")
        let start = position
        // No word that is known here needs an escape.
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            guard bytes[position] >= 0x20, bytes[position] != UInt8(ascii: "\\") else {
                throw BadMessage("unknown word")
            }
            position += 1
        }
        guard position < bytes.count else { throw BadMessage("not JSON") }
        position += 1
        return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
    }

    mutating func numberOrNull() throws(BadMessage) -> UInt64? {
        skipSpace()
        if bytes[position...].starts(with: "null".utf8) {
            position += 4
            return nil
        }
        let digits = bytes[position...].prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard let value = UInt64(String(decoding: digits, as: UTF8.self)),
            digits.count == 1 || digits.first != 0x30
        else { throw BadMessage("'after' is not a number") }
        position += digits.count
        return value
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(BadMessage) {
        guard take(character) else { throw BadMessage("not JSON of a message") }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    private func end() throws(BadMessage) {
        for byte in bytes[position...] where !Self.isSpace(byte) {
            throw BadMessage("more than one object")
        }
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
