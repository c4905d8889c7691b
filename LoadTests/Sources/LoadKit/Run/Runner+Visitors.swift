import Checker

extension Runner {
    /// Somebody comes, at the time at which they were meant to.
    func admit(at due: UInt64) {
        let person = people.person(comings.count)
        comings.append(due.since(tally.began))
        let seats = shows[person.show].view.seatCount
        var visitor = Visitor(
            show: person.show,
            journey: Journey(person, in: plan.scenario, seats: seats)
        )
        let move = visitor.journey.begin()
        let place: Int
        if let free = freeVisitors.popLast() {
            place = free
            visitors[place] = visitor
        } else {
            place = visitors.count
            visitors.append(visitor)
        }
        follow(move, place, at: due)
    }

    /// Does what somebody decided at `time`.
    func follow(_ move: Journey.Move, _ place: Int, at time: UInt64) {
        switch move {
        case .leave: leave(place, at: time)
        case .again:
            visitors[place]?.due = time
            tally.arrive(at: time)
            _ = line.join(place, isNew: false)
        case .ask(let question):
            let due = time + question.think
            visitors[place]?.question = question
            visitors[place]?.due = due
            // What would be due later is not asked any more; a live connection stays till the end.
            if due >= end {
                return
            } else if question.think > 0 {
                dueTimes.add(place, at: due)
            } else {
                ready(place)
            }
        }
    }

    /// The time has come for what somebody wants next.
    func ready(_ place: Int) {
        guard let visitor = visitors[place] else { return }
        switch visitor.question.ask {
        case .wait: move(place, after: .done, at: visitor.due)
        case .live:
            tally.arrive(at: visitor.due)
            openLive(place)
        default:
            tally.arrive(at: visitor.due)
            if !line.join(place, isNew: visitor.isNew) {
                tally.drop(visitor.question.ask, due: visitor.due)
                leave(place, at: visitor.due)
            }
        }
    }

    /// Tells somebody what came of it at `time`, and does what they decide.
    func move(_ place: Int, after reply: Journey.Reply, at time: UInt64) {
        guard let move = visitors[place]?.journey.next(after: reply) else { return }
        if move != .again { visitors[place]?.unsent = nil }
        follow(move, place, at: time)
    }

    private func leave(_ place: Int, at time: UInt64) {
        retire(place)
        if case .closed = plan.model, time < end { admit(at: time) }
    }

    /// Gives the place up.
    private func retire(_ place: Int) {
        guard let visitor = visitors[place] else { return }
        if let live = visitor.live { closeLive(live) }
        visitors[place] = nil
        freeVisitors.append(place)
    }

    /// Sends what waits while there are connections.
    func dispatch() {
        guard !outage.isDown else { return }
        while !freeConnections.isEmpty, let place = line.take() {
            guard let flight = flight(place), let connection = freeConnections.popLast() else {
                continue
            }
            send(flight, on: connection)
        }
    }

    /// The request that somebody has to send now.
    private func flight(_ place: Int) -> Flight? {
        guard let visitor = visitors[place] else { return nil }
        visitors[place]?.isNew = false
        if var flight = visitor.unsent {
            visitors[place]?.unsent = nil
            if flight.first != nil { flight.due = visitor.due }
            return flight
        }
        serial += 1
        let question = visitor.question
        let bytes = dialect.request(
            question,
            show: visitor.show,
            hold: visitor.hold?.id ?? [],
            etag: question.ask == .map ? visitor.etag : nil,
            serial: serial
        )
        var flight = Flight(visitor: place, ask: question.ask, bytes: bytes, due: visitor.due)
        flight.ttl = question.ttl
        flight.isKeyed = question.isKeyed
        flight.etag = visitor.etag
        flight.write = question.ask.action.map { write($0, visitor) }
        return flight
    }

    private func write(_ action: Action, _ visitor: Visitor) -> WriteAnswer.Asked {
        var asked = WriteAnswer.Asked(
            action: action,
            hold: visitor.hold?.number ?? 0,
            sent: 0,
            seats: visitor.question.seats
        )
        switch action {
        case .hold:
            shows[visitor.show].nextHold += 1
            asked.hold = shows[visitor.show].nextHold
            if asked.seats.isEmpty { asked.together = visitor.question.count }
        case .extend, .book: asked.seats = visitor.hold?.seats ?? []
        case .swap, .release: break
        }
        return asked
    }

    private func send(_ flight: Flight, on connection: Int) {
        var flight = flight
        flight.sent = Wire.now()
        if flight.firstSent == 0 { flight.firstSent = flight.sent }
        flight.write?.sent = flight.firstSent
        if flight.write != nil, let show = visitors[flight.visitor]?.show {
            shows[show].commits.onTheirWay += 1
        }
        flights[connection] = flight
        guard wire.isOpen(connection) || wire.connect(connection),
            wire.send(connection, flight.bytes)
        else {
            lose(connection, code: "closed")
            return
        }
    }
}
