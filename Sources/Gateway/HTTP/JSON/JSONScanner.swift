import SeatGrid

/// A strict reader of small JSON bodies, straight from the received bytes.
///
/// RFC 8259 to the letter: no trailing comma, no comment, no lone surrogate, no bytes after the
/// value, valid UTF-8, no name twice in an object. It makes no copy of what it only skips.
/// Complexity: linear in the body. The bytes are passed to every call, because a span can't be
/// kept.
struct JSONScanner {
    /// Where the next byte is read.
    var position = 0
    private var depth = 0
    private let maximumDepth: Int

    init(maximumDepth: Int) { self.maximumDepth = maximumDepth }

    /// Skips blanks and gives the next byte without taking it; nil at the end.
    @inline(__always)
    mutating func peek(_ bytes: Span<UInt8>) -> UInt8? {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    /// Takes `byte` after blanks, if it comes next.
    @inline(__always)
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard peek(bytes) == byte else { return false }
        position += 1
        return true
    }

    mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(Problem) {
        guard take(byte, bytes) else { throw unexpected(bytes) }
    }

    /// Nothing but blanks may follow.
    mutating func end(_ bytes: Span<UInt8>) throws(Problem) {
        if peek(bytes) != nil {
            throw .invalid("", "unexpected bytes after the JSON value, at byte \(position)")
        }
    }

    mutating func enter() throws(Problem) {
        depth += 1
        if depth > maximumDepth { throw .invalid("", "nested deeper than \(maximumDepth) levels") }
    }

    mutating func leave() { depth -= 1 }

    /// The answer to bytes that are no JSON.
    func unexpected(_ bytes: Span<UInt8>) -> Problem {
        position >= bytes.count
            ? .invalid("", "the JSON ends too early")
            : .invalid("", "malformed JSON at byte \(position)")
    }
}

extension JSONScanner {
    /// `true` or `false`.
    mutating func bool(_ bytes: Span<UInt8>, at pointer: String) throws(Problem) -> Bool {
        switch peek(bytes) {
        case 0x74:
            try literal("true", bytes)
            return true
        case 0x66:
            try literal("false", bytes)
            return false
        default:
            try skip(bytes)
            throw .invalid(pointer, "must be true or false")
        }
    }

    /// Whether `null` came next; then it is taken.
    mutating func null(_ bytes: Span<UInt8>) throws(Problem) -> Bool {
        guard peek(bytes) == 0x6e else { return false }
        try literal("null", bytes)
        return true
    }

    /// A whole number without fraction or exponent that fits 64 bits.
    mutating func integer(_ bytes: Span<UInt8>, at pointer: String) throws(Problem) -> Int64 {
        guard let first = peek(bytes), first == 0x2d || (first >= 0x30 && first <= 0x39) else {
            try skip(bytes)
            throw .invalid(pointer, "must be a whole number")
        }
        let start = position
        try number(bytes)
        var index = start
        let negative = bytes[start] == 0x2d
        if negative { index += 1 }
        var value: Int64 = 0
        while index < position {
            let byte = bytes[index]
            guard byte >= 0x30, byte <= 0x39 else {
                throw .invalid(pointer, "must be a whole number, without fraction or exponent")
            }
            let digit = Int64(byte - 0x30)
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowed) =
                negative
                ? scaled.subtractingReportingOverflow(digit)
                : scaled.addingReportingOverflow(digit)
            if overflow || overflowed { throw .invalid(pointer, "is too large a number") }
            value = sum
            index += 1
        }
        return value
    }

    /// Takes a number by the grammar, without its value.
    mutating func number(_ bytes: Span<UInt8>) throws(Problem) {
        if position < bytes.count, bytes[position] == 0x2d { position += 1 }
        guard position < bytes.count else { throw unexpected(bytes) }
        if bytes[position] == 0x30 {
            position += 1
        } else {
            try digits(bytes)
        }
        if position < bytes.count, bytes[position] == 0x2e {
            position += 1
            try digits(bytes)
        }
        if position < bytes.count, bytes[position] | 0x20 == 0x65 {
            position += 1
            if position < bytes.count, bytes[position] == 0x2b || bytes[position] == 0x2d {
                position += 1
            }
            try digits(bytes)
        }
    }

    private mutating func digits(_ bytes: Span<UInt8>) throws(Problem) {
        let start = position
        while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
            position += 1
        }
        if position == start { throw unexpected(bytes) }
    }

    mutating func literal(_ word: StaticString, _ bytes: Span<UInt8>) throws(Problem) {
        guard position + word.utf8CodeUnitCount <= bytes.count else {
            position = bytes.count
            throw unexpected(bytes)
        }
        for index in 0..<word.utf8CodeUnitCount {
            guard unsafe bytes[position] == word.utf8Start[index] else { throw unexpected(bytes) }
            position += 1
        }
    }
}
