import Glibc

/// An `.hgrm`: the percentile distribution as HdrHistogram's tools and plotters read it.
public enum HdrText {
    /// Lines between 50 % and 75 %, 75 % and 87.5 % and so on.
    static let ticksPerHalf = 5

    /// The text of `hdr`, its values divided by `ratio` (1,000: microseconds become milliseconds).
    public static func percentiles(_ hdr: Hdr, dividedBy ratio: Double = 1000) -> String {
        let places = hdr.layout.digits
        var text = "       Value     Percentile TotalCount 1/(1-Percentile)\n\n"
        for line in lines(of: hdr) {
            let value = pad(Decimals.fixed(Double(line.value) / ratio, places), 12)
            let share = pad(Decimals.fixed(line.percent / 100, 12), 14)
            text += "\(value) \(share) \(pad("\(line.count)", 10))"
            if line.percent < 100 {
                text += " " + pad(Decimals.fixed(1 / (1 - line.percent / 100), 2), 14)
            }
            text += "\n"
        }
        func number(_ value: Double) -> String { pad(Decimals.fixed(value / ratio, places), 12) }
        let total = pad("\(hdr.total)", 12)
        let buckets = pad("\(hdr.layout.bucketCount)", 12)
        let cells = pad("\(hdr.layout.subBucketCount)", 12)
        text += "#[Mean    = \(number(hdr.mean)), StdDeviation   = \(number(hdr.deviation))]\n"
        text += "#[Max     = \(number(Double(hdr.max))), Total count    = \(total)]\n"
        text += "#[Buckets = \(buckets), SubBuckets     = \(cells)]\n"
        return text
    }

    /// The steps of the distribution: ever smaller towards 100 %, which is the last.
    static func lines(of hdr: Hdr) -> [(value: UInt64, percent: Double, count: UInt64)] {
        var lines: [(value: UInt64, percent: Double, count: UInt64)] = []
        var level = 0.0
        var seen: UInt64 = 0
        for (value, count) in hdr.cells {
            seen += count
            while 100 * Double(seen) / Double(hdr.total) >= level {
                lines.append((value, level, seen))
                let halvings = log2(100 / (100 - level)).rounded(.down) + 1
                level += 100 / (Double(ticksPerHalf) * exp2(halvings))
                if seen == hdr.total { break }
            }
        }
        if let last = lines.last { lines.append((last.value, 100, hdr.total)) }
        return lines
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - text.count)) + text
    }
}
