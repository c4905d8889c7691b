/// What is given back to those who do not come.
package struct RefundPolicy: Hashable, Sendable {
    /// How much is given back until some time before the show.
    package struct Tier: Hashable, Sendable {
        /// Milliseconds to the show's start that there must still be at the least.
        package let before: Int64
        /// Basis points of what was paid.
        package let points: UInt32

        package init(before: Int64, points: UInt32) {
            self.before = before
            self.points = points
        }
    }

    /// From the longest time to the shortest. Nothing is given back later than the last of them,
    /// nor once the show has begun.
    package let tiers: [Tier]
    /// Whether fees and their taxes are given back in the same part as the seats.
    package let refundsFees: Bool

    package init(tiers: [Tier], refundsFees: Bool) {
        self.tiers = tiers
        self.refundsFees = refundsFees
    }

    /// All of it till the show begins: what a show has that says nothing.
    package static let untilStart = RefundPolicy(
        tiers: [Tier(before: 0, points: Charge.whole)],
        refundsFees: true
    )

    /// Basis points that are given back at that time.
    package func points(at time: WallTime, startsAt: WallTime) -> UInt32 {
        guard time < startsAt else { return 0 }
        let left = Int128(startsAt.rawValue) - Int128(time.rawValue)
        return tiers.first { left >= Int128($0.before) }?.points ?? 0
    }
}
