import Glibc

/// When people come, in nanoseconds from the start: a plan made from a seed, whatever the server
/// does.
public struct Arrivals: Sendable {
    /// How the gaps between arrivals are spread.
    public enum Shape: String, Sendable, CaseIterable {
        /// Independent people: the gaps are exponential.
        case poisson
        /// Every gap is the same.
        case even
    }

    /// Centuries from the start, and yet no overflow.
    private static let never: UInt64 = 1 << 62

    private let rate: Double
    private let ramp: Double
    private let shape: Shape
    private var crowd: Int
    private var dice: Dice
    private var come = 0.0
    /// What is left of a list that was recorded.
    private var recorded: ArraySlice<UInt64>?

    /// `crowd` people at once at the start, then `rate` a second, to which the rate rises in a
    /// straight line in the first `ramp` seconds.
    public init(
        rate: Double,
        ramp: Double = 0,
        crowd: Int = 0,
        shape: Shape = .poisson,
        seed: UInt64
    ) {
        precondition(rate > 0 && ramp >= 0, "a rate of \(rate) with a ramp of \(ramp) s")
        self.rate = rate
        self.ramp = ramp
        self.crowd = crowd
        self.shape = shape
        dice = Dice(seed: seed)
    }

    /// Those at `recorded` times, which rise, and then nobody any more.
    public init(recorded: [UInt64]) {
        self.init(rate: 1, seed: 0)
        self.recorded = recorded[...]
    }

    /// When the next one comes; never before the one before.
    public mutating func next() -> UInt64 {
        if recorded != nil { return recorded?.popFirst() ?? Self.never }
        guard crowd == 0 else {
            crowd -= 1
            return 0
        }
        come += shape == .even ? 1 : dice.exponential()
        return UInt64(time(of: come) * 1e9)
    }

    /// When `count` people are expected to have come. During the ramp that are `rate t² / 2 ramp`
    /// by second `t`.
    private func time(of count: Double) -> Double {
        let inRamp = rate * ramp / 2
        return count < inRamp
            ? (2 * ramp * count / rate).squareRoot() : (count - inRamp) / rate + ramp
    }
}

extension Dice {
    /// A number from 0 up to 1, without 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A waiting time of mean 1 that remembers nothing.
    mutating func exponential() -> Double { -log(1 - unit()) }
}
