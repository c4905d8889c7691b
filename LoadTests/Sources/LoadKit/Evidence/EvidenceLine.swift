import Checker

/// One line of `evidence.jsonl.gz`: exactly one of the fields. RESULT.md describes them.
struct EvidenceLine: Codable {
    /// The first line.
    struct Head: Codable {
        var schema: String
        var scenario: String
        var seed: UInt64
        /// Shows that people could choose among.
        var shows: Int
        /// Nobody else wrote to the shows.
        var exclusive: Bool
        /// Answers that nobody had asked for.
        var strays: UInt64
    }

    /// The next show; what follows is of it.
    struct Show: Codable {
        var id: String
        /// The first and the last index of seats side by side.
        var rows: [[Int]]
        /// Nanoseconds that every hold lasts, of a server without a log.
        var holds_last: UInt64?
        var start: Map
        var final: Map?
    }

    struct Map: Codable {
        var version: UInt64
        /// A digit a seat, the state's code; nil for an answer that only told the version.
        var states: String?
        var counts: [Int]?
        var sent: UInt64?
        var answered: UInt64?
    }

    struct Write: Codable {
        var action: String
        var verdict: String
        var hold: Int
        var sent: UInt64
        var answered: UInt64?
        var version: UInt64?
        var seats: [Int]?
        /// Seat and state code.
        var conflicts: [[Int]]?
        var expires_at: Int64?
        var together: Int?
    }

    struct Event: Codable {
        var version: UInt64
        var kind: String
        var at: Int64?
        var seats: [Int]?
        var hold: String?
        var replaces: String?
        var booking: String?
    }

    /// A live connection: where it ended, and what had gone wrong on it.
    struct Stream: Codable {
        var version: UInt64?
        var states: String?
        var broken: [String: Int]?
        /// Kind and sentence.
        var findings: [[String]]?
    }

    /// The last line.
    struct End: Codable {
        /// Lines before it.
        var lines: Int
    }

    var head: Head?
    /// When each came in nanoseconds of the run, of which kind, to which show, how many together.
    var people: [[UInt64]]?
    var show: Show?
    var write: Write?
    var map: Map?
    var event: Event?
    var stream: Stream?
    var repeated: String?
    /// Why answers are missing, in a sentence: then nothing is proven of them.
    var unproven: String?
    var end: End?
}

extension EvidenceLine.Map {
    /// `map`, with times from `began` on.
    init(_ map: SeatMap, began: UInt64) {
        version = map.version
        states = map.states.isEmpty ? nil : map.states.digits
        counts = map.counts.isEmpty ? nil : map.counts
        sent = map.sent.since(began)
        answered = map.answered == .max ? nil : map.answered.since(began)
    }
}

extension EvidenceLine.Write {
    /// `attempt`, with times from `began` on.
    init(_ attempt: Attempt, began: UInt64) {
        action = "\(attempt.action)"
        verdict = "\(attempt.verdict)"
        hold = attempt.hold
        sent = attempt.sent.since(began)
        answered = attempt.answered == .max ? nil : attempt.answered.since(began)
        version = attempt.version == 0 ? nil : attempt.version
        seats = attempt.seats.isEmpty ? nil : attempt.seats
        conflicts =
            attempt.conflicts.isEmpty
            ? nil : attempt.conflicts.map { [$0.seat, Int($0.state.rawValue)] }
        expires_at = attempt.expiresAt == 0 ? nil : attempt.expiresAt
        together = attempt.together == 0 ? nil : attempt.together
    }
}

extension EvidenceLine.Event {
    init(_ event: LogEvent) {
        version = event.version
        kind = event.kind.rawValue
        at = event.at
        seats = event.seats.isEmpty ? nil : event.seats
        hold = event.hold
        replaces = event.replaces
        booking = event.booking
    }
}

extension EvidenceLine.Stream {
    init(_ stream: DeltaStream) {
        version = stream.version
        states = stream.states.isEmpty ? nil : stream.states.digits
        guard !stream.findings.isEmpty else { return }
        broken = Dictionary(
            stream.findings.counts.map { ($0.key.rawValue, $0.value) }
        ) { first, _ in first }
        findings = stream.findings.kept.map { [$0.kind.rawValue, $0.detail] }
    }
}

extension [SeatState] {
    /// A digit a seat.
    var digits: String {
        String(decoding: map { UInt8(ascii: "0") + $0.rawValue }, as: UTF8.self)
    }
}

extension UInt64 {
    /// Nanoseconds from `start`; 0 for what was before.
    func since(_ start: UInt64) -> UInt64 { self > start ? self - start : 0 }
}
