import Foundation

extension FakeModel {
    private struct Catalogue: Decodable {
        struct Layout: Decodable {
            var key: String
            var sections: [Section]
        }
        struct Section: Decodable { var rows: [Row] }
        struct Row: Decodable {
            var name: String
            var seats: [Seat]
        }
        struct Seat: Decodable { var number: String }
        struct Venue: Decodable { var screens: [Screen] }
        struct Screen: Decodable {
            var id: String
            var layout: String
        }
        struct Show: Decodable {
            var id: String
            var screen: String
        }
        var layouts: [Layout]
        var venues: [Venue]
        var shows: [Show]
    }

    mutating func importCatalogue(_ bytes: Data) -> Answer {
        guard let input = try? JSONDecoder().decode(Catalogue.self, from: bytes) else {
            return Self.problem(400, "invalid_request")
        }
        if let cataloguePath {
            _ = FileManager.default.createFile(atPath: cataloguePath, contents: bytes)
        }
        for layout in input.layouts {
            layouts[layout.key] = layout.sections.flatMap(\.rows).flatMap { row in
                row.seats.map { "\(row.name)-\($0.number)" }
            }
        }
        let screens = Dictionary(input.venues.flatMap(\.screens).map { ($0.id, $0.layout) }) { $1 }
        for show in input.shows where shows[show.id] == nil {
            let layout = screens[show.screen] ?? ""
            shows[show.id] = FakeShow(id: show.id, layout: layout, labels: layouts[layout] ?? [])
        }
        return Answer(status: 200, body: "{}")
    }

    func layout(_ id: String) -> Answer {
        guard let labels = layouts[id] else { return Self.problem(404, "not_found") }
        let seats = labels.enumerated().map { #"{"label":"\#($1)","index":\#($0)}"# }
        return Answer(
            status: 200,
            body:
                #"{"id":"\#(id)","sections":[{"name":"M","rows":[{"name":"A","seats":[\#(seats.joined(separator: ","))]}]}]}"#
        )
    }

    mutating func seats(_ id: String, known: String?) -> Answer {
        sweep(id, Self.now())
        guard let show = shows[id] else { return Self.problem(404, "not_found") }
        var seq = show.seq
        var states = show.states
        if faults.contains(.staleMap), show.oldStates.count > 1 {
            (seq, states) = show.oldStates[show.oldStates.count - 2]
        }
        if known == "\"\(seq)\"" { return Answer(status: 304, body: "") }
        let counts = (0..<4).map { state in states.count { $0 == UInt8(state) } }
        let packed = Data(show.packed(states)).base64EncodedString()
        return Answer(
            status: 200,
            body:
                #"{"show":"\#(id)","seq":\#(seq),"layout":"\#(show.layout)","counts":{"free":\#(counts[0]),"#
                + #""held":\#(counts[1]),"booked":\#(counts[2]),"blocked":\#(counts[3])},"states":"\#(packed)"}"#
        )
    }

    func log(_ id: String, after: UInt64, limit: Int) -> Answer {
        guard let show = shows[id] else { return Self.problem(404, "not_found") }
        let isTrimmed = faults.contains(.trimLog)
        let oldest = isTrimmed ? UInt64(show.events.count) / 2 : 0
        let start =
            show.events.firstIndex { $0.seq > max(after, oldest) } ?? show.events.count
        let part = show.events[start..<min(start + limit, show.events.count)]
        let list = part.map { event in
            let seats = event.seats.map { "\"\(show.labels[$0])\"" }.joined(separator: ",")
            let name = event.hold.flatMap { show.holds[$0]?.name } ?? ""
            let booking = event.booking.map { #","booking":"\#($0)""# } ?? ""
            return #"{"seq":\#(event.seq),"type":"\#(event.type)","at":"\#(Self.time(event.at))","#
                + #""seats":[\#(seats)],"hold":"\#(name)"\#(booking),"cause":"anonymous"}"#
        }
        let more = part.endIndex < show.events.count
        let next = more ? part.last.map { "\"\($0.seq)\"" } ?? "null" : "null"
        let trimmed = isTrimmed ? #","trimmed":true"# : ""
        return Answer(
            status: 200,
            body: #"{"data":[\#(list.joined(separator: ","))],"has_more":\#(more),"#
                + #""next":\#(next)\#(trimmed)}"#
        )
    }

    func snapshot(_ id: String) -> String? {
        guard let show = shows[id] else { return nil }
        let packed = Data(show.packed(show.states)).base64EncodedString()
        return #"{"t":"snap","seq":\#(show.seq),"states":"\#(packed)"}"#
    }

    /// The delta of what has not been sent yet, of one show.
    mutating func delta(_ id: String) -> String? {
        guard var events = unsent.removeValue(forKey: id), let show = shows[id] else { return nil }
        if faults.contains(.skipDelta), let first = events.first, first.seq <= 30,
            events.last?.seq ?? 0 >= 20
        {
            events.removeFirst()
        }
        guard let first = events.first, let last = events.last else { return nil }
        var seats: Set<Int> = []
        for event in events { seats.formUnion(event.seats) }
        let changes = seats.sorted().map { "[\($0),\(show.states[$0])]" }.joined(separator: ",")
        return #"{"t":"d","f":\#(first.seq),"n":\#(last.seq),"c":[\#(changes)]}"#
    }
}
