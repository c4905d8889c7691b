import Checker

extension Runner {
    /// Anything that came in.
    func take(_ event: Wire.Event) {
        let connection = event.connection
        guard connection < flights.count else {
            takeLive(event)
            return
        }
        guard event.kind == .response else {
            lose(connection, code: "closed")
            return
        }
        guard let flight = flights[connection] else {
            tally.stray(at: event.at)
            return
        }
        flights[connection] = nil
        freeConnections.append(connection)
        tally.answer(
            flight.first == nil ? flight.ask : .again,
            due: flight.due,
            sent: flight.sent,
            at: event.at
        )
        if flight.first != nil {
            compare(flight, event)
        } else if flight.write != nil {
            takeWrite(flight, event)
        } else {
            takeRead(flight, event)
        }
    }

    /// A connection is gone. What was on it has an unknown outcome, unless it has a key and the
    /// server only restarts: then it is asked again.
    func lose(_ connection: Int, code: String) {
        wire.close(connection)
        guard let flight = flights[connection] else { return }
        flights[connection] = nil
        let now = Wire.now()
        if code == "closed", !outage.isDown {
            resting.append((connection, now + 50_000_000))
        } else {
            freeConnections.append(connection)
        }
        landed(flight)
        let isSafe = flight.write == nil || (flight.isKeyed && dialect.kind.hasKeys)
        if outage.isDown, isSafe {
            visitors[flight.visitor]?.unsent = flight
            _ = line.join(flight.visitor, isNew: false)
            return
        }
        // A repeat that is lost says nothing: the write itself has been answered.
        let failure = Tally.Failure(
            ask: flight.first == nil ? flight.ask : .again,
            status: 0,
            code: code,
            isExpected: outage.isDown
        )
        tally.fail(failure, due: flight.due, at: now)
        if flight.first == nil, let write = flight.write,
            let show = visitors[flight.visitor]?.show
        {
            shows[show].evidence.record(WriteAnswer.missing(write))
        }
        move(flight.visitor, after: .failed, at: now)
    }

    private func landed(_ flight: Flight) {
        guard flight.write != nil, let show = visitors[flight.visitor]?.show else { return }
        shows[show].commits.onTheirWay -= 1
    }

    private func compare(_ flight: Flight, _ event: Wire.Event) {
        landed(flight)
        if let show = visitors[flight.visitor]?.show {
            let again = RawAnswer(
                status: event.status,
                body: wire.body,
                isReplayed: event.replayed
            )
            judge(flight, show, again)
        }
        move(flight.visitor, after: .done, at: event.at)
    }

    /// Holds the answer to a repeat against the first.
    private func judge(_ flight: Flight, _ show: Int, _ again: RawAnswer) {
        guard let first = flight.first, !dialect.isRight(again: again, after: first) else { return }
        let before = String(decoding: first.body.prefix(200), as: UTF8.self)
        let after = String(decoding: again.body.prefix(200), as: UTF8.self)
        shows[show].evidence.recordWrongRepeat(
            "first \(first.status) \(before), then \(again.status) \(after), replayed: "
                + "\(again.isReplayed)"
        )
    }

    /// Asks the last acknowledged writes once more after a restart.
    func repeatRecent() throws {
        for (show, flight) in recent {
            let answer = try client.exchange(flight.bytes, what: "a repeat after the restart")
            let again = RawAnswer(
                status: answer.status,
                body: answer.body,
                isReplayed: answer.replayed
            )
            judge(flight, show, again)
        }
        recent = []
    }

    private func takeRead(_ flight: Flight, _ event: Wire.Event) {
        let place = flight.visitor
        guard event.status == 200 || (event.status == 304 && flight.etag != nil) else {
            fail(flight, event.status, code(event.status), at: event.at)
            move(place, after: .refused, at: event.at)
            return
        }
        if flight.ask == .map, let show = visitors[place]?.show {
            let sent = flight.firstSent
            let body = wire.body
            visitors[place]?.etag =
                shows[show].keepMap(event, body, etag: flight.etag, sent: sent)
        }
        move(place, after: .done, at: event.at)
    }

    private func takeWrite(_ flight: Flight, _ event: Wire.Event) {
        landed(flight)
        let place = flight.visitor
        guard let asked = flight.write, let show = visitors[place]?.show else { return }
        let body = wire.body
        let answer = dialect.read(asked, event, body, show: show)
        shows[show].evidence.record(answer.attempt)
        if answer.attempt.version > 0, !freeLive.isEmpty || !live.isEmpty {
            shows[show].commits.acknowledge(
                answer.attempt.version,
                sent: flight.firstSent,
                at: event.at
            )
        }
        let reply = keep(answer, of: flight)
        if reply != .done { fail(flight, event.status, answer.code, at: event.at) }
        if flight.isKeyed, reply == .done {
            // In case that they ask the same again.
            var again = flight
            again.first = RawAnswer(status: event.status, body: body)
            visitors[place]?.unsent = again
            remember(again, show)
        }
        move(place, after: reply, at: event.at)
    }

    /// Keeps a write for the time after a restart; no release, since that of a hold that had lapsed
    /// keeps no key.
    private func remember(_ flight: Flight, _ show: Int) {
        guard plan.scenario.disturbance == .kill, flight.ask != .release else { return }
        // Without keys a hold may be asked for again once it has been given up.
        guard dialect.kind.hasKeys || flight.ask == .book else { return }
        if recent.count >= Self.recentKept { recent.removeFirst(Self.recentKept / 4) }
        recent.append((show, flight))
    }

    /// What `answer` leaves somebody with.
    private func keep(_ answer: WriteAnswer, of flight: Flight) -> Journey.Reply {
        let place = flight.visitor
        switch answer.attempt.verdict {
        case .granted: break
        case .unavailable: return .taken
        case .gone:
            visitors[place]?.hold = nil
            return .gone
        case .refused: return answer.attempt.together > 0 ? .taken : .refused
        case .unknown: return .failed
        }
        switch answer.attempt.action {
        case .hold:
            if let show = visitors[place]?.show, let id = answer.id {
                shows[show].ids?[answer.attempt.hold] = id
            }
            visitors[place]?.hold =
                OwnHold(answer, number: answer.attempt.hold, ttl: flight.ttl)
        case .extend: visitors[place]?.hold?.extend(answer, ttl: flight.ttl)
        case .swap: visitors[place]?.hold?.seats = answer.attempt.seats
        case .book:
            tally.sold += answer.attempt.seats.count
            visitors[place]?.hold = nil
        case .release: visitors[place]?.hold = nil
        }
        return .done
    }

    private func code(_ status: Int) -> String {
        Scan.string("code", in: wire.body).map { String(decoding: $0, as: UTF8.self) }
            ?? String(status)
    }

    private func fail(_ flight: Flight, _ status: Int, _ code: String, at time: UInt64) {
        let failure = Tally.Failure(
            ask: flight.ask,
            status: status,
            code: code,
            isExpected: flight.ask.expects(code: code)
        )
        tally.fail(failure, due: flight.due, at: time)
    }

    /// Gives up what has had no answer for too long.
    func expire(_ now: UInt64) {
        let limit = UInt64(plan.timeout * 1e9)
        for connection in flights.indices {
            if let flight = flights[connection], now > flight.sent + limit {
                lose(connection, code: "timeout")
            }
        }
    }

    /// Takes connections back that have rested.
    func wake(_ now: UInt64) {
        while let first = resting.first, first.until <= now {
            freeConnections.append(first.connection)
            resting.removeFirst()
        }
    }
}
