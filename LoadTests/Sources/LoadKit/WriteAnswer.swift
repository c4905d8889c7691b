import Checker

/// The answer to a write, in the words of the checker.
struct WriteAnswer {
    /// What was asked.
    struct Asked {
        var action: Action
        /// The driver's number of the hold.
        var hold: Int
        /// When it was first sent.
        var sent: UInt64
        /// The seats wanted; empty when the server was to choose.
        var seats: [Int]
        /// How many seats together, of those that the server was to choose.
        var together = 0
    }

    /// The evidence.
    var attempt: Attempt
    /// What to count it as: the status, or the code of a refusal.
    var code: String
    /// The id of a hold that was granted.
    var id: [UInt8]?

    /// An answer of any kind to what was `asked`: it has not been read yet, and counts as refused.
    init(_ asked: Asked, _ event: Wire.Event) {
        attempt = Attempt(
            asked.action,
            .refused,
            hold: asked.hold,
            sent: asked.sent,
            answered: event.at,
            seats: asked.seats
        )
        code = String(event.status)
    }

    /// Reads what `event` and its `body` say to what was `asked` of the show of `api`.
    init(_ asked: Asked, _ event: Wire.Event, _ body: [UInt8], _ api: ShowAPI) {
        self.init(asked, event)
        switch event.status {
        case 200..<300: grant(body)
        case 500...: lose(code)
        default: refuse(asked, body, api)
        }
    }

    /// It says nothing of whether the write has happened.
    mutating func lose(_ code: String) {
        attempt.verdict = .unknown
        attempt.answered = .max
        self.code = code
    }

    /// It says no.
    mutating func refuse(_ verdict: Verdict, _ code: String) {
        attempt.verdict = verdict
        self.code = code
    }

    /// What is to be kept of a write that got no answer.
    static func missing(_ asked: Asked) -> Attempt {
        Attempt(
            asked.action,
            .unknown,
            hold: asked.hold,
            sent: asked.sent,
            answered: .max,
            seats: asked.seats
        )
    }

    private mutating func grant(_ body: [UInt8]) {
        attempt.verdict = .granted
        guard attempt.action != .release else { return }
        guard let version = Scan.number("seq", in: body) else {
            code = "malformed"
            attempt.verdict = .unknown
            return
        }
        attempt.version = version
        guard attempt.action == .hold || attempt.action == .extend else { return }
        attempt.expiresAt = Scan.string("expires_at", in: body).flatMap(Scan.milliseconds) ?? 0
        guard attempt.action == .hold else { return }
        let given = Scan.numbers("index", in: body)
        if !given.isEmpty { attempt.seats = given }
        id = Scan.string("id", in: body).map { Array($0) }
    }

    private mutating func refuse(_ asked: Asked, _ body: [UInt8], _ api: ShowAPI) {
        code = Scan.string("code", in: body).map { String(decoding: $0, as: UTF8.self) } ?? code
        switch code {
        case "seats_unavailable":
            attempt.verdict = .unavailable
            attempt.conflicts = Self.conflicts(body, api)
        case "not_enough_together", "sold_out":
            attempt.together = asked.together
        case "hold_expired", "hold_not_found":
            attempt.verdict = .gone
        default: break
        }
    }

    private static func conflicts(
        _ body: [UInt8],
        _ api: ShowAPI
    ) -> [(seat: Int, state: SeatState)] {
        var scan = Scan(body)
        var found: [(seat: Int, state: SeatState)] = []
        while scan.seek("seat"), let label = scan.string() {
            guard scan.seek("reason"), let reason = scan.string(),
                let seat = api.index(of: String(decoding: label, as: UTF8.self)),
                let state = SeatState(word: String(decoding: reason, as: UTF8.self))
            else { continue }
            found.append((seat, state))
        }
        return found
    }
}
