/// How an HdrHistogram maps values to cells: each doubling of the value has as many of them.
///
/// The arithmetic is that of HdrHistogram, so that files agree cell by cell.
public struct HdrLayout: Equatable, Sendable {
    /// Microseconds to a minute with three digits: what this harness records.
    public static let latencies = HdrLayout(lowest: 1, highest: 60_000_000, digits: 3)

    /// The lowest value that is told from 0.
    let lowest: UInt64
    /// The highest value that can be recorded.
    let highest: UInt64
    /// Decimal digits that are kept.
    let digits: Int
    let unitMagnitude: Int
    /// Of half a bucket's cells, as a power of two.
    let halfMagnitude: Int
    /// Cells in all.
    let cellCount: Int

    private init(lowest: UInt64, highest: UInt64, digits: Int) {
        self.lowest = lowest
        self.highest = highest
        self.digits = digits
        unitMagnitude = 63 - lowest.leadingZeroBitCount
        var needed: UInt64 = 2
        for _ in 0..<digits { needed *= 10 }
        halfMagnitude = 63 - (needed - 1).leadingZeroBitCount
        var buckets = 1
        var reach = UInt64(1) << UInt64(halfMagnitude + 1 + unitMagnitude)
        while reach <= highest {
            buckets += 1
            reach <<= 1
        }
        cellCount = (buckets + 1) << halfMagnitude
    }

    /// The layout of a file; nil when no histogram can have it.
    init?(fileLowest lowest: UInt64, highest: UInt64, digits: Int) {
        // Beyond 2^53 the other readers lose digits, and `reach` above would overflow.
        guard (1...5).contains(digits), lowest >= 1, highest < 1 << 53, highest / 2 >= lowest,
            lowest < 1 << 20
        else { return nil }
        self.init(lowest: lowest, highest: highest, digits: digits)
    }

    /// Buckets, as the percentile text tells them.
    var bucketCount: Int { (cellCount >> halfMagnitude) - 1 }
    /// Cells of the first bucket.
    var subBucketCount: Int { 2 << halfMagnitude }

    /// The cell of `value`, which must not exceed `highest`.
    func cell(of value: UInt64) -> Int {
        let mask = UInt64(subBucketCount - 1) << UInt64(unitMagnitude)
        let bucket = 64 - (value | mask).leadingZeroBitCount - unitMagnitude - halfMagnitude - 1
        let inBucket = Int(value >> UInt64(bucket + unitMagnitude))
        return (bucket + 1) << halfMagnitude + (inBucket - 1 << halfMagnitude)
    }

    /// The lowest value of `cell`.
    func lowest(of cell: Int) -> UInt64 {
        let (bucket, inBucket) = place(of: cell)
        return UInt64(inBucket) << UInt64(bucket + unitMagnitude)
    }

    /// The highest value of `cell`: what percentiles are told as.
    func highest(of cell: Int) -> UInt64 {
        lowest(of: cell) + width(of: cell) - 1
    }

    /// The value in the middle of `cell`, for means.
    func middle(of cell: Int) -> UInt64 {
        lowest(of: cell) + width(of: cell) / 2
    }

    private func width(of cell: Int) -> UInt64 {
        1 << UInt64(place(of: cell).bucket + unitMagnitude)
    }

    private func place(of cell: Int) -> (bucket: Int, inBucket: Int) {
        let half = 1 << halfMagnitude
        let row = cell >> halfMagnitude
        return row == 0 ? (0, cell) : (row - 1, cell & (half - 1) + half)
    }
}
