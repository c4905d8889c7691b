/// Random choices that repeat with their seed (SplitMix64).
public struct Dice: RandomNumberGenerator, Sendable, Equatable {
    private var state: UInt64

    /// Dice that fall the same way for the same `seed`.
    public init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number of `0..<bound`.
    public mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next() >> 33) % Swift.max(bound, 1)
    }

    /// True in `share` of the cases.
    public mutating func chance(_ share: Double) -> Bool {
        Double(next() >> 11) * 0x1p-53 < share
    }
}
