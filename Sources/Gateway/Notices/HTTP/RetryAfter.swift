import SeatGrid

/// `Retry-After` (RFC 9110 §10.2.3): seconds, or a date.
enum RetryAfter {
    /// A longer wait than a day is taken for a day.
    private static let longest: Int64 = 86_400_000
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Milliseconds from `now`; nil if the text is neither.
    static func milliseconds(_ text: String, now: WallTime) -> Int64? {
        if let seconds = Int64(text), seconds >= 0 {
            return seconds > longest / 1_000 ? longest : seconds * 1_000
        }
        guard let then = date(text) else { return nil }
        return min(longest, max(0, then.rawValue - now.rawValue))
    }

    /// `Sun, 22 Nov 2026 23:12:18 GMT`; the two older forms are not sent by anybody.
    private static func date(_ text: String) -> WallTime? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", words[1].count == 2,
            let month = months.firstIndex(of: String(words[2]))
        else { return nil }
        let number = month + 1
        let two = number < 10 ? "0\(number)" : "\(number)"
        return WallTime(rfc3339: "\(words[3])-\(two)-\(words[1])T\(words[4])Z")
    }
}
