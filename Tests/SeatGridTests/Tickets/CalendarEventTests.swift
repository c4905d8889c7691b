import Testing

@testable import SeatGrid

/// Calendar files as RFC 5545 has them.
@Suite struct CalendarEventTests {
    private func event() -> CalendarEvent {
        CalendarEvent(
            uid: "bk_01@sh1.seatgrid",
            sequence: 2,
            stamp: WallTime(rawValue: 1_795_000_000_123),
            start: WallTime(rawValue: 1_796_131_800_000),
            minutes: 148,
            summary: "A; B, C\\D",
            location: "Regal, Screen 1",
            description: "Seats A-1,\nA-2"
        )
    }

    @Test func `an event is written with times in UTC and its texts escaped`() {
        var event = event()
        event.alarm = 90
        event.url = "https://example.com/?a=1,2"
        let expected = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//SeatGrid//SeatGrid//EN
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            BEGIN:VEVENT
            UID:bk_01@sh1.seatgrid
            SEQUENCE:2
            DTSTAMP:20261118T110640Z
            DTSTART:20261201T133000Z
            DTEND:20261201T155800Z
            SUMMARY:A\\; B\\, C\\\\D
            LOCATION:Regal\\, Screen 1
            DESCRIPTION:Seats A-1\\,\\nA-2
            URL:https://example.com/?a=1,2
            STATUS:CONFIRMED
            TRANSP:OPAQUE
            BEGIN:VALARM
            ACTION:DISPLAY
            DESCRIPTION:A\\; B\\, C\\\\D
            TRIGGER:-PT90M
            END:VALARM
            END:VEVENT
            END:VCALENDAR

            """.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        #expect(String(decoding: event.file, as: UTF8.self) == expected)
    }

    @Test func `a cancelled one says so and reminds nobody`() {
        var event = event()
        event.status = .cancelled
        event.alarm = 90
        let text = String(decoding: event.file, as: UTF8.self)
        #expect(text.contains("METHOD:CANCEL\r\n"))
        #expect(text.contains("STATUS:CANCELLED\r\n"))
        #expect(!text.contains("VALARM"))
    }

    @Test func `no line is longer than 75 bytes, and no character is cut`() {
        for length in 60..<90 {
            var event = event()
            event.summary =
                String(repeating: "x", count: length) + String(repeating: "हिन्दी€", count: 40)
            // By bytes: a fold may stand between a letter and its sign, which are one character.
            let file = event.file
            #expect(longestLine(of: file) <= 75)
            let unfolded = file.split(separator: Array("\r\n ".utf8)).flatMap { $0 }
            let summary = Array("\r\nSUMMARY:\(event.summary)\r\n".utf8)
            #expect(unfolded.split(separator: summary).count == 2)
        }
    }

    private func longestLine(of file: [UInt8]) -> Int {
        file.split(separator: Array("\r\n".utf8)).map(\.count).max() ?? 0
    }

    @Test func `nothing that a film is called begins a line of its own`() {
        var event = event()
        event.summary = "X\r\nATTENDEE:mailto:a@example.com\u{0}"
        event.url = "https://example.com/\r\nATTENDEE:x"
        let text = String(decoding: event.file, as: UTF8.self)
        #expect(!text.contains("\nATTENDEE"))
    }
}
