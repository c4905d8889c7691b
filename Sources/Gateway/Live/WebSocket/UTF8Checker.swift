/// Checks UTF-8 as it arrives, so that a bad byte is noticed at once, wherever a frame is cut.
///
/// Follows table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing above
/// U+10FFFF.
struct UTF8Checker {
    private var missing: UInt8 = 0
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xBF

    /// Whether the bytes so far end with a whole character.
    var isComplete: Bool { missing == 0 }

    /// Takes the next byte; false if no text can begin like this.
    mutating func take(_ byte: UInt8) -> Bool {
        if missing > 0 {
            guard byte >= lower, byte <= upper else { return false }
            missing -= 1
            lower = 0x80
            upper = 0xBF
            return true
        }
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: missing = 1
        case 0xE0:
            missing = 2
            lower = 0xA0
        case 0xED:
            missing = 2
            upper = 0x9F
        case 0xE1...0xEF: missing = 2
        case 0xF0:
            missing = 3
            lower = 0x90
        case 0xF4:
            missing = 3
            upper = 0x8F
        case 0xF1...0xF3: missing = 3
        default: return false
        }
        return true
    }

    /// Takes bytes up to the first bad one; false if there is one.
    mutating func take(_ bytes: some Sequence<UInt8>) -> Bool {
        for byte in bytes where !take(byte) { return false }
        return true
    }

    /// Whether `bytes` are a whole text.
    static func accepts(_ bytes: some Sequence<UInt8>) -> Bool {
        var checker = UTF8Checker()
        return checker.take(bytes) && checker.isComplete
    }
}
