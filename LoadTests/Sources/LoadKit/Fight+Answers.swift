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
        let answer = WriteAnswer(asked.write(action), event, wire.body, api)
        answers["\(action.rawName)_\(answer.code)", default: 0] += 1
        switch answer.attempt.verdict {
        case .granted: granted(answer, event, asked)
        case .gone: own[event.connection] = nil
        default: break
        }
        evidence.record(answer.attempt)
    }

    private func granted(_ answer: WriteAnswer, _ event: Wire.Event, _ asked: Pending) {
        let connection = event.connection
        // The release of a hold that had lapsed changed nothing, so its key need not have been
        // kept.
        let mayBeIdle =
            answer.attempt.action == .release && (own[connection]?.from ?? 0) <= event.at
        if asked.isKeyed, !mayBeIdle {
            var repeated = asked
            repeated.purpose = .audit(status: event.status, body: wire.body)
            if recent.count >= Self.recentKept { recent.removeFirst(Self.recentKept / 4) }
            recent.append(repeated)
        }
        switch answer.attempt.action {
        case .hold: own[connection] = OwnHold(answer, number: asked.number, ttl: asked.ttl)
        case .extend: own[connection]?.extend(answer, ttl: asked.ttl)
        case .swap: own[connection]?.seats = answer.attempt.seats
        case .release: own[connection] = nil
        case .book:
            bookedSeats += answer.attempt.seats.count
            own[connection] = nil
        }
    }

    private func count(_ name: String, _ status: Int) {
        answers["\(name)_\(status)", default: 0] += 1
    }
}

extension Action {
    /// Its name in a report.
    var rawName: String { "\(self)" }
}
