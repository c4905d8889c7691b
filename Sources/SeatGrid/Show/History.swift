import WAL

/// One event of a show's log, with the seats it was about.
package struct HistoryEvent: Sendable {
    package let event: Event
    package let seats: [SeatIndex]
    /// Those of `seats` that a swap or a replacing hold gave up.
    package let givenUp: [SeatIndex]
}

/// A page of a show's log, oldest first.
package struct HistoryPage: Sendable {
    package let events: [HistoryEvent]
    /// The version to go on after, nil at the end.
    package let next: ShowVersion?
    /// Whether the log has forgotten events between what was asked for and the first it still has.
    /// Of a hold from before that, later events can't tell their seats.
    package let isTrimmed: Bool
}

/// Follows a show's events and knows which seats each is about, also where the event names only
/// its hold.
struct HistoryCursor {
    /// The position of the log to read on from.
    var position: LSN
    /// The newest version seen.
    private(set) var version = ShowVersion.zero
    private var seats: [HoldID: [SeatIndex]] = [:]
    /// Under which hold the seats of an order are.
    private var holds: [OrderID: HoldID] = [:]

    init(from position: LSN) { self.position = position }

    mutating func follow(_ event: Event) -> HistoryEvent {
        version = event.version
        switch event.body {
        case .held(let held):
            let before = held.replaces.flatMap { seats.removeValue(forKey: $0) } ?? []
            seats[held.id] = Array(held.seats)
            return exchange(event, held.seats, for: before)
        case .swapped(let hold, let list):
            let before = seats.updateValue(Array(list), forKey: hold) ?? []
            return exchange(event, list, for: before)
        default: return HistoryEvent(event: event, seats: touched(by: event.body), givenUp: [])
        }
    }

    private func exchange(
        _ event: Event,
        _ taken: SeatList,
        for before: [SeatIndex]
    ) -> HistoryEvent {
        let givenUp = before.filter { !taken.contains($0) }
        return HistoryEvent(event: event, seats: Array(taken) + givenUp, givenUp: givenUp)
    }

    /// The seats of an event that takes none in exchange for others.
    private mutating func touched(by body: Event.Body) -> [SeatIndex] {
        switch body {
        case .extended(let hold, _): return seats[hold] ?? []
        case .released(let hold): return seats.removeValue(forKey: hold) ?? []
        case .booked(let booked): return seats.removeValue(forKey: booked.hold) ?? []
        case .lapsed(let lapse):
            return lapse.holds.flatMap { seats.removeValue(forKey: $0) ?? [] } + lapse.unblocked
        case .blocked(let list, _, _), .unblocked(let list): return list
        case .cancelled: return endAll()
        case .configured(let configured):
            if let moved = configured.remap { move(to: moved) }
            return []
        case .order(let order): return touched(by: order)
        case .held, .swapped, .opened, .closed, .noted: return []
        }
    }

    private mutating func touched(by event: OrderEvent) -> [SeatIndex] {
        switch event {
        case .made(let record):
            if record.isBooked { return seats.removeValue(forKey: record.hold) ?? [] }
            holds[record.id] = record.hold
            return Array(record.seats)
        case .moved(let move):
            if let acquired = move.acquired {
                holds[move.order] = acquired.hold
                seats[acquired.hold] = Array(acquired.seats)
            }
            guard let hold = holds[move.order] else { return [] }
            guard move.hold == .book || move.hold == .drop else { return seats[hold] ?? [] }
            holds[move.order] = nil
            return seats.removeValue(forKey: hold) ?? []
        case .cancelled(let cancellation): return Array(cancellation.seats)
        case .admitted(let admission): return Array(admission.seats)
        case .refund, .told: return []
        }
    }

    private mutating func endAll() -> [SeatIndex] {
        defer { seats = [:] }
        return seats.values.flatMap(\.self).sorted()
    }

    /// What comes later speaks of the new layout's indices.
    private mutating func move(to moved: [UInt16]) {
        seats = seats.mapValues { list in
            // A hold whose end the log has forgotten may be of a layout before the last.
            list.filter { Int($0.rawValue) < moved.count }
                .map { SeatIndex(rawValue: moved[Int($0.rawValue)]) }
        }
    }
}
