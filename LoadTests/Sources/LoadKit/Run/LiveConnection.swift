import Checker

/// Somebody's live connection to a show.
struct LiveConnection {
    var visitor: Int
    var show: Int
    var stream: DeltaStream
    /// When it was meant to be opened, or was cut.
    var due: UInt64
    var sent: UInt64
    /// True till the first message after it was opened.
    var isOpening = true
    /// True from a cut to the first message after it.
    var isResuming = false
    /// True when it keeps the states of the seats and is compared with the log.
    var compares: Bool
}

extension Runner {
    /// One in so many live connections keeps the whole map and is compared with the log.
    private static let compared = 20

    /// Opens a live connection for somebody; one who finds none free goes on without.
    func openLive(_ place: Int) {
        guard let visitor = visitors[place] else { return }
        guard visitor.live == nil, let slot = freeLive.popLast() else {
            tally.drop(.live, due: visitor.due)
            move(place, after: .refused, at: visitor.due)
            return
        }
        let compares = slot % Self.compared == 0
        live[slot] = LiveConnection(
            visitor: place,
            show: visitor.show,
            stream: DeltaStream(keepsStates: compares),
            due: visitor.due,
            sent: Wire.now(),
            compares: compares
        )
        visitors[place]?.live = slot
        visitors[place]?.isNew = false
        upgrade(slot)
    }

    private func upgrade(_ slot: Int) {
        guard let show = live[slot]?.show else { return }
        live[slot]?.sent = Wire.now()
        let question = Journey.Question(ask: .live)
        let bytes = dialect.request(question, show: show, hold: [], etag: nil, serial: 0)
        let connection = flights.count + slot
        if !wire.connect(connection) || !wire.send(connection, bytes) {
            loseLive(slot, status: 0, code: "closed")
        }
    }

    /// Anything that came in by a live connection.
    func takeLive(_ event: Wire.Event) {
        let slot = event.connection - flights.count
        guard let each = live[slot] else { return }
        switch event.kind {
        case .response where event.status == 101:
            let after = each.isResuming ? each.stream.version : nil
            let hello = after.map { #"{"t":"hello","after":\#($0)}"# } ?? #"{"t":"hello"}"#
            wire.send(event.connection, Requests.frame(hello))
        case .response: loseLive(slot, status: event.status, code: String(event.status))
        case .closed: loseLive(slot, status: 0, code: "closed")
        case .frame where event.opcode == 8: loseLive(slot, status: 0, code: closeCode())
        case .frame: hear(slot, event)
        }
    }

    private func closeCode() -> String {
        let body = wire.body
        return body.count < 2 ? "closed" : "closed_\(Int(body[0]) << 8 | Int(body[1]))"
    }

    private func hear(_ slot: Int, _ event: Wire.Event) {
        guard let each = live[slot] else { return }
        let seats = shows[each.show].view.seatCount
        let body = wire.body
        let heard = live[slot]?.stream.hear(body, seats: seats, compares: each.compares)
        switch heard {
        case .snapshot: opened(slot, event)
        case .welcome where each.isResuming: opened(slot, event)
        case .delta(let versions):
            opened(slot, event)
            // Deltas caught up on after a cut are as old as the cut was long.
            guard !each.isResuming, tally.measured.contains(event.at) else { return }
            shows[each.show].commits.hear(versions, at: event.at) { sinceAnswer, _ in
                tally.delta(after: sinceAnswer)
            }
        default: break
        }
    }

    /// The first message is there.
    private func opened(_ slot: Int, _ event: Wire.Event) {
        guard let each = live[slot], each.isOpening else { return }
        live[slot]?.isOpening = false
        live[slot]?.isResuming = false
        let ask: Scenario.Step.Ask = each.isResuming ? .resume : .live
        tally.answer(ask, due: each.due, sent: each.sent, at: event.at)
        if !each.isResuming { move(each.visitor, after: .done, at: event.at) }
    }

    private func loseLive(_ slot: Int, status: Int, code: String) {
        guard let each = live[slot] else { return }
        let now = Wire.now()
        let failure = Tally.Failure(
            ask: each.isResuming ? .resume : .live,
            status: status,
            code: code,
            isExpected: outage.isDown
        )
        tally.fail(failure, due: max(each.due, tally.began), at: now)
        visitors[each.visitor]?.live = nil
        closeLive(slot)
        if each.isOpening, !each.isResuming { move(each.visitor, after: .failed, at: now) }
    }

    /// Ends a live connection, and keeps what it saw.
    func closeLive(_ slot: Int) {
        guard let each = live[slot] else { return }
        wire.close(flights.count + slot)
        shows[each.show].streams.append(each.stream)
        live[slot] = nil
        freeLive.append(slot)
    }

    /// Cuts every live connection at once; they come back as fast as they are let in.
    func cutAll(_ now: UInt64) {
        for slot in live.indices where live[slot]?.isOpening == false {
            wire.close(flights.count + slot)
            live[slot]?.isOpening = true
            live[slot]?.isResuming = true
            live[slot]?.due = now
            toResume.append((slot, now))
        }
        toResume.reverse()
    }

    /// Opens some of those that were cut, few enough that answers come in meanwhile.
    func resumeSome() {
        for _ in 0..<5 {
            guard let slot = toResume.popLast()?.place else { return }
            upgrade(slot)
        }
    }

    /// Hears the last deltas, and ends what is open.
    func settleLive() {
        guard live.contains(where: { $0 != nil }) else { return }
        let deadline = Wire.now() + 500_000_000
        while case let now = Wire.now(), now < deadline {
            if let event = wire.next(timeout: Int64(deadline - now)) { take(event) }
        }
        for slot in live.indices where live[slot] != nil { closeLive(slot) }
        for show in shows.indices {
            shows[show].commits.settle { sinceAnswer, _ in tally.delta(after: sinceAnswer) }
        }
    }
}
