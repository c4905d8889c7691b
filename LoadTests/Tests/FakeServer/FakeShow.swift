/// A show as simple as can be: an array of states, a dictionary of holds, a list of events.
struct FakeShow {
    struct Hold {
        var id: String
        var name: String
        var seats: [Int]
        var deadline: Int64
        var state: String
    }

    let id: String
    let layout: String
    let labels: [String]
    let indices: [String: Int]
    var states: [UInt8]
    var holds: [String: Hold] = [:]
    var active: Set<String> = []
    var events: [FakeEvent] = []
    var oldStates: [(seq: UInt64, states: [UInt8])] = []
    var keys: [String: FakeEvent] = [:]

    init(id: String, layout: String, labels: [String]) {
        self.id = id
        self.layout = layout
        self.labels = labels
        indices = Dictionary(labels.enumerated().map { ($1, $0) }) { first, _ in first }
        states = Array(repeating: 0, count: labels.count)
    }

    var seq: UInt64 { events.last?.seq ?? 0 }

    /// The holds whose time has come.
    func due(_ now: Int64) -> [Hold] {
        active.compactMap { holds[$0] }.filter { $0.deadline <= now }.sorted { $0.id < $1.id }
    }

    func event(_ type: String, _ seats: [Int], hold: String?, at: Int64) -> FakeEvent {
        FakeEvent(show: id, seq: seq + 1, type: type, seats: seats, hold: hold, at: at)
    }

    mutating func apply(_ event: FakeEvent) {
        let id = event.hold ?? ""
        switch event.type {
        case "held":
            set(event.seats, 1)
            active.insert(id)
            holds[id] = Hold(
                id: id,
                name: "h\(event.seq)",
                seats: event.seats,
                deadline: event.deadline ?? 0,
                state: "active"
            )
        case "extended":
            holds[id]?.deadline = event.deadline ?? 0
        case "swapped":
            // As the server's log does: the new selection, then the seats given up.
            set(holds[id]?.seats ?? [], 0)
            holds[id]?.seats = Array(event.seats.prefix(event.kept ?? event.seats.count))
            set(holds[id]?.seats ?? [], 1)
        case "released", "expired", "booked":
            set(event.seats, event.type == "booked" ? 2 : 0)
            holds[id]?.state = event.type
            active.remove(id)
        default: break
        }
        events.append(event)
        if event.seq % 16 == 0 { oldStates.append((event.seq, states)) }
        if let key = event.key { keys[key] = event }
    }

    private mutating func set(_ seats: [Int], _ state: UInt8) {
        for seat in seats { states[seat] = state }
    }

    func packed(_ states: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (states.count + 3) / 4)
        for (seat, state) in states.enumerated() {
            bytes[seat / 4] |= state << UInt8(2 * (seat % 4))
        }
        return bytes
    }
}
