import Report
import Testing

@Suite struct HdrTests {
    /// 10 values, each `value % 7 + 1` times, as PyPI `hdrhistogram` 0.10 encodes them.
    static let values: [UInt64] = [
        0, 1, 2, 1023, 1024, 2047, 2048, 2049, 1_000_000, 59_999_999,
    ]
    static let python =
        "HISTFAAAADF4nJNpmSzMwMAgxAABzFCaEcyZ3M5g/wEiwMTC9p2fhe03P4fY/j5Gls44DgCx7wgu"

    static func recorded() -> Hdr {
        var hdr = Hdr()
        for value in values { hdr.record(value, count: value % 7 + 1) }
        return hdr
    }

    @Test func `what another HdrHistogram encoded is read`() throws {
        let hdr = try HdrV2.decode(Self.python)
        #expect(hdr.cells.map(\.value) == Self.recorded().cells.map(\.value))
        #expect(hdr.cells.map(\.count) == Self.recorded().cells.map(\.count))
    }

    @Test func `an encoded histogram is read as it was`() throws {
        #expect(try HdrV2.decode(HdrV2.encode(Self.recorded())) == Self.recorded())
        #expect(try HdrV2.decode(HdrV2.encode(Hdr())) == Hdr())
        var huge = Hdr()
        for shift in 0..<39 { huge.record(1 << UInt64(shift % 26), count: 1 << UInt64(shift)) }
        #expect(try HdrV2.decode(HdrV2.encode(huge)) == huge)
    }

    @Test func `a damaged text is refused and never traps`() {
        let good = HdrV2.encode(Self.recorded())
        for text in ["", "!", "AAAA", String(good.dropLast(8))] {
            #expect(throws: HdrV2.Unreadable.self) { try HdrV2.decode(text) }
        }
        var bytes = Array(good.utf8)
        for at in bytes.indices {
            let kept = bytes[at]
            for other in [UInt8(ascii: "A"), UInt8(ascii: "/"), UInt8(ascii: "k")] {
                bytes[at] = other
                _ = try? HdrV2.decode(String(decoding: bytes, as: UTF8.self))
            }
            bytes[at] = kept
        }
    }

    @Test func `a percentile is the value that so many do not exceed`() {
        var hdr = Hdr()
        for value in UInt64(1)...1000 { hdr.record(value) }
        #expect(hdr.value(atPercent: 50) == 500)
        #expect(hdr.value(atPercent: 99) == 990)
        #expect(hdr.value(atPercent: 99.9) == 999)
        #expect(hdr.value(atPercent: 100) == 1000)
        #expect(hdr.value(atPercent: 0) == 1)
        #expect(Hdr().value(atPercent: 50) == 0)
    }

    @Test func `adding is recording both`() {
        var sum = Self.recorded()
        sum.add(Self.recorded())
        #expect(sum.total == 2 * Self.recorded().total)
        #expect(sum.cells.map(\.count) == Self.recorded().cells.map { $0.count * 2 })
    }

    @Test func `a value beyond the highest counts as the highest`() {
        var hdr = Hdr()
        hdr.record(.max)
        #expect(hdr.total == 1)
        #expect(hdr.min <= 60_000_000 && hdr.max >= 60_000_000)
    }

    @Test func `the percentile text ends at 100 percent and closes with its sums`() {
        let lines = HdrText.percentiles(Self.recorded()).split(separator: "\n")
        #expect(lines.first?.contains("1/(1-Percentile)") == true)
        let last = lines.last { !$0.hasPrefix("#") }
        #expect(
            last?.split(separator: " ").map(String.init) == ["60030.975", "1.000000000000", "32"]
        )
        #expect(
            lines.last?.hasPrefix("#[Buckets =           16, SubBuckets     =         2048]")
                == true
        )
    }

    @Test func `a log has its header and a tagged line for each interval`() {
        var log = HdrLog(comment: "a\nb", start: 1_700_000_000.5, time: "2023")
        log.add(tag: "hold, now", from: 1, length: 1, Self.recorded())
        let lines = log.text.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[1] == "#[Histogram log format version 1.3]")
        #expect(lines[2].hasPrefix("#[StartTime: 1700000000.500 (seconds since epoch)"))
        #expect(lines[5].hasPrefix("Tag=holdnow,1.000,1.000,60030.975,HISTFAAAA"))
    }
}
