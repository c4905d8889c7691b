import SeatGrid

/// The header fields of a plain request.
extension NarrowRequest {
    /// Reads field lines up to and with the empty line; false if one of them is not plain.
    @inline(__always)
    mutating func readFields(
        _ bytes: Span<UInt8>,
        _ cursor: inout Int,
        _ limits: Limits
    ) -> Bool {
        var seen = Seen()
        for _ in 0...limits.fieldCount {
            guard cursor < bytes.count else { return false }
            if bytes[cursor] == 0x0d {
                cursor += 1
                guard cursor < bytes.count, bytes[cursor] == 0x0a else { return false }
                cursor += 1
                return seen.has(Seen.host)
            }
            guard let name = Self.name(bytes, &cursor), let value = Self.value(bytes, &cursor),
                note(bytes, name, value, &seen)
            else { return false }
        }
        return false
    }

    /// Which of the fields that may come once have come.
    struct Seen {
        private var bits: UInt8 = 0

        static let host: UInt8 = 7

        /// Whether that field has come.
        @inline(__always)
        func has(_ field: UInt8) -> Bool { bits & 1 << field != 0 }

        /// False if that field has come before.
        @inline(__always)
        mutating func first(_ field: UInt8) -> Bool {
            defer { bits |= 1 << field }
            return bits & 1 << field == 0
        }
    }

    /// A name of letters, digits and dashes, and the colon after it.
    @inline(__always)
    private static func name(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Range<Int>? {
        let start = cursor
        while cursor < bytes.count {
            switch bytes[cursor] {
            case 0x61...0x7a, 0x41...0x5a, 0x30...0x39, 0x2d: cursor += 1
            case 0x3a where cursor > start:
                defer { cursor += 1 }
                return start..<cursor
            default: return nil
            }
        }
        return nil
    }

    /// Printable ASCII after at most one space, and the line's end; no other blanks around it.
    @inline(__always)
    private static func value(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Range<Int>? {
        if cursor < bytes.count, bytes[cursor] == 0x20 { cursor += 1 }
        let start = cursor
        while cursor < bytes.count, bytes[cursor] >= 0x20, bytes[cursor] < 0x7f { cursor += 1 }
        let value = start..<cursor
        guard cursor + 1 < bytes.count, bytes[cursor] == 0x0d, bytes[cursor + 1] == 0x0a,
            !value.isEmpty, bytes[start] != 0x20, bytes[cursor - 1] != 0x20
        else { return nil }
        cursor += 2
        return value
    }

    /// Keeps a field that the hot lane looks at; false for one that makes the request not plain.
    @inline(__always)
    private mutating func note(
        _ bytes: Span<UInt8>,
        _ name: Range<Int>,
        _ value: Range<Int>,
        _ seen: inout Seen
    ) -> Bool {
        switch name.count {
        case 4: return !bytes.isAlike(name, "host") || seen.first(Seen.host)
        case 6: return !bytes.isAlike(name, "expect")
        case 7: return !bytes.isAlike(name, "upgrade") && !bytes.isAlike(name, "trailer")
        case 10:
            // To keep the connection is what HTTP/1.1 does unasked.
            return !bytes.isAlike(name, "connection") || bytes.isAlike(value, "keep-alive")
        case 12:
            if bytes.isAlike(name, "content-type") {
                isJSON = bytes.isAlike(value, "application/json")
                return isJSON && seen.first(0)
            }
            guard bytes.isAlike(name, "x-request-id") else { return true }
            requestID = value
            return seen.first(1)
        case 13:
            if bytes.isAlike(name, "authorization") {
                authorization = value
                return seen.first(2)
            }
            guard bytes.isAlike(name, "if-none-match") else { return true }
            ifNoneMatch = value
            return seen.first(3)
        case 14:
            guard bytes.isAlike(name, "content-length") else { return true }
            guard seen.first(4), let size = Self.size(bytes, value) else { return false }
            body = 0..<size
            return true
        case 15:
            if bytes.isAlike(name, "idempotency-key") {
                idempotencyKey = value
                return seen.first(5)
            }
            guard bytes.isAlike(name, "x-forwarded-for") else { return true }
            forwardedFor = value
            return seen.first(6)
        case 16:
            return !bytes.isAlike(name, "content-encoding")
                && !bytes.isAlike(name, "proxy-connection")
        case 17: return !bytes.isAlike(name, "transfer-encoding")
        default: return true
        }
    }

    /// One to five decimal digits.
    @inline(__always)
    private static func size(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Int? {
        guard value.count <= 5 else { return nil }
        var size = 0
        for index in value {
            guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
            size = size * 10 + Int(bytes[index] - 0x30)
        }
        return size
    }
}

extension Span<UInt8> {
    /// Whether the bytes at `range` are `lower` but for the case of letters.
    @inline(__always)
    fileprivate func isAlike(_ range: Range<Int>, _ lower: StaticString) -> Bool {
        guard range.count == lower.utf8CodeUnitCount else { return false }
        for index in 0..<range.count {
            let byte = self[range.lowerBound + index]
            let folded = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
            if unsafe folded != lower.utf8Start[index] { return false }
        }
        return true
    }
}
