package import SeatGrid

/// The clock and the dice of the worker, passed in.
package struct NotifySurroundings: Sendable {
    /// The wall clock.
    package let now: @Sendable () -> WallTime
    /// 0 to 1, 1 excluded.
    package let chance: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> WallTime,
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.now = now
        self.chance = chance
    }
}
