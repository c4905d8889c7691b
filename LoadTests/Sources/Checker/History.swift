/// A show's log played once more: the state of every seat at every version, and the life of every
/// hold.
///
/// Building it finds what is wrong in the log by itself: a gap, a seat with two owners, an
/// impossible step.
public struct History: Sendable {
    /// The life of one hold.
    struct Life: Sendable {
        /// The version that acquired it; it names the hold where the log gives no name.
        var acquired: UInt64
        var seats: [Int]
        var ended: (version: UInt64, kind: LogEvent.Kind, at: Int64?)?
        /// The last version that set its deadline.
        var timed: UInt64
    }

    private struct Change: Sendable {
        var version: UInt64
        var state: SeatState
        var owner: Int32
    }

    /// The version before the first event.
    public let base: UInt64
    /// The version after the last event.
    public private(set) var last: UInt64
    /// What the log alone shows to be wrong.
    public private(set) var findings = Findings()
    private(set) var lives: [Life] = []
    private(set) var eventIndex: [UInt64: Int] = [:]
    /// What each swap left its hold with.
    private(set) var selections: [UInt64: [Int]] = [:]
    let events: [LogEvent]
    private let swaps: Swaps
    private var timeline: [[Change]]
    private var lifeByName: [String: Int] = [:]
    private var lifeByVersion: [UInt64: Int] = [:]
    private var lifeByEnd: [UInt64: Int] = [:]

    /// Plays `events` onto the seats as they were in `start`.
    ///
    /// The log lists a swap's new selection and the seats given up in one list; `swaps` tells which
    /// were asked for.
    public init(events: [LogEvent], from start: SeatMap, swaps: Swaps = Swaps()) {
        self.swaps = swaps
        base = start.version
        last = start.version
        self.events = events
        timeline = start.states.map { [Change(version: start.version, state: $0, owner: -1)] }
        for (index, event) in events.enumerated() {
            if event.version != last + 1 {
                findings.add(.gap, "after version \(last) the log goes on with \(event.version)")
            }
            last = event.version
            eventIndex[event.version] = index
            apply(event)
        }
    }

    /// How many seats the show has.
    public var seatCount: Int { timeline.count }

    /// The state of `seat` as of `version`. O(log changes of the seat).
    public func state(of seat: Int, at version: UInt64) -> SeatState {
        change(of: seat, at: version).state
    }

    /// The states of all seats as of `version`.
    public func states(at version: UInt64) -> [SeatState] {
        (0..<seatCount).map { state(of: $0, at: version) }
    }

    /// The event that made `version`.
    public func event(at version: UInt64) -> LogEvent? {
        eventIndex[version].map { events[$0] }
    }

    /// The versions in `range` at which one of `seats` changed.
    func changes(of seats: [Int], in range: ClosedRange<UInt64>) -> [UInt64] {
        var found: [UInt64] = []
        for seat in seats where timeline.indices.contains(seat) {
            let all = timeline[seat]
            var index = all.partition(after: range.lowerBound) { $0.version }
            while index < all.count, all[index].version <= range.upperBound {
                found.append(all[index].version)
                index += 1
            }
        }
        return found
    }

    func life(acquiredAt version: UInt64) -> Int? { lifeByVersion[version] }

    /// The hold that ended at `version`; of an expiry that ended several, one of them.
    func life(endedAt version: UInt64) -> Int? { lifeByEnd[version] }

    func life(named name: String) -> Int? { lifeByName[name] }

    func ownerIndex(of seat: Int, at version: UInt64) -> Int {
        Int(change(of: seat, at: version).owner)
    }

    private func change(of seat: Int, at version: UInt64) -> Change {
        let all = timeline[seat]
        let after = all.partition(after: version) { $0.version }
        return all[Swift.max(after - 1, 0)]
    }
}

extension History {
    private mutating func apply(_ event: LogEvent) {
        for seat in event.seats where !timeline.indices.contains(seat) {
            findings.add(.impossible, "\(event.kind) at \(event.version) names seat \(seat)")
            return
        }
        switch event.kind {
        case .held: hold(event)
        case .extended:
            if let life = owned(event) { lives[life].timed = event.version }
        case .swapped: swap(event)
        case .released, .expired: free(event)
        case .booked: book(event)
        case .blocked: block(event, from: .free, to: .blocked)
        case .unblocked: block(event, from: .blocked, to: .free)
        case .cancelled: free(event)
        case .opened, .closed, .configured, .noted: break
        }
    }

