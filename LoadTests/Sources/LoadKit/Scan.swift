/// Takes single fields out of JSON by hand: the driver shares a core with nothing, but must outrun
/// a server.
///
/// A field is found by its quoted name wherever it stands, so names must be unique in the answer.
public struct Scan {
    private let bytes: [UInt8]
    private var position = 0

    /// A scan of `bytes` from the start.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Goes to the value of the next field called `name`; false, and nothing moved, when there is
    /// none.
    public mutating func seek(_ name: StaticString) -> Bool {
        let length = name.utf8CodeUnitCount
        var at = position
        let end = bytes.count - length - 2
        while at < end {
            if bytes[at] == UInt8(ascii: "\""), bytes[at + length + 1] == UInt8(ascii: "\""),
                matches(name, at + 1)
            {
                var value = at + length + 2
                while value < bytes.count, isSpace(bytes[value]) { value += 1 }
                if value < bytes.count, bytes[value] == UInt8(ascii: ":") {
                    value += 1
                    while value < bytes.count, isSpace(bytes[value]) { value += 1 }
                    position = value
                    return true
                }
            }
            at += 1
        }
        return false
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private func matches(_ name: StaticString, _ at: Int) -> Bool {
        name.withUTF8Buffer { expected in
            for index in 0..<expected.count where unsafe bytes[at + index] != expected[index] {
                return false
            }
            return true
        }
    }

    /// The number here; nil when there is none.
    public mutating func number() -> UInt64? {
        var value: UInt64 = 0
        let start = position
        while position < bytes.count, case let digit = bytes[position], digit >= 0x30, digit <= 0x39
        {
            value = value &* 10 &+ UInt64(digit & 15)
            position += 1
        }
        return position > start ? value : nil
    }

    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skip() { position += 1 }

    /// The bytes of the string here, without unescaping; nil when there is none.
    public mutating func string() -> ArraySlice<UInt8>? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[start..<position]
    }

    /// The number of the field called `name`, from the start of the answer.
    public static func number(_ name: StaticString, in bytes: [UInt8]) -> UInt64? {
        var scan = Scan(bytes)
        return scan.seek(name) ? scan.number() : nil
    }

    /// The string of the field called `name`, from the start of the answer.
    public static func string(_ name: StaticString, in bytes: [UInt8]) -> ArraySlice<UInt8>? {
        var scan = Scan(bytes)
        return scan.seek(name) ? scan.string() : nil
    }

    /// All numbers of fields called `name`, in their order.
    public static func numbers(_ name: StaticString, in bytes: [UInt8]) -> [Int] {
        var scan = Scan(bytes)
        var found: [Int] = []
        while scan.seek(name) {
            if let number = scan.number() { found.append(Int(clamping: number)) }
        }
        return found
    }

    /// Milliseconds since 1970 of an RFC 3339 time in UTC with or without a fraction; nil when it
    /// is none.
    public static func milliseconds(_ text: ArraySlice<UInt8>) -> Int64? {
        let digits = Array(text)
        func field(_ from: Int, _ count: Int) -> Int64? {
            guard digits.count >= from + count else { return nil }
            var value: Int64 = 0
            for byte in digits[from..<(from + count)] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int64(byte & 15)
            }
            return value
        }
        guard let year = field(0, 4), let month = field(5, 2), let day = field(8, 2),
            let hour = field(11, 2), let minute = field(14, 2), let second = field(17, 2)
        else { return nil }
        var fraction: Int64 = 0
        if digits.count > 19, digits[19] == UInt8(ascii: ".") {
            for place in 0..<3 { fraction = fraction * 10 + (field(20 + place, 1) ?? 0) }
        }
        let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
        return seconds * 1000 + fraction
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}
