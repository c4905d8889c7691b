import Checker

/// The questions of a journey as requests to the HTTP that `../shared/peers/server.js` speaks, and
/// our fronts of Redis and PostgreSQL after it.
///
/// It knows no `Idempotency-Key`, no versions and no reasons: a write asked again must be refused,
/// or get the first answer.
struct PeerDialect: Dialect {
    let kind = ServerKind.peer
    let judged = AnswerCheck.judged
    private let requests: Requests
    private let shows: [[UInt8]]

    /// Requests to `target` about the shows called `shows`.
    init(_ target: Target, shows: [String]) {
        requests = Requests(target)
        self.shows = shows.map { Array("/shows/\($0)".utf8) }
    }

    func request(
        _ question: Journey.Question,
        show: Int,
        hold: [UInt8],
        etag: UInt64?,
        serial: Int
    ) -> [UInt8] {
        let mine = Array("/holds/".utf8) + hold
        switch question.ask {
        case .map: return requests.make("GET", shows[show] + Array("/seats".utf8))
        case .hold:
            let path = shows[show] + Array("/holds".utf8)
            return requests.make("POST", path, body: Self.body(question.seats))
        case .book:
            // The body says nothing; it keeps `Content-Length` on the wire.
            return requests.make("POST", mine + Array("/confirm".utf8), body: Array("{}".utf8))
        case .release: return requests.make("DELETE", mine)
        default: preconditionFailure("a scenario with \(question.ask) is refused before")
        }
    }

    private static func body(_ seats: [Int]) -> [UInt8] {
        var body: [UInt8] = []
        body.append("{\"seats\":[")
        for (place, seat) in seats.enumerated() {
            if place > 0 { body.append(",") }
            body.append(decimal: seat)
        }
        body.append("]}")
        return body
    }

    /// Refusals get the codes of our own contract, so that one table counts them all.
    func read(
        _ asked: WriteAnswer.Asked,
        _ event: Wire.Event,
        _ body: [UInt8],
        show: Int
    ) -> WriteAnswer {
        var answer = WriteAnswer(asked, event)
        switch (event.status, asked.action) {
        case (200..<300, .hold):
            if let id = Scan.string("hold", in: body) {
                answer.attempt.verdict = .granted
                answer.id = Array(id)
            } else {
                answer.lose("malformed")
            }
        case (200..<300, _): answer.attempt.verdict = .granted
        case (500..., _): answer.lose(String(event.status))
        case (409, .hold): answer.refuse(.unavailable, "seats_unavailable")
        case (409, .book), (410, .book): answer.refuse(.gone, "hold_expired")
        case (404, .release): answer.refuse(.gone, "hold_not_found")
        default: break
        }
        return answer
    }

    func isRight(again: RawAnswer, after first: RawAnswer) -> Bool {
        again.status >= 400 || (again.status == first.status && again.body == first.body)
    }
}
