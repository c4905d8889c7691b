public import Checker
import FoundationEssentials

/// One show as the contract lets anyone see it: labels, map, log.
public struct ShowAPI {
    private struct SeatsBody: Decodable {
        var seq: UInt64
        var states: String
        var counts: [String: Int]
    }

    private struct ShowBody: Decodable {
        var layout: String?
        var layout_id: String?
    }

    private struct LayoutBody: Decodable {
        struct Section: Decodable { var rows: [Row] }
        struct Row: Decodable { var seats: [Seat] }
        struct Seat: Decodable {
            var label: String
            var index: Int
        }
        var sections: [Section]
    }

    private struct LogPage: Decodable {
        struct Item: Decodable {
            var seq: UInt64
            var type: String
            var at: String?
            var seats: [String]?
            var hold: String?
            var replaces: String?
            var booking: String?
        }
        var data: [Item]
        var has_more: Bool?
        var next: Cursor?
        var trimmed: Bool?
    }

    /// The server has forgotten the part of the log that was to be read.
    public struct Trimmed: Error, CustomStringConvertible {
        /// Whose log.
        public let show: String
        /// What to do about it.
        public var description: String {
            "the log of \(show) has been trimmed: start the server with more --history-mib"
        }
    }

    /// A cursor is opaque; some write it as a number.
    private struct Cursor: Decodable {
        var text: String
        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(UInt64.self) {
                text = String(number)
            } else {
                text = try value.decode(String.self)
            }
        }
    }

    /// The show's id.
    public let show: String
    /// The labels by index.
    public let labels: [String]
    /// The rows, each a range of indices of seats side by side.
    public let rows: [Range<Int>]
    /// The id of the layout.
    public let layout: String
    private let indices: [String: Int]
    private let client: Client

    /// Learns the seats of `show` from its layout.
    public init(_ show: String, client: Client) throws {
        let (body, _) = try client.fetch("/v1/shows/\(show)", as: ShowBody.self)
        guard let layout = body.layout ?? body.layout_id else {
            throw Client.Failed(description: "show \(show) names no layout")
        }
        let (plan, _) = try client.fetch("/v1/layouts/\(layout)", as: LayoutBody.self)
        let seats = plan.sections.flatMap(\.rows).flatMap(\.seats).sorted { $0.index < $1.index }
        self.show = show
        self.layout = layout
        rows = plan.sections.flatMap(\.rows).flatMap { Self.runs($0.seats.map(\.index).sorted()) }
        labels = seats.map(\.label)
        indices = Dictionary(seats.map { ($0.label, $0.index) }) { first, _ in first }
        self.client = client
    }

    /// Another show of the same layout as `other`, which is not asked for again.
    public init(_ show: String, like other: ShowAPI) {
        self.show = show
        layout = other.layout
        rows = other.rows
        labels = other.labels
        indices = other.indices
        client = other.client
    }

    private static func runs(_ indices: [Int]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for index in indices {
            if let last = found.last, last.upperBound == index {
                found[found.count - 1] = last.lowerBound..<(index + 1)
            } else {
                found.append(index..<(index + 1))
            }
        }
        return found
    }

    /// `evidence` beside the map and the log as they are now.
    public func gather(
        _ evidence: Evidence,
        from start: SeatMap,
        streams: [DeltaStream] = []
    ) throws -> ShowCase {
        var found = ShowCase(show: show, rows: rows, start: start)
        found.final = try map()
        found.events = try log(after: start.version)
        found.evidence = evidence
        found.streams = streams
        return found
    }

    /// The index of the seat called `label`.
    public func index(of label: String) -> Int? { indices[label] }

    /// The map now.
    public func map() throws -> SeatMap {
        let (body, answer) = try client.fetch("/v1/shows/\(show)/seats", as: SeatsBody.self)
        guard let map = Self.map(body, seats: labels.count, answer) else {
            throw Client.Failed(description: "the map of \(show) is too short")
        }
        return map
    }

    /// A map from the body of an answer that the load itself fetched; nil when it is malformed.
    public func map(from body: [UInt8], sent: UInt64, answered: UInt64) -> SeatMap? {
        let answer = Client.Answer(status: 200, body: body, sent: sent, answered: answered)
        guard let seats = try? JSONDecoder().decode(SeatsBody.self, from: Data(body)) else {
            return nil
        }
        return Self.map(seats, seats: labels.count, answer)
    }

    private static func map(_ body: SeatsBody, seats: Int, _ answer: Client.Answer) -> SeatMap? {
        guard let packed = Data(base64Encoded: body.states),
            let states = SeatMap.states(packed: Array(packed), count: seats)
        else { return nil }
        let counts = ["free", "held", "booked", "blocked"].map { body.counts[$0] ?? -1 }
        return SeatMap(
            version: body.seq,
            states: states,
            counts: counts,
            sent: answer.sent,
            answered: answer.answered
        )
    }

    /// Every event after `version`, all pages of it. Throws `Trimmed` when some are gone.
    public func log(after version: UInt64) throws -> [LogEvent] {
        var events: [LogEvent] = []
        var cursor = String(version)
        while true {
            let path = "/v1/admin/shows/\(show)/log?after=\(cursor)&limit=100"
            let (page, _) = try client.fetch(path, as: LogPage.self)
            if page.trimmed == true { throw Trimmed(show: show) }
            for item in page.data { events.append(try event(item)) }
            guard let last = page.data.last, page.has_more ?? (page.next != nil) else {
                return events
            }
            cursor = page.next?.text ?? String(last.seq)
        }
    }

    private func event(_ item: LogPage.Item) throws -> LogEvent {
        guard let kind = LogEvent.Kind(rawValue: item.type) else {
            throw Client.Failed(description: "the log has an event of type \(item.type)")
        }
        let seats = try (item.seats ?? []).map { label in
            guard let index = indices[label] else {
                throw Client.Failed(description: "the log names seat \(label)")
            }
            return index
        }
        return LogEvent(
            version: item.seq,
            kind: kind,
            seats: seats,
            hold: item.hold,
            replaces: item.replaces,
            booking: item.booking,
            at: item.at.flatMap { Scan.milliseconds(Array($0.utf8)[...]) }
        )
    }
}
