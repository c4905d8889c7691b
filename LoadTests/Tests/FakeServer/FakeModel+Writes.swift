import Foundation

extension FakeModel {
    struct Write: Decodable {
        struct Best: Decodable { var count: Int }
        var seats: [String]?
        var best_available: Best?
        var ttl_ms: Int64?
        var reference: String?
    }

    /// A POST, PATCH or DELETE under `/v1/shows/{show}/holds`.
    mutating func write(
        _ method: String,
        _ showID: String,
        _ rest: [Substring],
        _ bytes: Data,
        key: String?
    ) -> Answer {
        let now = Self.now()
        sweep(showID, now)
        guard let show = shows[showID] else { return Self.problem(404, "not_found") }
        let request =
            "\(method) \(rest.joined(separator: "/")) \(String(decoding: bytes, as: UTF8.self))"
        if let key, let first = show.keys[key] {
            guard first.request == request else {
                return Self.problem(422, "idempotency_key_reused")
            }
            return Answer(status: first.status ?? 0, body: first.answer ?? "", replayed: true)
        }
        var input = Write()
        if !bytes.isEmpty {
            guard let decoded = try? JSONDecoder().decode(Write.self, from: bytes) else {
                return Self.problem(400, "invalid_request")
            }
            input = decoded
        }
        let done =
            rest.isEmpty ? hold(show, input, now) : change(method, show, rest, input, now)
        guard var event = done.event else { return done.answer }
        event.key = key
        event.request = request
        event.status = done.answer.status
        event.answer = done.answer.body
        if event.type == "held" { granted += 1 }
        if event.type == "held", faults.contains(.dropWrite), granted == 40 { return done.answer }
        commit(event)
        var answer = done.answer
        answer.isDoubled = faults.contains(.doubleAnswer) && granted == 40
        return answer
    }

    private typealias Done = (event: FakeEvent?, answer: Answer)

    private mutating func hold(_ show: FakeShow, _ input: Write, _ now: Int64) -> Done {
        var seats = (input.seats ?? []).compactMap { show.indices[$0] }
        if let best = input.best_available {
            seats = Array(show.states.indices.filter { show.states[$0] == 0 }.prefix(best.count))
            if faults.contains(.refuseTogether), granted % 10 == 9 {
                granted += 1
                return (nil, Self.problem(409, "not_enough_together"))
            }
            if seats.count < best.count { return (nil, Self.problem(409, "sold_out")) }
        }
        guard !seats.isEmpty else { return (nil, Self.problem(400, "invalid_request")) }
        if let conflict = conflict(show, seats) {
            refusals += 1
            guard faults.contains(.doubleBooking), refusals == 25 else { return (nil, conflict) }
        }
        var event = show.event(
            "held",
            seats,
            hold: "hd_\(UInt64.random(in: 0 ... .max))_\(show.seq)",
            at: now
        )
        event.deadline = now + (input.ttl_ms ?? 600_000)
        let body = holdBody(
            show,
            event.hold ?? "",
            seats,
            seq: event.seq,
            deadline: event.deadline ?? 0,
            now: now
        )
        return (event, Answer(status: 201, body: body))
    }

    private func change(
        _ method: String,
        _ show: FakeShow,
        _ rest: [Substring],
        _ input: Write,
        _ now: Int64
    ) -> Done {
        guard let hold = show.holds[String(rest[0])] else {
            return (nil, Self.problem(404, "hold_not_found"))
        }
        let isRelease = method == "DELETE"
        switch hold.state {
        case "active": break
        case "released" where isRelease, "expired" where isRelease:
            return (nil, Answer(status: 204, body: ""))
        case "expired": return (nil, Self.problem(409, "hold_expired"))
        default: return (nil, Self.problem(409, "illegal_state"))
        }
        if isRelease {
            let event = show.event("released", hold.seats, hold: hold.id, at: now)
            return (event, Answer(status: 204, body: ""))
        }
        if method == "PATCH" { return swap(show, hold, input, now) }
        var event = show.event(
            rest.last == "extend" ? "extended" : "booked",
            hold.seats,
            hold: hold.id,
            at: now
        )
        if rest.last == "extend" {
            let deadline = now + (input.ttl_ms ?? 600_000)
            event.deadline = deadline
            let body = holdBody(
                show,
                hold.id,
                hold.seats,
                seq: event.seq,
                deadline: deadline,
                now: now
            )
            return (event, Answer(status: 200, body: body))
        }
        event.booking = "bk_\(event.seq)"
        return (
            event,
            Answer(
                status: 201,
                body: #"{"id":"bk_\#(event.seq)","state":"confirmed","seq":\#(event.seq)}"#
            )
        )
    }

    private func swap(_ show: FakeShow, _ hold: FakeShow.Hold, _ input: Write, _ now: Int64) -> Done
    {
        let seats = (input.seats ?? []).compactMap { show.indices[$0] }
        if let conflict = conflict(show, seats, own: hold.seats) { return (nil, conflict) }
        var event = show.event(
            "swapped",
            seats + hold.seats.filter { !seats.contains($0) },
            hold: hold.id,
            at: now
        )
        event.kept = seats.count
        let body = holdBody(
            show,
            hold.id,
            seats,
            seq: event.seq,
            deadline: hold.deadline,
            now: now
        )
        return (event, Answer(status: 200, body: body))
    }
}