    private mutating func hold(_ event: LogEvent) {
        var seats = event.seats
        if let given = event.replaces, let life = lifeByName[given] {
            seats = swaps.selection(of: event, before: lives[life].seats)
            for seat in lives[life].seats { set(seat, .free, owner: -1, at: event.version) }
            end(life, as: .released, by: event)
        }
        take(seats, for: lives.count, by: event)
        lifeByVersion[event.version] = lives.count
        if let name = event.hold { lifeByName[name] = lives.count }
        lives.append(
            Life(acquired: event.version, seats: seats, ended: nil, timed: event.version)
        )
    }

    private mutating func swap(_ event: LogEvent) {
        guard let life = owned(event) else { return }
        let before = lives[life].seats
        let seats = swaps.selection(of: event, before: before)
        for seat in before where !seats.contains(seat) {
            set(seat, .free, owner: -1, at: event.version)
        }
        take(seats.filter { !before.contains($0) }, for: life, by: event)
        lives[life].seats = seats
        selections[event.version] = seats
    }

    private mutating func free(_ event: LogEvent) {
        // One expiry may end several holds, so the owners come from the seats and not from the
        // name.
        var owners: Set<Int32> = []
        for seat in event.seats {
            let now = change(of: seat, at: event.version)
            // What runs out may also be a block with an end.
            if now.state != .held, now.state != .blocked || event.kind != .expired {
                findings.add(
                    .impossible,
                    "\(event.kind) at \(event.version) frees seat \(seat), \(now.state)"
                )
            }
            if now.owner >= 0 { owners.insert(now.owner) }
            set(seat, .free, owner: -1, at: event.version)
        }
        for owner in owners.map(Int.init) {
            let left = lives[owner].seats.filter { !event.seats.contains($0) }
            if !left.isEmpty {
                findings.add(
                    .impossible,
                    "\(event.kind) at \(event.version) leaves seats \(left) of its hold"
                )
            }
            end(owner, as: event.kind, by: event)
        }
    }

    private mutating func book(_ event: LogEvent) {
        var owners: Set<Int32> = []
        for seat in event.seats {
            let now = change(of: seat, at: event.version)
            if now.state != .held {
                findings.add(
                    now.state == .booked ? .twoOwners : .impossible,
                    "booked at \(event.version) takes seat \(seat), \(now.state)"
                )
            }
            owners.insert(now.owner)
            set(seat, .booked, owner: now.owner, at: event.version)
        }
        if owners.count > 1 {
            findings.add(.twoOwners, "booked at \(event.version) takes the seats of several holds")
        }
        for owner in owners.map(Int.init) where owner >= 0 {
            if Set(lives[owner].seats) != Set(event.seats) {
                findings.add(.impossible, "booked at \(event.version) is not its whole hold")
            }
            end(owner, as: .booked, by: event)
        }
    }

    private mutating func block(_ event: LogEvent, from: SeatState, to: SeatState) {
        for seat in event.seats {
            let now = state(of: seat, at: event.version)
            if now != from {
                findings.add(
                    .impossible,
                    "\(event.kind) at \(event.version) meets seat \(seat), \(now)"
                )
            }
            set(seat, to, owner: -1, at: event.version)
        }
    }

    private mutating func take(_ seats: [Int], for owner: Int, by event: LogEvent) {
        for seat in seats {
            let now = change(of: seat, at: event.version)
            if now.state != .free {
                findings.add(
                    .twoOwners,
                    "\(event.kind) at \(event.version) takes seat \(seat), which is \(now.state)"
                )
            }
            set(seat, .held, owner: Int32(owner), at: event.version)
        }
    }

    private mutating func end(_ life: Int, as kind: LogEvent.Kind, by event: LogEvent) {
        lives[life].ended = (event.version, kind, event.at)
        lifeByEnd[event.version] = life
    }

    /// The living hold that `event` is about: by its name, or else by its first seat.
    private mutating func owned(_ event: LogEvent) -> Int? {
        let named = event.hold.flatMap { lifeByName[$0] }
        let bySeat = event.seats.first.map { Int(change(of: $0, at: event.version).owner) }
        guard let life = named ?? bySeat, life >= 0 else {
            // A hold from before the base is not known here, and its seats say nothing.
            return nil
        }
        if let ended = lives[life].ended {
            findings.add(
                .impossible,
                "\(event.kind) at \(event.version) of a hold that was \(ended.kind) at \(ended.version)"
            )
            return nil
        }
        return life
    }

    private mutating func set(_ seat: Int, _ state: SeatState, owner: Int32, at version: UInt64) {
        timeline[seat].append(Change(version: version, state: state, owner: owner))
    }
}

extension Array {
    /// The first index whose key is greater than `key`, in an array sorted by that key.
    func partition(after key: UInt64, by keyOf: (Element) -> UInt64) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if keyOf(self[middle]) <= key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
