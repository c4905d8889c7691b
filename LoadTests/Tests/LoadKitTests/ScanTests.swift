import LoadKit
import Testing

@Suite struct ScanTests {
    @Test func `fields are found with and without spaces`() {
        let body = Array(#"{"id":"hd_1","seats":[{"index":3},{"index" : 14}], "seq": 42}"#.utf8)
        #expect(Scan.string("id", in: body).map { String(decoding: $0, as: UTF8.self) } == "hd_1")
        #expect(Scan.numbers("index", in: body) == [3, 14])
        #expect(Scan.number("seq", in: body) == 42)
        #expect(Scan.number("missing", in: body) == nil)
    }

    @Test func `times are read to the millisecond`() {
        let time = Array("2026-12-01T13:30:00.250Z".utf8)
        #expect(Scan.milliseconds(time[...]) == 1_796_131_800_250)
        #expect(Scan.milliseconds(Array("1970-01-01T00:00:00Z".utf8)[...]) == 0)
        #expect(Scan.milliseconds(Array("soon".utf8)[...]) == nil)
    }

    @Test func `only this machine is a target`() throws {
        #expect(try Target(url: "http://127.0.0.1:8080", key: nil).port == 8080)
        #expect(try Target(url: "http://localhost:81/", key: nil).port == 81)
        #expect(throws: Target.Refused.self) { try Target(url: "http://10.0.0.1:80", key: nil) }
        #expect(throws: Target.Refused.self) { try Target(url: "http://example.org", key: nil) }
        #expect(throws: Target.Refused.self) { try Target(url: "https://127.0.0.1", key: nil) }
        #expect(throws: Target.Refused.self) {
            try Target(url: "http://127.0.0.1.example.org", key: nil)
        }
    }

    @Test func `another machine is one only for its owner`() throws {
        let own = try Target(url: "http://10.0.0.1:80", key: nil, isOwnHost: true)
        #expect(own.address == 0x0100_000A)
        #expect(throws: Target.Refused.self) {
            try Target(url: "http://no.such.host.invalid", key: nil, isOwnHost: true)
        }
        #expect(throws: Target.Refused.self) {
            try Target(url: "https://10.0.0.1", key: nil, isOwnHost: true)
        }
    }

    @Test func `a bar is read and held against a report`() {
        var report = Report("test")
        report.add("p99_ms", 4.5)
        #expect(Requirement("p99_ms<5")?.isMet(by: report) == true)
        #expect(Requirement("p99_ms<=4")?.isMet(by: report) == false)
        #expect(Requirement("absent<5")?.isMet(by: report) == false)
        #expect(Requirement("p99") == nil)
        #expect(Requirement("p99<fast") == nil)
    }
}
