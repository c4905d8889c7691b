/// When a place's clocks differ from UTC by how much: a POSIX TZ rule without the names.
///
/// `5:30` is half past five hours east of UTC the whole year; `1 2 M3.5.0/2 M10.5.0/3` is one hour
/// east, two from 2:00 on the last Sunday of March till 3:00 (summer time) on October's last.
package struct ZoneRule: Sendable {
    private let standard: Int64
    private let summer: Summer?

    private struct Summer {
        let offset: Int64
        let begins: Turn
        let ends: Turn
    }

    /// `month`, week (5 is the last) and weekday, and seconds after that day's midnight.
    private struct Turn {
        let month: Int64
        let week: Int64
        let weekday: Int64
        let seconds: Int64

        func local(year: Int64) -> Int64 {
            guard let first = CalendarDate(year: year, month: month, day: 1) else { return 0 }
            var day = 1 + (weekday - first.weekday + 7) % 7 + (week - 1) * 7
            while day > CalendarDate.length(ofMonth: month, year: year) { day -= 7 }
            return (first.days + day - 1) * 86_400 + seconds
        }
    }

    static let utc = ZoneRule(standard: 0, summer: nil)

    private init(standard: Int64, summer: Summer?) {
        self.standard = standard
        self.summer = summer
    }

    /// nil if `text` is no such rule.
    init?(_ text: Substring) {
        let parts = text.split(separator: " ")
        guard let first = parts.first, let standard = Self.seconds(first) else { return nil }
        guard parts.count > 1 else {
            self.init(standard: standard, summer: nil)
            return
        }
        guard parts.count == 4, let offset = Self.seconds(parts[1]),
            let begins = Self.turn(parts[2]), let ends = Self.turn(parts[3])
        else { return nil }
        self.init(
            standard: standard,
            summer: Summer(offset: offset, begins: begins, ends: ends)
        )
    }

    /// Seconds to add to UTC at `time`.
    package func offset(at time: WallTime) -> Int64 {
        guard let summer else { return standard }
        let year = CalendarDate(containing: time.rawValue + standard * 1_000).civil.year
        let begins = (summer.begins.local(year: year) - standard) * 1_000
        let ends = (summer.ends.local(year: year) - summer.offset) * 1_000
        let isSummer =
            begins < ends
            ? begins <= time.rawValue && time.rawValue < ends
            : begins <= time.rawValue || time.rawValue < ends
        return isSummer ? summer.offset : standard
    }

    /// The day that a calendar there shows at `time`.
    package func date(at time: WallTime) -> CalendarDate {
        CalendarDate(containing: time.rawValue + offset(at: time) * 1_000)
    }

    private static func seconds(_ text: Substring) -> Int64? {
        let isWest = text.hasPrefix("-")
        let parts = (isWest ? text.dropFirst() : text).split(separator: ":")
        guard let first = parts.first, let hours = Int64(first), parts.count <= 2 else {
            return nil
        }
        var minutes: Int64 = 0
        if parts.count == 2 {
            guard let value = Int64(parts[1]) else { return nil }
            minutes = value
        }
        return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
    }

    private static func turn(_ text: Substring) -> Turn? {
        let halves = text.split(separator: "/")
        let numbers = halves[0].dropFirst().split(separator: ".").compactMap { Int64($0) }
        guard text.hasPrefix("M"), numbers.count == 3, halves.count == 2,
            let seconds = seconds(halves[1])
        else { return nil }
        return Turn(month: numbers[0], week: numbers[1], weekday: numbers[2], seconds: seconds)
    }
}
