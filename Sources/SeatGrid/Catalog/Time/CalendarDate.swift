/// A day of the proleptic Gregorian calendar, in some place's own time.
package struct CalendarDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package let days: Int64

    package init(days: Int64) { self.days = days }

    /// The day in UTC of so many milliseconds since 1970.
    package init(containing milliseconds: Int64) {
        let length: Int64 = 86_400_000
        days = milliseconds >= 0 ? milliseconds / length : (milliseconds - length + 1) / length
    }

    /// nil if there is no such day.
    package init?(year: Int64, month: Int64, day: Int64) {
        guard 1...12 ~= month, 1...Self.length(ofMonth: month, year: year) ~= day else {
            return nil
        }
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so
        // that the leap day is a year's last.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        days = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `2026-12-01`; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Decimal.value(of: bytes[0..<4]), let month = Decimal.value(of: bytes[5..<7]),
            let day = Decimal.value(of: bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The date by the Gregorian calendar; months and days from 1.
    package var civil: (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let index = (5 * dayOfYear + 2) / 153
        let month = index < 10 ? index + 3 : index - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * index + 2) / 5 + 1)
    }

    /// 0 Sunday to 6 Saturday.
    package var weekday: Int64 { ((days + 4) % 7 + 7) % 7 }

    /// The day's first instant, were it in UTC.
    package var midnightUTC: WallTime { WallTime(rawValue: days * 86_400_000) }

    package static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.days < b.days }

    static func length(ofMonth month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Digits of fixed-width fields.
enum Decimal {
    /// nil unless there are digits only.
    static func value(of digits: some Collection<UInt8>) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = digit else { return nil }
            value = value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return value
    }

    static func append(_ value: Int64, width: Int, to text: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }
}
