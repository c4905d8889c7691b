import Histogram

/// Latencies in microseconds, three significant digits up to a minute.
public struct Latencies: Sendable {
    private var histogram = Histogram<UInt64>(
        lowestDiscernibleValue: 1,
        highestTrackableValue: 60_000_000,
        numberOfSignificantValueDigits: .three
    )

    /// Nothing recorded.
    public init() {}

    /// How many there are.
    public var count: UInt64 { histogram.totalCount }

    /// Takes a latency of `nanoseconds`.
    public mutating func record(_ nanoseconds: UInt64) {
        histogram.record(Swift.min(nanoseconds / 1000, 59_999_999))
    }

    /// Takes over what another recorded.
    public mutating func add(_ other: Latencies) {
        histogram.add(other.histogram)
    }

    /// Milliseconds that `percent` of the latencies do not exceed.
    public func milliseconds(_ percent: Double) -> Double {
        count == 0 ? 0 : Double(histogram.valueAtPercentile(percent)) / 1000
    }

    /// The slowest, in milliseconds.
    public var slowest: Double { count == 0 ? 0 : Double(histogram.maxRecorded) / 1000 }

    /// The percentiles that a report gives, in milliseconds.
    public var summary: [(name: String, value: Double)] {
        [
            ("p50_ms", milliseconds(50)), ("p90_ms", milliseconds(90)),
            ("p99_ms", milliseconds(99)),
            ("p99.9_ms", milliseconds(99.9)), ("max_ms", slowest),
        ]
    }

    /// Forgets everything.
    public mutating func reset() { histogram.reset() }

    /// The mean, in milliseconds.
    public var mean: Double { count == 0 ? 0 : histogram.mean / 1000 }

    /// The fastest, in milliseconds.
    public var fastest: Double { count == 0 ? 0 : Double(histogram.min) / 1000 }

    /// How many lay at each value in microseconds, to three digits.
    public var buckets: [(value: UInt64, count: UInt64)] {
        histogram.recordedValues().map { ($0.value, $0.count) }
    }
}
