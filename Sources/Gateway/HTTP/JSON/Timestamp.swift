import SeatGrid

/// Reads RFC 3339 times, without Foundation.
enum Timestamp {
    /// `2026-12-01T13:30:00Z`, with a fraction and an offset if given; nil if it is no such time.
    static func parse(_ text: String) -> WallTime? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[4] == 0x2d, bytes[7] == 0x2d, bytes[13] == 0x3a,
            bytes[16] == 0x3a, bytes[10] | 0x20 == 0x74,
            let year = digits(bytes, 0..<4), let month = digits(bytes, 5..<7),
            let day = digits(bytes, 8..<10), let hour = digits(bytes, 11..<13),
            let minute = digits(bytes, 14..<16), let second = digits(bytes, 17..<19),
            (1...12).contains(month), day >= 1, day <= length(of: month, in: year),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var index = 19
        var milliseconds = 0
        if bytes[index] == 0x2e {
            index += 1
            let start = index
            while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
                if index - start < 3 { milliseconds = milliseconds * 10 + Int(bytes[index] - 0x30) }
                index += 1
            }
            guard index > start else { return nil }
            for _ in 0..<max(0, 3 - (index - start)) { milliseconds *= 10 }
        }
        guard let offset = offset(bytes, index) else { return nil }
        let total =
            ((dayNumber(year, month, day) * 24 + hour) * 60 + minute - offset) * 60 + second
        return WallTime(rawValue: Int64(total) * 1_000 + Int64(milliseconds))
    }

    /// Minutes east of UTC, from `index` to the end.
    private static func offset(_ bytes: [UInt8], _ index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        if bytes[index] | 0x20 == 0x7a { return index == bytes.count - 1 ? 0 : nil }
        guard bytes.count == index + 6, bytes[index] == 0x2b || bytes[index] == 0x2d,
            bytes[index + 3] == 0x3a, let hours = digits(bytes, index + 1..<index + 3),
            let minutes = digits(bytes, index + 4..<index + 6), hours < 24, minutes < 60
        else { return nil }
        return (bytes[index] == 0x2d ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func digits(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            guard (0x30...0x39).contains(bytes[index]) else { return nil }
            value = value * 10 + Int(bytes[index] - 0x30)
        }
        return value
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970 (Howard Hinnant's `days_from_civil`).
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}
