/// Turns the machine's clocks into the node's time.
///
/// `Moment` goes on from the last moment of the log at the pace of the monotonic clock: whatever
/// time a node was down is not taken off anybody's hold, and a step of the wall clock means
/// nothing.
struct NodeClock: Sendable {
    private let source: any EngineClock
    private let offset: Int64

    /// - Parameter last: the newest moment found in the log and the snapshots.
    init(_ source: any EngineClock, continuing last: Moment) {
        self.source = source
        offset = last.rawValue - source.monotonic()
    }

    var now: Moment { Moment(rawValue: source.monotonic() + offset) }

    func turnTime() -> TurnTime {
        TurnTime(now: now, wall: source.wall())
    }

    func randomBits(count: Int) -> [Bits128] { source.randomBits(count: count) }

    /// A ULID: 48 bits of wall time in milliseconds, 80 random bits.
    func ulid(_ random: Bits128) -> Bits128 {
        let time = UInt64(max(0, source.wall().rawValue)) & 0xffff_ffff_ffff
        return Bits128(high: time << 16 | random.high & 0xffff, low: random.low)
    }
}
