import Foundation

/// A model of the peers' HTTP: shows of 500 seats by number, without versions, keys or a log.
struct FakePeer {
    /// A change, as it stands in the journal.
    private struct Change: Codable {
        enum What: String, Codable { case held, booked, released }
        var what: What
        var id: String
        var show: String
        var seats: [Int]
    }

    private static let seatCount = 500
    private let faults: Set<Fault>
    private var journal: FileHandle?
    /// Show → seat → digit of the map.
    private var shows: [String: [Int: String]] = [:]
    private var holds: [String: (show: String, seats: [Int])] = [:]
    private var booked: Set<String> = []
    /// The first map of each show, for one that never changes.
    private var firstMaps: [String: String] = [:]
    private var granted = 0

    init(faults: Set<Fault>) {
        self.faults = faults
    }

    /// Plays the journal at `path` and goes on writing it.
    mutating func recover(from path: String) throws {
        let lines = (FileManager.default.contents(atPath: path) ?? Data()).split(separator: 10)
        for line in faults.contains(.loseTail) ? lines.dropLast(40) : lines[...] {
            guard let change = try? JSONDecoder().decode(Change.self, from: line) else { break }
            apply(change)
        }
        if lines.isEmpty { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        journal = FileHandle(forWritingAtPath: path)
        try journal?.seekToEnd()
    }

    mutating func answer(_ method: String, _ path: [Substring], _ body: Data) -> FakeModel.Answer {
        let name = path.count > 1 ? String(path[1]) : ""
        switch (method, path[0], path.last ?? "") {
        case ("GET", "shows", "seats"): return map(name)
        case ("POST", "shows", "holds"): return hold(name, body)
        case ("POST", "holds", "confirm"): return book(name)
        case ("DELETE", "holds", _): return release(name)
        default: return Self.say(404, #"{"error":"no such path"}"#)
        }
    }

    private static func say(_ status: Int, _ body: String) -> FakeModel.Answer {
        FakeModel.Answer(status: status, body: body)
    }

    private mutating func map(_ show: String) -> FakeModel.Answer {
        var states = ""
        for seat in 0..<Self.seatCount { states += shows[show]?[seat] ?? "0" }
        if firstMaps[show] == nil { firstMaps[show] = states }
        let shown = faults.contains(.staleMap) ? firstMaps[show] ?? states : states
        return Self.say(200, #"{"show":"\#(show)","seats":"\#(shown)"}"#)
    }

    private mutating func hold(_ show: String, _ body: Data) -> FakeModel.Answer {
        struct Body: Decodable { var seats: [Int] }
        guard let seats = try? JSONDecoder().decode(Body.self, from: body).seats else {
            return Self.say(400, #"{"error":"json"}"#)
        }
        granted += 1
        let isWrong = granted % 20 == 0
        let isTaken = seats.contains { shows[show]?[$0] != nil }
        if isTaken, !(isWrong && faults.contains(.doubleBooking)) {
            return Self.say(409, #"{"error":"seat taken"}"#)
        }
        let change = Change(what: .held, id: UUID().uuidString, show: show, seats: seats)
        if !(isWrong && faults.contains(.dropWrite)) { commit(change) }
        return Self.say(201, #"{"hold":"\#(change.id)","expiresIn":600}"#)
    }

    private mutating func book(_ id: String) -> FakeModel.Answer {
        if booked.contains(id), faults.contains(.bookAgain) {
            return Self.say(200, #"{"booking":"\#(UUID().uuidString)"}"#)
        }
        guard let hold = holds[id] else { return Self.say(410, #"{"error":"expired"}"#) }
        commit(Change(what: .booked, id: id, show: hold.show, seats: hold.seats))
        return Self.say(200, #"{"booking":"\#(id)"}"#)
    }

    private mutating func release(_ id: String) -> FakeModel.Answer {
        guard let hold = holds[id] else { return Self.say(404, #"{"error":"no such hold"}"#) }
        commit(Change(what: .released, id: id, show: hold.show, seats: hold.seats))
        return Self.say(204, "")
    }

    private mutating func commit(_ change: Change) {
        apply(change)
        if let journal, let line = try? JSONEncoder().encode(change) {
            journal.write(line + Data("\n".utf8))
        }
    }

    private mutating func apply(_ change: Change) {
        holds[change.id] = change.what == .held ? (change.show, change.seats) : nil
        if change.what == .booked { booked.insert(change.id) }
        for seat in change.seats {
            switch change.what {
            case .held: shows[change.show, default: [:]][seat] = "1"
            case .booked: shows[change.show, default: [:]][seat] = "2"
            case .released: shows[change.show]?[seat] = nil
            }
        }
    }
}
