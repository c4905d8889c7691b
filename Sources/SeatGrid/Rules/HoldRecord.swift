/// A hold as the show keeps it, with its seats inline; from its making till it is forgotten.
struct HoldRecord: Sendable {
    /// No slot, at the ends of lists.
    static let none: UInt16 = .max

    /// On which list a record is.
    enum Place: UInt8, Sendable {
        case nowhere, line, heap, ended
    }

    var id: HoldID
    var seats: SeatList
    /// For an ended hold: when it ended.
    var deadline: Moment
    /// First acquisition of its seats, which no swap or extension changes.
    var acquired: Moment
    /// What its owner was last told.
    var expiresAt: WallTime
    var version: ShowVersion
    var priceTable: UInt16
    /// Neighbours on the list it is on; `previous` is its position while it is in the heap.
    var next: UInt16 = none
    var previous: UInt16 = none
    var nextOfHolder: UInt16 = none
    /// Whether it is somebody's who is known; whose, the table knows.
    var hasHolder: Bool
    var state: HoldState
    var place: Place = .nowhere
    var line: UInt8 = 0

    /// Whether it has seats that nobody has bought yet.
    var isRunning: Bool { state == .active || state == .paying }

    init(
        id: HoldID,
        hasHolder: Bool,
        seats: SeatList,
        deadline: Moment,
        acquired: Moment,
        expiresAt: WallTime,
        version: ShowVersion,
        priceTable: UInt16,
        state: HoldState = .active
    ) {
        self.id = id
        self.hasHolder = hasHolder
        self.seats = seats
        self.deadline = deadline
        self.acquired = acquired
        self.expiresAt = expiresAt
        self.version = version
        self.priceTable = priceTable
        self.state = state
    }
    /// The hold that a `held` event is about. `left`: till its deadline.
    init(_ event: Event, left: Int64) {
        self.init(
            id: event.held.id,
            hasHolder: event.held.holder != nil,
            seats: event.held.seats,
            deadline: event.held.deadline,
            acquired: event.held.acquired,
            expiresAt: event.time.wall.advanced(by: left),
            version: event.version,
            priceTable: event.held.priceTable
        )
    }

    /// The same in the place of a record that is no longer needed, part by part: to make it apart
    /// and move it here would write it twice. The event is not changed.
    @inline(__always)
    mutating func become(_ event: inout Event, left: Int64) {
        id = event.held.id
        hasHolder = event.held.holder != nil
        seats = event.held.seats
        deadline = event.held.deadline
        acquired = event.held.acquired
        expiresAt = event.time.wall.advanced(by: left)
        version = event.version
        priceTable = event.held.priceTable
        next = Self.none
        previous = Self.none
        nextOfHolder = Self.none
        state = .active
        place = .nowhere
        line = 0
    }

    /// Becomes the record of a hold that has ended.
    @inline(__always)
    mutating func end(as state: HoldState, at now: Moment, version: ShowVersion) {
        self.state = state
        deadline = now
        self.version = version
    }
}
