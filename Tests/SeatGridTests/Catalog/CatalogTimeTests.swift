import Foundation
import Testing

@testable import SeatGrid

@Suite struct CatalogTimeTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00Z", 951_825_600_000),
            ("2026-12-01T13:30:00Z", 1_796_131_800_000), ("1969-12-31T23:59:59.999Z", -1),
            ("2026-12-01T19:00:00+05:30", 1_796_131_800_000),
            ("2026-12-01T05:30:00-08:00", 1_796_131_800_000),
            ("1970-01-01T00:00:00.1239Z", 123), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
            ("1970-01-01t00:00:01z", 1_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
            ("0000-01-01T00:00:00Z", -62_167_219_200_000),
        ] as [(String, Int64)]
    )
    func `times are read`(_ text: String, _ expected: Int64) {
        #expect(WallTime(rfc3339: text)?.rawValue == expected)
    }

    @Test(arguments: [
        "", "2026-12-01", "2026-12-01T13:30Z", "2026-12-01T13:30:00", "2026-12-01 13:30:00Z",
        "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-12-01T24:00:00Z",
        "2026-12-01T00:60:00Z", "2026-12-01T00:00:61Z", "2026-12-01T00:00:00.Z",
        "2026-12-01T00:00:00+0530", "2026-12-01T00:00:00+24:00", "2026-12-01T00:00:00Zx",
        "9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00+00:01", "+026-12-01T00:00:00Z",
        "2026-12-01T00:00:00.5", "１026-12-01T00:00:00Z",
    ])
    func `what is no time is refused`(_ text: String) {
        #expect(WallTime(rfc3339: text) == nil)
    }

    @Test func `a written time is read as the same, and as Foundation reads it`() throws {
        let seed: UInt64 = 11
        var random = SplitMix(seed: seed)
        let formatter = ISO8601DateFormatter()
        for _ in 0..<2_000 {
            let seconds = Int64.random(in: -62_167_219_200...253_402_300_799, using: &random)
            let milliseconds = Int64.random(in: 0...999, using: &random)
            let time = WallTime(rawValue: seconds * 1_000 + milliseconds)
            #expect(WallTime(rfc3339: time.rfc3339) == time, "seed \(seed)")
            // Before 1582 Foundation counts in the Julian calendar.
            guard seconds > -12_000_000_000 else { continue }
            let whole = WallTime(rawValue: seconds * 1_000).rfc3339
            let date = try #require(formatter.date(from: whole), "seed \(seed): \(whole)")
            #expect(Int64(date.timeIntervalSince1970) == seconds, "seed \(seed)")
        }
    }

    @Test func `every day of four centuries is the one after the day before`() throws {
        var expected = try #require(CalendarDate("1900-01-01")).days
        for year in Int64(1900)..<2300 {
            for month in Int64(1)...12 {
                for day in 1...CalendarDate.length(ofMonth: month, year: year) {
                    let date = try #require(CalendarDate(year: year, month: month, day: day))
                    #expect(date.days == expected)
                    #expect(date.civil == (year, month, day))
                    expected += 1
                }
            }
        }
        #expect(CalendarDate("2026-11-31") == nil)
        #expect(CalendarDate("2026-1-01") == nil)
    }

    @Test func `a day in India begins half past six in the evening in UTC`() throws {
        let zone = ZoneTable.rule(for: "Asia/Kolkata")
        let before = try CatalogSamples.time("2026-12-01T18:29:59Z")
        #expect(zone.date(at: before) == CalendarDate("2026-12-01"))
        #expect(zone.date(at: before.advanced(by: 1_000)) == CalendarDate("2026-12-02"))
    }

    @Test(arguments: [
        "Asia/Kolkata", "Europe/Berlin", "Europe/London", "America/New_York", "Australia/Sydney",
        "Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu", "America/Los_Angeles",
        "Europe/Dublin", "Asia/Jerusalem", "Asia/Beirut", "Africa/Cairo", "America/Santiago",
        "America/Nuuk", "America/Havana", "Antarctica/Troll", "Australia/Lord_Howe",
        "Pacific/Chatham", "Atlantic/Azores", "Asia/Colombo",
    ])
    func `offsets are Foundation's, hour by hour through three years`(_ name: String) throws {
        let zone = try #require(TimeZone(identifier: name))
        let rule = ZoneTable.rule(for: name)
        let start = try CatalogSamples.time("2025-01-01T00:30:00Z").rawValue / 1_000
        for hour in Int64(0)..<(3 * 366 * 24) {
            let seconds = start + hour * 3_600
            let expected = zone.secondsFromGMT(
                for: Date(timeIntervalSince1970: TimeInterval(seconds))
            )
            #expect(rule.offset(at: WallTime(rawValue: seconds * 1_000)) == Int64(expected))
        }
    }

    @Test func `a zone that is not in the table counts as UTC`() {
        #expect(!ZoneTable.knows("Mars/Olympus"))
        #expect(ZoneTable.rule(for: "Mars/Olympus").offset(at: WallTime(rawValue: 0)) == 0)
    }
}
