/// SplitMix64 (Steele, Lea, Flood 2014): the demo is the same everywhere for the same seed.
struct DemoRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }

    /// From 0 to `bound` - 1. The bias is less than one in 2^50 for the bounds used here.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a choice of nothing")
        return Int(next() % UInt64(bound))
    }

    /// The place of one of `weights`, each as likely as it is heavy.
    mutating func choice(_ weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return weights.count - 1
    }
}
