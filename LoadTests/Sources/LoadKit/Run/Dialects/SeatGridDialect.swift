import Checker

/// The questions of a journey as requests to SeatGrid.
struct SeatGridDialect: Dialect {
    let kind = ServerKind.seatgrid
    let judged = Set(Finding.Kind.allCases)
    private let requests: Requests
    private let views: [ShowAPI]
    private let shows: [[UInt8]]
    private let programme: [UInt8]
    private let layout: [UInt8]
    /// Each label in quotes.
    private let quoted: [[UInt8]]
    private let run: String

    /// Requests to `target` about `shows`, all of the layout of the first; `run` makes keys that no
    /// other run uses.
    init(_ target: Target, shows: [ShowAPI], run: String) {
        requests = Requests(target)
        views = shows
        self.shows = shows.map { Array("/v1/shows/\($0.show)".utf8) }
        let city = Catalogue.city
        programme = Array("/v1/movies/\(Catalogue.movie)/shows?city=\(city)".utf8)
        layout = Array("/v1/layouts/\(shows[0].layout)".utf8)
        quoted = shows[0].labels.map { Array("\"\($0)\"".utf8) }
        self.run = run
    }

    func request(
        _ question: Journey.Question,
        show: Int,
        hold: [UInt8],
        etag: UInt64?,
        serial: Int
    ) -> [UInt8] {
        let key = question.isKeyed ? Array("\(run)-\(serial)".utf8) : nil
        let holds = shows[show] + Array("/holds".utf8)
        let mine = holds + [UInt8(ascii: "/")] + hold
        switch question.ask {
        case .cities: return requests.make("GET", Array("/v1/cities".utf8))
        case .movies:
            return requests.make("GET", Array("/v1/cities/\(Catalogue.city)/movies".utf8))
        case .programme: return requests.make("GET", programme)
        case .show: return requests.make("GET", shows[show])
        case .layout: return requests.make("GET", layout)
        case .map: return requests.make("GET", shows[show] + Array("/seats".utf8), etag: etag)
        case .live, .resume: return requests.upgrade(shows[show] + Array("/live".utf8))
        case .hold: return requests.make("POST", holds, body: body(question), key: key)
        case .extend:
            let body = Array(#"{"ttl_ms":\#(question.ttl)}"#.utf8)
            return requests.make("POST", mine + Array("/extend".utf8), body: body, key: key)
        case .swap: return requests.make("PATCH", mine, body: body(question), key: key)
        case .release: return requests.make("DELETE", mine, key: key)
        case .book:
            let body = Array(#"{"reference":"load-\#(serial)"}"#.utf8)
            return requests.make("POST", mine + Array("/book".utf8), body: body, key: key)
        case .wait, .again: preconditionFailure("\(question.ask) is no request of its own")
        }
    }

    func read(
        _ asked: WriteAnswer.Asked,
        _ event: Wire.Event,
        _ body: [UInt8],
        show: Int
    ) -> WriteAnswer {
        WriteAnswer(asked, event, body, views[show])
    }

    /// The same, byte for byte, and said to be a repeat.
    func isRight(again: RawAnswer, after first: RawAnswer) -> Bool {
        again.status == first.status && again.body == first.body && again.isReplayed
    }

    private func body(_ question: Journey.Question) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(160)
        if question.seats.isEmpty {
            body.append("{\"best_available\":{\"together\":true,\"count\":")
            body.append(decimal: question.count)
            body.append("}")
        } else {
            body.append("{\"seats\":[")
            for (place, seat) in question.seats.enumerated() {
                if place > 0 { body.append(",") }
                body.append(contentsOf: quoted[seat])
            }
            body.append("]")
        }
        if question.ttl > 0 {
            body.append(",\"ttl_ms\":")
            body.append(decimal: question.ttl)
        }
        body.append("}")
        return body
    }
}
