/// Which names of an object have been read; each may come once.
struct Fields {
    private var seen: UInt32 = 0

    /// Notes field number `index`, called `name`.
    @inline(__always)
    mutating func note(_ index: Int, _ name: String) throws(Problem) {
        let bit: UInt32 = 1 << UInt32(index)
        guard seen & bit == 0 else { throw .invalid("/\(name)", "comes twice") }
        seen |= bit
    }

    func has(_ index: Int) -> Bool { seen & (1 << UInt32(index)) != 0 }

    /// The answer to a name that this object does not have.
    static func unknown(_ name: String, under parent: String = "") -> Problem {
        .invalid("\(parent)/\(escaped(name))", "unknown field \"\(name)\"")
    }

    /// RFC 6901: `~` and `/` in a name are written `~0` and `~1`.
    static func escaped(_ name: String) -> String {
        var out = ""
        for character in name {
            switch character {
            case "~": out += "~0"
            case "/": out += "~1"
            default: out.append(character)
            }
        }
        return out
    }
}

extension JSONScanner {
    /// Reads `{ name: value, … }`; `field` reads each value. Nil body (`null` or another kind) is
    /// refused as not being an object.
    @inline(__always)
    mutating func object(
        _ bytes: Span<UInt8>,
        at pointer: String,
        _ field: (inout JSONScanner, Span<UInt8>, String) throws(Problem) -> Void
    ) throws(Problem) {
        guard peek(bytes) == 0x7b else {
            try skip(bytes)
            throw .invalid(pointer, "must be an object")
        }
        position += 1
        try enter()
        defer { leave() }
        if take(0x7d, bytes) { return }
        repeat {
            let name = try name(bytes)
            try field(&self, bytes, name)
        } while take(0x2c, bytes)
        try expect(0x7d, bytes)
    }

    /// Reads `[ value, … ]`.
    @inline(__always)
    mutating func array(
        _ bytes: Span<UInt8>,
        at pointer: String,
        _ element: (inout JSONScanner, Span<UInt8>, Int) throws(Problem) -> Void
    ) throws(Problem) {
        guard peek(bytes) == 0x5b else {
            try skip(bytes)
            throw .invalid(pointer, "must be an array")
        }
        position += 1
        try enter()
        defer { leave() }
        if take(0x5d, bytes) { return }
        var index = 0
        repeat {
            try element(&self, bytes, index)
            index += 1
        } while take(0x2c, bytes)
        try expect(0x5d, bytes)
    }
}
