/// The place of a seat in its layout, and so in every bitmap, delta and state string of its shows.
package struct SeatIndex: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package init(_ value: Int) { self.rawValue = UInt16(value) }

    package static func < (a: SeatIndex, b: SeatIndex) -> Bool { a.rawValue < b.rawValue }
}

/// How many events a show has seen; the contract's `seq`. +1 an event, no gap, 0 before the first.
package struct ShowVersion: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The version after the next event.
    package var next: ShowVersion { ShowVersion(rawValue: rawValue + 1) }
    package static let zero = ShowVersion(rawValue: 0)
    package static func < (a: ShowVersion, b: ShowVersion) -> Bool { a.rawValue < b.rawValue }
}

/// Milliseconds of the node's own running time, on which deadlines run.
///
/// It advances with the monotonic clock while a node runs and goes on after a restart from the
/// last moment in the log, so neither a clock step nor a restart ever shortens a hold.
package struct Moment: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// The moment so many milliseconds later.
    package func advanced(by milliseconds: Int64) -> Moment {
        Moment(rawValue: rawValue + milliseconds)
    }
    /// How many milliseconds later `later` is; negative if it is earlier.
    package func milliseconds(until later: Moment) -> Int64 { later.rawValue - rawValue }
    package static func < (a: Moment, b: Moment) -> Bool { a.rawValue < b.rawValue }
    package static let start = Moment(rawValue: 0)
    package static let distantFuture = Moment(rawValue: .max)
}

/// Milliseconds since 1970 UTC by the wall clock: for people, and for a sale's opening and end.
package struct WallTime: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// The time so many milliseconds later.
    package func advanced(by milliseconds: Int64) -> WallTime {
        WallTime(rawValue: rawValue + milliseconds)
    }
    package static func < (a: WallTime, b: WallTime) -> Bool { a.rawValue < b.rawValue }
}

/// Both clocks, read once for a turn.
package struct TurnTime: Hashable, Sendable {
    package let now: Moment
    package let wall: WallTime

    package init(now: Moment, wall: WallTime) {
        self.now = now
        self.wall = wall
    }
}

/// What a seat is, to anybody who looks. Raw values are those of the state string and the deltas.
package enum SeatStatus: UInt8, Sendable, CaseIterable {
    case free = 0
    case held = 1
    case booked = 2
    case blocked = 3
}

/// One seat's new status.
package struct SeatChange: Hashable, Sendable {
    package let seat: SeatIndex
    package let status: SeatStatus

    package init(seat: SeatIndex, status: SeatStatus) {
        self.seat = seat
        self.status = status
    }
}

/// How many seats of a show are in each status.
package struct SeatCounts: Hashable, Sendable {
    package var free: Int
    package var held: Int
    package var booked: Int
    package var blocked: Int

    package init(free: Int, held: Int, booked: Int, blocked: Int) {
        self.free = free
        self.held = held
        self.booked = booked
        self.blocked = blocked
    }
    /// All seats.
    package var total: Int { free + held + booked + blocked }
}
