extension JSONParser {
    /// Reads a number by the grammar of RFC 8259 §6.
    mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") {
            position += 1
        } else {
            try digits()
        }
        var isInteger = true
        if current == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, text != "-0", let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            throw JSONSyntaxError(offset: start, reason: "number out of range")
        }
        return .number(number)
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = position
        while case UInt8(ascii: "0")...UInt8(ascii: "9") = current { position += 1 }
        guard position > start else { throw fault("expected a digit") }
    }

    /// Reads a string; the position is at its opening quote.
    mutating func string() throws(JSONSyntaxError) -> String {
        let opening = position
        position += 1
        let start = position
        while true {
            guard position < bytes.count else { throw fault("unexpected end of a string") }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let text = try decoded(bytes[start..<position], from: opening)
                position += 1
                return text
            case UInt8(ascii: "\\"):
                return try escapedString(start: start, opening: opening)
            case 0..<0x20:
                throw fault("control character in a string")
            default:
                position += 1
            }
        }
    }

    private func decoded(
        _ text: some Collection<UInt8>,
        from opening: Int
    ) throws(JSONSyntaxError) -> String {
        guard let string = String(validating: text, as: UTF8.self) else {
            throw JSONSyntaxError(offset: opening, reason: "string is not UTF-8")
        }
        return string
    }

    private mutating func escapedString(
        start: Int,
        opening: Int
    ) throws(JSONSyntaxError) -> String {
        var text = Array(bytes[start..<position])
        while true {
            guard position < bytes.count else { throw fault("unexpected end of a string") }
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try decoded(text, from: opening)
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &text)
            case 0..<0x20:
                throw fault("control character in a string")
            default:
                text.append(byte)
                position += 1
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        let byte = current
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
        default:
            position -= 1
            throw fault("unknown escape")
        }
    }

    /// What follows `\u`: one unit, or a pair of surrogates.
    private mutating func scalar() throws(JSONSyntaxError) -> Character {
        let start = position
        var value = try hexUnit()
        if 0xd800..<0xdc00 ~= value {
            guard current == UInt8(ascii: "\\") else { throw fault("lone surrogate") }
            position += 1
            guard current == UInt8(ascii: "u") else { throw fault("lone surrogate") }
            position += 1
            let low = try hexUnit()
            guard 0xdc00..<0xe000 ~= low else { throw fault("lone surrogate") }
            value = 0x10000 + (value - 0xd800) << 10 + (low - 0xdc00)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw JSONSyntaxError(offset: start, reason: "lone surrogate")
        }
        return Character(scalar)
    }

    private mutating func hexUnit() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit: UInt8
            switch current {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = current - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = current - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = current - UInt8(ascii: "A") + 10
            default: throw fault("expected four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
