import Checker

/// One show of a peer: seats by number, a map without a version, and no log.
public struct PeerShow: ShowView {
    /// Seats of every show.
    static let seats = 500
    /// Shows that are there; the first is called 1.
    static let count = 2000
    /// Milliseconds that every hold lasts.
    static let lifetime = 600_000

    /// Its number, as paths have it.
    public let show: String
    private let client: Client
    private let dialect: PeerDialect

    let seatCount = PeerShow.seats
    let hasVersions = false

    /// The show called `show`.
    public init(_ show: String, client: Client) {
        self.show = show
        self.client = client
        dialect = PeerDialect(client.target, shows: [show])
    }

    /// The first `count` shows.
    public static func first(_ count: Int, client: Client) -> [PeerShow] {
        (1...max(count, 1)).map { PeerShow(String($0), client: client) }
    }

    func map() throws -> SeatMap {
        let answer = try client.call("GET", "/shows/\(show)/seats")
        guard answer.status == 200,
            let map = map(from: answer.body, sent: answer.sent, answered: answer.answered)
        else {
            let said = String(decoding: answer.body.prefix(300), as: UTF8.self)
            throw Client.Failed(description: "the map of \(show): \(answer.status) \(said)")
        }
        return map
    }

    /// A digit a seat: 0 free, 1 held, 2 booked.
    func map(from body: [UInt8], sent: UInt64, answered: UInt64) -> SeatMap? {
        guard let digits = Scan.string("seats", in: body), digits.count == Self.seats else {
            return nil
        }
        let states = digits.compactMap { SeatState(rawValue: $0 &- UInt8(ascii: "0")) }
        guard states.count == Self.seats else { return nil }
        return SeatMap(version: 0, states: states, sent: sent, answered: answered)
    }

    func gather(
        _ evidence: Evidence,
        from start: SeatMap,
        streams: [DeltaStream]
    ) throws -> ShowCase {
        var found = ShowCase(show: show, start: start, holdsLast: Self.lifetimeNanoseconds)
        found.final = try map()
        found.evidence = evidence
        found.streams = streams
        return found
    }

    private static var lifetimeNanoseconds: UInt64 { UInt64(lifetime) * 1_000_000 }

    /// Asks once more for all that was acknowledged: nobody may get it, and holds can be booked.
    func askAgain(_ found: ShowCase, _ ids: [Int: [UInt8]]) throws -> Findings {
        let check = AnswerCheck(found.evidence, lifetime: Self.lifetimeNanoseconds)
        var findings = Findings()
        let living = check.living(at: Wire.now())
        for seats in check.sold + living.map(\.seats) {
            var question = Journey.Question(ask: .hold)
            question.seats = seats
            if try status(question, []) < 300 {
                findings.add(.twoOwners, "\(seats) had an owner, and was given to somebody else")
            }
        }
        for (hold, seats) in living {
            guard let id = ids[hold] else { continue }
            if try status(Journey.Question(ask: .book), id) >= 300 {
                findings.add(.missing, "the hold of \(seats) was acknowledged and can't be booked")
            }
        }
        return findings
    }

    private func status(_ question: Journey.Question, _ hold: [UInt8]) throws -> Int {
        let bytes = dialect.request(question, show: 0, hold: hold, etag: nil, serial: 0)
        return try client.exchange(bytes, what: "\(question.ask) after the run").status
    }
}
