import Checker

extension Fight {
    /// Keeps what `asked` was answered, and what follows from it for the connection.
    func handle(_ event: Wire.Event, _ asked: Pending) {
        switch asked.purpose {
        case .audit(let status, let body): compare(event, status: status, body: body)
        case .map: keepMap(event, asked)
        case .write(let action): keep(action, event, asked)
        }
    }

    private func compare(_ event: Wire.Event, status: Int, body: [UInt8]) {
        if event.status == status, wire.body == body, event.replayed {
            goodRepeats += 1
            return
        }
        let first = String(decoding: body.prefix(200), as: UTF8.self)
        let then = String(decoding: wire.body.prefix(200), as: UTF8.self)
        evidence.recordWrongRepeat(
            "first \(status) \(first), then \(event.status) \(then), replayed: \(event.replayed)"
        )
    }

    private func keepMap(_ event: Wire.Event, _ asked: Pending) {
        count("map", event.status)
        guard event.status == 200 else { return }
        if let map = api.map(from: wire.body, sent: asked.sent, answered: event.at) {
            evidence.record(map)
        }
    }

    private func keep(_ action: Action, _ event: Wire.Event, _ asked: Pending) {
        if !asked.isAgain { latencies.record(event.at - asked.sent) }
        var attempt = Attempt(
            action,
            .refused,
            hold: asked.number,
            sent: asked.sent,
            answered: event.at,
            seats: asked.seats
        )
        switch event.status {
        case 200..<300:
            count(action.rawName, event.status)
            granted(&attempt, event, asked)
        case 500...:
            count(action.rawName, event.status)
            attempt.verdict = .unknown
            attempt.answered = .max
        default:
            refused(&attempt, event)
        }
        evidence.record(attempt)
    }

    private func granted(_ attempt: inout Attempt, _ event: Wire.Event, _ asked: Pending) {
        let body = wire.body
        attempt.verdict = .granted
        if attempt.action != .release {
            guard let version = Scan.number("seq", in: body) else {
                count("malformed", event.status)
                attempt.verdict = .unknown
                return
            }
            attempt.version = version
        }
        // The release of a hold that had lapsed changed nothing, so its key need not have been
        // kept.
        let mayBeIdle = attempt.action == .release && (own[event.connection]?.from ?? 0) <= event.at
        if asked.isKeyed, !mayBeIdle {
            var repeated = asked
            repeated.purpose = .audit(status: event.status, body: body)
            if recent.count >= Self.recentKept { recent.removeFirst(Self.recentKept / 4) }
            recent.append(repeated)
        }
        follow(&attempt, event, asked, body)
    }

    private func follow(
        _ attempt: inout Attempt,
        _ event: Wire.Event,
        _ asked: Pending,
        _ body: [UInt8]
    ) {
        let connection = event.connection
        switch attempt.action {
        case .hold:
            let given = Scan.numbers("index", in: body)
            if !given.isEmpty { attempt.seats = given }
            attempt.expiresAt = expiry(body)
            own[connection] = Scan.string("id", in: body).map {
                OwnHold(
                    number: asked.number,
                    id: Array($0),
                    seats: attempt.seats,
                    from: asked.sent + UInt64(asked.ttl) * 1_000_000,
                    until: event.at + UInt64(asked.ttl) * 1_000_000
                )
            }
        case .extend:
            attempt.expiresAt = expiry(body)
            own[connection]?.from = asked.sent + UInt64(asked.ttl) * 1_000_000
            own[connection]?.until = event.at + UInt64(asked.ttl) * 1_000_000
        case .swap:
            own[connection]?.seats = attempt.seats
        case .release:
            own[connection] = nil
        case .book:
            bookedSeats += attempt.seats.count
            own[connection] = nil
        }
    }

    private func expiry(_ body: [UInt8]) -> Int64 {
        Scan.string("expires_at", in: body).flatMap(Scan.milliseconds) ?? 0
    }

    private func refused(_ attempt: inout Attempt, _ event: Wire.Event) {
        let code =
            Scan.string("code", in: wire.body).map { String(decoding: $0, as: UTF8.self) } ?? ""
        answers["\(attempt.action.rawName)_\(code)", default: 0] += 1
        switch code {
        case "seats_unavailable":
            attempt.verdict = .unavailable
            attempt.conflicts = conflicts()
        case "hold_expired", "hold_not_found":
            attempt.verdict = .gone
            own[event.connection] = nil
        default: break
        }
    }

    private func conflicts() -> [(seat: Int, state: SeatState)] {
        var scan = Scan(wire.body)
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

    private func count(_ name: String, _ status: Int) {
        answers["\(name)_\(status)", default: 0] += 1
    }
}

extension Action {
    /// Its name in a report.
    var rawName: String { "\(self)" }
}
