import CGridSystem
import SeatGrid

/// The machine's clocks and its random generator.
///
/// Running time counts suspension, too: a laptop that slept did not give anybody a longer hold.
struct SystemClock: EngineClock {
    func monotonic() -> Int64 { sg_boottime_ms() }

    func wall() -> WallTime { WallTime(rawValue: sg_wall_ms()) }

    /// What the calling thread has used of a processor, in nanoseconds.
    static let processorTime: @Sendable () -> Int64 = { sg_thread_cpu_ns() }

    func randomBits() -> Bits128 {
        var generator = SystemRandomNumberGenerator()
        return Bits128(high: generator.next(), low: generator.next())
    }

    func randomBits(count: Int) -> [Bits128] {
        var words = [UInt64](repeating: 0, count: 2 * count)
        unsafe words.withUnsafeMutableBytes { bytes in
            unsafe sg_random(bytes.baseAddress, bytes.count)
        }
        return (0..<count).map { Bits128(high: words[2 * $0], low: words[2 * $0 + 1]) }
    }
}
