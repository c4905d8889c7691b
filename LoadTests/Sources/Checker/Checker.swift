/// Compares what a driver was told with what the server's log and map say afterwards.
///
/// A pure value: no clock, no socket. `check()` gives every invariant that is broken.
public struct Checker {
    /// How much earlier than told a hold may be seen to run out: answers and events round to
    /// milliseconds.
    static let expirySlack: Int64 = 50

    let evidence: Evidence
    let history: History
    /// True when nobody else wrote to the show, so that every event must be the driver's own.
    let exclusive: Bool
    let realTime: RealTime
    var findings: Findings
    /// Which attempt claims a version.
    var claims: [UInt64: Int] = [:]
    /// The life of each of the driver's holds that was granted.
    var lifeOf: [Int: Int] = [:]

    /// A checker of `evidence` against `history`.
    public init(evidence: Evidence, history: History, exclusive: Bool = true) {
        self.evidence = evidence
        self.history = history
        self.exclusive = exclusive
        var times = RealTime.Times()
        for index in 0..<evidence.count {
            let attempt = evidence[index]
            if attempt.version > 0, attempt.verdict == .granted {
                times.write(attempt.version, sent: attempt.sent, answered: attempt.answered)
            }
        }
        for map in evidence.maps {
            times.read(map.version, sent: map.sent, answered: map.answered)
        }
        realTime = RealTime(times, base: history.base, last: history.last)
        findings = history.findings
    }

    /// All that is wrong; `final` is a map fetched before the log was. With `rows`, the seats side
    /// by side, it is checked too that nobody was told in vain that there are not enough together.
    public static func check(
        evidence: Evidence,
        events: [LogEvent],
        from start: SeatMap,
        final: SeatMap?,
        exclusive: Bool = true,
        rows: [Range<Int>] = []
    ) -> Findings {
        let history = History(events: events, from: start, swaps: Swaps(evidence))
        var checker = Checker(evidence: evidence, history: history, exclusive: exclusive)
        checker.checkGranted()
        checker.checkReleases()
        checker.checkRefusals()
        if !rows.isEmpty { checker.checkTogether(rows) }
        checker.checkUnasked()
        for map in evidence.maps { checker.checkMap(map) }
        if let final { checker.checkMap(final) }
        for sentence in evidence.wrongRepeats { checker.findings.add(.repeated, sentence) }
        return checker.findings
    }
}

extension Checker {
    /// Every answer with a version is in the log there, as told, once, and after all it had to
    /// follow.
    private mutating func checkGranted() {
        for index in 0..<evidence.count {
            let attempt = evidence[index]
            guard attempt.verdict == .granted, attempt.action != .release else { continue }
            let what = "\(attempt.action) of \(attempt.seats) told as version \(attempt.version)"
            guard let event = history.event(at: attempt.version) else {
                findings.add(.missing, "\(what) is not in the log")
                continue
            }
            if let other = claims.updateValue(index, forKey: attempt.version) {
                findings.add(.claimedTwice, "\(what) was told to attempt \(other) too")
            }
            guard event.kind == attempt.action.eventKind, sameSeats(event, attempt) else {
                findings.add(.different, "\(what), but there is \(event.kind) of \(event.seats)")
                continue
            }
            let floor = realTime.floor(at: attempt.sent)
            if attempt.version <= floor {
                findings.add(.order, "\(what), sent after version \(floor) was acknowledged")
            }
            bind(attempt, to: event, what)
        }
    }

    private func sameSeats(_ event: LogEvent, _ attempt: Attempt) -> Bool {
        let seats = history.selections[event.version] ?? event.seats
        return attempt.seats.isEmpty || Set(seats) == Set(attempt.seats)
    }

    /// A hold's first event binds the driver's number to the log's name; later ones must keep to
    /// it.
    private mutating func bind(_ attempt: Attempt, to event: LogEvent, _ what: String) {
        if attempt.action == .hold {
            lifeOf[attempt.hold] = history.life(acquiredAt: event.version)
        } else if let name = event.hold, let mine = lifeOf[attempt.hold],
            history.life(named: name) != mine
        {
            findings.add(.different, "\(what), but the log has it of another hold")
        }
        if attempt.action == .hold || attempt.action == .extend { checkExpiry(attempt, what) }
    }

    private mutating func checkExpiry(_ attempt: Attempt, _ what: String) {
        // An extension may also shorten: only the last word counts.
        guard attempt.expiresAt > 0, let life = lifeOf[attempt.hold],
            history.lives[life].timed == attempt.version, let ended = history.lives[life].ended,
            ended.kind == .expired, let at = ended.at
        else { return }
        if at < attempt.expiresAt - Self.expirySlack {
            findings.add(
                .expiredEarly,
                "\(what) ran out \(attempt.expiresAt - at) ms before its time"
            )
        }
    }

    /// A release that was acknowledged has ended its hold, unless time had done so before.
    private mutating func checkReleases() {
        for index in 0..<evidence.count {
            let attempt = evidence[index]
            guard attempt.verdict == .granted, attempt.action == .release,
                let life = lifeOf[attempt.hold]
            else { continue }
            let what = "release of the hold acquired at \(history.lives[life].acquired)"
            guard let ended = history.lives[life].ended, ended.kind != .booked else {
                findings.add(.missing, "\(what) was acknowledged and is not in the log")
                continue
            }
            if ended.version > realTime.ceiling(at: attempt.answered) {
                findings.add(.order, "\(what) came only at version \(ended.version)")
            }
        }
    }

    /// Every event was asked for, by an answer that claims it or by a request without an answer.
    private mutating func checkUnasked() {
        guard exclusive else { return }
        var open = OpenAsks(evidence, lifeOf)
        for event in history.events where claims[event.version] == nil {
            let life =
                event.kind == .held
                ? history.life(acquiredAt: event.version)
                : event.hold.flatMap { history.life(named: $0) }
                    ?? history.life(endedAt: event.version)
            switch event.kind {
            case .held, .extended, .swapped, .booked, .released:
                if !open.take(event, life: life) {
                    findings.add(
                        .unasked,
                        "\(event.kind) of \(event.seats) at version \(event.version)"
                    )
                }
            default: break
            }
        }
    }

    /// A map is what the log adds up to, and no older than what was acknowledged before it was
    /// asked for.
    private mutating func checkMap(_ map: SeatMap) {
        let floor = realTime.floor(at: map.sent)
        if map.version < floor {
            findings.add(.stale, "a map of version \(map.version) after \(floor) was acknowledged")
        }
        guard map.version <= history.last, map.version >= history.base else {
            if map.version > history.last {
                findings.add(
                    .map,
                    "a map of version \(map.version), the log ends at \(history.last)"
                )
            }
            return
        }
        // An answer that nothing has changed tells a version and no states.
        guard !map.states.isEmpty else { return }
        let expected = history.states(at: map.version)
        if let seat = expected.indices.first(where: { expected[$0] != map.states[$0] }) {
            findings.add(
                .map,
                "at \(map.version) seat \(seat) is \(map.states[seat]), by the log \(expected[seat])"
            )
        }
        guard !map.counts.isEmpty else { return }
        let counted = SeatState.allCases.map { state in map.states.count { $0 == state } }
        if counted != map.counts {
            findings.add(.counts, "at \(map.version) told \(map.counts), the map has \(counted)")
        }
    }
}

extension Action {
    var eventKind: LogEvent.Kind {
        switch self {
        case .hold: .held
        case .extend: .extended
        case .swap: .swapped
        case .release: .released
        case .book: .booked
        }
    }
}
