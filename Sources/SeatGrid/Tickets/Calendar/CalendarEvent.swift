/// A visit to a show as a calendar entry (RFC 5545), for `ticket.ics`.
package struct CalendarEvent: Equatable, Sendable {
    /// Whether it still takes place.
    package enum Status: String, Sendable {
        case confirmed = "CONFIRMED"
        case cancelled = "CANCELLED"
    }

    /// The same for all issues of one booking's entry, so that a calendar replaces what it has.
    package var uid: String
    /// Higher for each newer issue: a ticket's epoch serves.
    package var sequence: UInt32
    /// When this issue was made.
    package var stamp: WallTime
    package var start: WallTime
    package var minutes: Int64
    package var summary: String
    package var location: String
    package var description: String
    package var url: String?
    package var status = Status.confirmed
    /// Minutes before the start at which a calendar reminds; nil: it does not.
    package var alarm: Int64?

    package init(
        uid: String,
        sequence: UInt32,
        stamp: WallTime,
        start: WallTime,
        minutes: Int64,
        summary: String,
        location: String,
        description: String
    ) {
        self.uid = uid
        self.sequence = sequence
        self.stamp = stamp
        self.start = start
        self.minutes = minutes
        self.summary = summary
        self.location = location
        self.description = description
    }

    /// The file, lines folded at 75 bytes and ended with CRLF.
    package var file: [UInt8] {
        var lines = CalendarLines()
        lines.append("BEGIN", "VCALENDAR")
        lines.append("VERSION", "2.0")
        lines.append("PRODID", "-//SeatGrid//SeatGrid//EN")
        lines.append("CALSCALE", "GREGORIAN")
        lines.append("METHOD", status == .cancelled ? "CANCEL" : "PUBLISH")
        lines.append("BEGIN", "VEVENT")
        lines.append("UID", text: uid)
        lines.append("SEQUENCE", String(sequence))
        lines.append("DTSTAMP", CalendarLines.time(stamp))
        lines.append("DTSTART", CalendarLines.time(start))
        lines.append("DTEND", CalendarLines.time(start.advanced(by: max(minutes, 1) * 60_000)))
        lines.append("SUMMARY", text: summary)
        lines.append("LOCATION", text: location)
        lines.append("DESCRIPTION", text: description)
        if let url { lines.append("URL", url) }
        lines.append("STATUS", status.rawValue)
        lines.append("TRANSP", "OPAQUE")
        if let alarm, status == .confirmed { appendAlarm(alarm, to: &lines) }
        lines.append("END", "VEVENT")
        lines.append("END", "VCALENDAR")
        return lines.bytes
    }

    private func appendAlarm(_ minutes: Int64, to lines: inout CalendarLines) {
        lines.append("BEGIN", "VALARM")
        lines.append("ACTION", "DISPLAY")
        lines.append("DESCRIPTION", text: summary)
        lines.append("TRIGGER", "-PT\(max(minutes, 0))M")
        lines.append("END", "VALARM")
    }
}
