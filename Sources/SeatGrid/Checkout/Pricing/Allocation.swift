/// Parts of a whole that are whole themselves.
enum Allocation {
    /// Splits `total` in proportion to `weights`, none negative, to the last unit.
    ///
    /// By largest remainder: each gets what is certainly its own, and what is left goes, a unit
    /// each, to those that lost the most by that, the first of equals first. So the shares sum to
    /// `total`, and none is greater than its weight if `total` is not greater than their sum.
    /// Whoever weighs nothing gets nothing. O(n log n).
    static func shares(of total: Int64, by weights: [Int64]) -> [Int64] {
        let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
        guard sum > 0 else { return weights.map { _ in 0 } }
        var shares: [Int64] = []
        var rests: [(rest: Int128, place: Int)] = []
        var left = total
        for (place, weight) in weights.enumerated() {
            let exact = (Int128(total) * Int128(weight)).quotientAndRemainder(dividingBy: sum)
            shares.append(Int64(exact.quotient))
            rests.append((exact.remainder, place))
            left -= Int64(exact.quotient)
        }
        rests.sort { ($1.rest, $0.place) < ($0.rest, $1.place) }
        for (_, place) in rests.prefix(Int(left)) { shares[place] += 1 }
        return shares
    }
}
