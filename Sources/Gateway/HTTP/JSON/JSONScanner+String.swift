extension JSONScanner {
    /// Takes a string and gives its text.
    mutating func string(_ bytes: Span<UInt8>, at pointer: String) throws(Problem) -> String {
        guard peek(bytes) == 0x22 else {
            try skip(bytes)
            throw .invalid(pointer, "must be a string")
        }
        return try text(bytes)
    }

    /// Takes an object's name and the colon after it.
    mutating func name(_ bytes: Span<UInt8>) throws(Problem) -> String {
        guard peek(bytes) == 0x22 else { throw unexpected(bytes) }
        let name = try text(bytes)
        try expect(0x3a, bytes)
        return name
    }

    /// The string that begins at `position`, which is at its opening quote.
    private mutating func text(_ bytes: Span<UInt8>) throws(Problem) -> String {
        let start = position + 1
        let escaped = try passString(bytes)
        let raw = bytes.extracting(start..<position - 1)
        if escaped { return try unescaped(raw) }
        guard let text = try? UTF8Span(validating: raw) else {
            throw .invalid("", "a string is not valid UTF-8")
        }
        return String(copying: text)
    }

    /// Passes over a string by the grammar; whether it holds an escape.
    mutating func passString(_ bytes: Span<UInt8>) throws(Problem) -> Bool {
        position += 1
        var escaped = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x22 {
                position += 1
                return escaped
            }
            if byte < 0x20 { throw unexpected(bytes) }
            if byte == 0x5c {
                escaped = true
                position += 1
                if position < bytes.count, !Self.mayFollowBackslash(bytes[position]) {
                    throw unexpected(bytes)
                }
            }
            position += 1
        }
        position = bytes.count
        throw unexpected(bytes)
    }

    private static func mayFollowBackslash(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74, 0x75: true
        default: false
        }
    }

    /// Escapes are rare in these bodies: here a copy is made byte by byte.
    private func unescaped(_ raw: Span<UInt8>) throws(Problem) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(raw.count)
        var index = 0
        while index < raw.count {
            let byte = raw[index]
            index += 1
            guard byte == 0x5c else {
                out.append(byte)
                continue
            }
            let escape = raw[index]
            index += 1
            switch escape {
            case 0x62: out.append(0x08)
            case 0x66: out.append(0x0c)
            case 0x6e: out.append(0x0a)
            case 0x72: out.append(0x0d)
            case 0x74: out.append(0x09)
            case 0x75: out.append(contentsOf: String(try scalar(raw, &index)).utf8)
            default: out.append(escape)
            }
        }
        guard let text = String(validating: out, as: UTF8.self) else {
            throw .invalid("", "a string is not valid UTF-8")
        }
        return text
    }

    /// The character of `\uXXXX` or of a surrogate pair; `index` is after the `u`.
    private func scalar(_ raw: Span<UInt8>, _ index: inout Int) throws(Problem) -> Character {
        let lone = Problem.invalid("", "a string holds a broken \\u escape")
        guard let high = hex(raw, &index) else { throw lone }
        if let scalar = Unicode.Scalar(high) { return Character(scalar) }
        guard high < 0xdc00, index + 1 < raw.count, raw[index] == 0x5c, raw[index + 1] == 0x75
        else { throw lone }
        index += 2
        guard let low = hex(raw, &index), low >= 0xdc00, low < 0xe000,
            let scalar = Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00))
        else { throw lone }
        return Character(scalar)
    }

    private func hex(_ raw: Span<UInt8>, _ index: inout Int) -> UInt32? {
        guard index + 4 <= raw.count else { return nil }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = raw[index]
            index += 1
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        return value
    }
}

extension JSONScanner {
    /// Passes over any value, checking all of it.
    mutating func skip(_ bytes: Span<UInt8>) throws(Problem) {
        switch peek(bytes) {
        case 0x7b: try skipObject(bytes)
        case 0x5b: try skipArray(bytes)
        case 0x22: _ = try text(bytes)
        case 0x74: try literal("true", bytes)
        case 0x66: try literal("false", bytes)
        case 0x6e: try literal("null", bytes)
        case .some(0x2d), .some(0x30...0x39): try number(bytes)
        default: throw unexpected(bytes)
        }
    }

    private mutating func skipObject(_ bytes: Span<UInt8>) throws(Problem) {
        position += 1
        try enter()
        defer { leave() }
        if take(0x7d, bytes) { return }
        var names: Set<String> = []
        repeat {
            let name = try name(bytes)
            guard names.insert(name).inserted else {
                throw .invalid("", "the name \"\(name)\" comes twice in an object")
            }
            try skip(bytes)
        } while take(0x2c, bytes)
        try expect(0x7d, bytes)
    }

    private mutating func skipArray(_ bytes: Span<UInt8>) throws(Problem) {
        position += 1
        try enter()
        defer { leave() }
        if take(0x5d, bytes) { return }
        repeat { try skip(bytes) } while take(0x2c, bytes)
        try expect(0x5d, bytes)
    }

    /// Takes an object of any content and gives it without blanks between its tokens.
    mutating func compactObject(
        _ bytes: Span<UInt8>,
        at pointer: String
    ) throws(Problem) -> [UInt8] {
        guard peek(bytes) == 0x7b else {
            try skip(bytes)
            throw .invalid(pointer, "must be an object")
        }
        let start = position
        try skip(bytes)
        var out: [UInt8] = []
        out.reserveCapacity(position - start)
        var quoted = false
        var index = start
        while index < position {
            let byte = bytes[index]
            index += 1
            if quoted || byte > 0x20 { out.append(byte) }
            if byte == 0x22 { quoted.toggle() }
            if quoted, byte == 0x5c {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }
}
