import Foundation

/// The fake's whole state and its answers: what `CONTRACT.md` says, in the simplest way that is
/// right.
struct FakeModel {
    struct Answer {
        var status: Int
        var body: String
        var replayed = false
        /// Sent twice, as by a server that loses track of what it wrote.
        var isDoubled = false
    }

    var shows: [String: FakeShow] = [:]
    var layouts: [String: [String]] = [:]
    var faults: Set<Fault>
    var journal: FileHandle?
    /// Where imports are kept beside the journal.
    var cataloguePath: String?
    var granted = 0
    var refusals = 0
    /// Events not yet sent to the live ones, by show.
    var unsent: [String: [FakeEvent]] = [:]

    init(faults: Set<Fault>) {
        self.faults = faults
    }

    static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    static func time(_ milliseconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        return date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    mutating func commit(_ event: FakeEvent) {
        shows[event.show]?.apply(event)
        unsent[event.show, default: []].append(event)
        if let journal, let line = try? JSONEncoder().encode(event) {
            journal.write(line + Data("\n".utf8))
        }
    }

    /// Ends the holds of `show` whose time has come.
    mutating func sweep(_ id: String, _ now: Int64) {
        guard let show = shows[id] else { return }
        for hold in show.due(now) {
            guard let event = shows[id]?.event("expired", hold.seats, hold: hold.id, at: now) else {
                continue
            }
            commit(event)
        }
    }

    static func problem(_ status: Int, _ code: String, _ extra: String = "") -> Answer {
        Answer(
            status: status,
            body:
                #"{"type":"/problems/\#(code)","title":"\#(code)","status":\#(status),"code":"\#(code)"\#(extra)}"#
        )
    }

    func conflict(_ show: FakeShow, _ seats: [Int], own: [Int] = []) -> Answer? {
        var taken = seats.filter {
            show.states[$0] != 0 && !(show.states[$0] == 1 && own.contains($0))
        }
        guard !taken.isEmpty else { return nil }
        if faults.contains(.partialConflicts) { taken = [taken[0]] }
        let names = ["free", "held", "booked", "blocked"]
        let list = taken.map {
            #"{"seat":"\#(show.labels[$0])","reason":"\#(names[Int(show.states[$0])])"}"#
        }
        return Self.problem(
            409,
            "seats_unavailable",
            #","conflicts":[\#(list.joined(separator: ","))]"#
        )
    }

    func holdBody(
        _ show: FakeShow,
        _ id: String,
        _ seats: [Int],
        seq: UInt64,
        deadline: Int64,
        now: Int64
    ) -> String {
        let list = seats.map {
            #"{"label":"\#(show.labels[$0])","index":\#($0),"category":"gold","price":{"amount":25000,"currency":"INR"}}"#
        }
        return #"{"id":"\#(id)","show":"\#(show.id)","seats":[\#(list.joined(separator: ","))],"#
            + #""total":{"amount":\#(25000 * seats.count),"currency":"INR"},"state":"active","#
            + #""expires_at":"\#(Self.time(deadline))","expires_in_ms":\#(deadline - now),"seq":\#(seq)}"#
    }
}
