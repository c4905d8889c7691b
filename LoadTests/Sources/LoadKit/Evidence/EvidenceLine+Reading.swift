import Checker

/// Lines as the checker's values; nil where a value can't be: no such word, a seat that the show
/// has not, a number beyond its bound.
///
/// The checker takes its own driver's word for indices, so what comes from a file is held against
/// the show first.
extension EvidenceLine {
    /// What JSON's numbers carry without loss, and far more than a run can reach.
    static let most: UInt64 = 1 << 53
    /// What `Evidence` keeps of one attempt.
    static let mostSeats = 255

    static func isTime(_ value: UInt64?) -> Bool { value.map { $0 <= most } ?? true }

    static func isWall(_ value: Int64?) -> Bool {
        value.map { $0 >= 0 && UInt64($0) <= most } ?? true
    }

    static func areSeats(_ list: [Int]?, of seats: Int) -> Bool {
        (list ?? []).allSatisfy { 0..<seats ~= $0 } && (list ?? []).count <= mostSeats
    }

    static func states(_ digits: String) -> [SeatState]? {
        let states = digits.utf8.compactMap { SeatState(rawValue: $0 &- UInt8(ascii: "0")) }
        return states.count == digits.utf8.count ? states : nil
    }
}

extension EvidenceLine.Show {
    /// The show, with nothing answered yet.
    var value: ShowCase? {
        guard let start = start.value(seats: nil), !start.states.isEmpty,
            EvidenceLine.isTime(holds_last)
        else { return nil }
        let seats = start.states.count
        let ranges = rows.compactMap { row -> Range<Int>? in
            guard row.count == 2, 0..<seats ~= row[0], 0..<seats ~= row[1], row[0] <= row[1]
            else { return nil }
            return row[0]..<(row[1] + 1)
        }
        guard ranges.count == rows.count else { return nil }
        var found = ShowCase(show: id, rows: ranges, start: start, holdsLast: holds_last)
        if let final {
            guard let map = final.value(seats: seats), !map.states.isEmpty else { return nil }
            found.final = map
        }
        return found
    }
}

extension EvidenceLine.Map {
    /// The map of a show with `seats` seats, or with as many as it has itself.
    func value(seats: Int?) -> SeatMap? {
        guard let all = EvidenceLine.states(states ?? ""), version <= EvidenceLine.most,
            states == nil || all.count == seats ?? all.count,
            EvidenceLine.isTime(sent), EvidenceLine.isTime(answered)
        else { return nil }
        return SeatMap(
            version: version,
            states: all,
            counts: counts ?? [],
            sent: sent ?? 0,
            answered: answered ?? .max
        )
    }
}

extension EvidenceLine.Write {
    func value(seats count: Int) -> Attempt? {
        guard let action = Action.allCases.first(where: { "\($0)" == action }),
            let verdict = Verdict.allCases.first(where: { "\($0)" == verdict }),
            0...Int(Int32.max) ~= hold, 0...EvidenceLine.mostSeats ~= together ?? 0,
            EvidenceLine.isTime(sent), EvidenceLine.isTime(answered),
            EvidenceLine.isTime(version), EvidenceLine.isWall(expires_at),
            EvidenceLine.areSeats(seats, of: count),
            (conflicts ?? []).count <= EvidenceLine.mostSeats
        else { return nil }
        var attempt = Attempt(
            action,
            verdict,
            hold: hold,
            sent: sent,
            answered: answered ?? .max,
            version: version ?? 0,
            seats: seats ?? []
        )
        attempt.expiresAt = expires_at ?? 0
        attempt.together = together ?? 0
        for pair in conflicts ?? [] {
            guard pair.count == 2, 0..<count ~= pair[0], let code = UInt8(exactly: pair[1]),
                let state = SeatState(rawValue: code)
            else { return nil }
            attempt.conflicts.append((pair[0], state))
        }
        return attempt
    }
}

extension EvidenceLine.Event {
    func value(seats count: Int) -> LogEvent? {
        guard let kind = LogEvent.Kind(rawValue: kind), version <= EvidenceLine.most,
            EvidenceLine.isWall(at), (seats ?? []).allSatisfy({ 0..<count ~= $0 })
        else { return nil }
        return LogEvent(
            version: version,
            kind: kind,
            seats: seats ?? [],
            hold: hold,
            replaces: replaces,
            booking: booking,
            at: at
        )
    }
}

extension EvidenceLine.Stream {
    func value(seats count: Int) -> DeltaStream? {
        guard let states = EvidenceLine.states(states ?? ""),
            states.isEmpty || states.count == count, EvidenceLine.isTime(version)
        else { return nil }
        var all = Findings()
        for (name, times) in broken ?? [:] {
            guard let kind = Finding.Kind(rawValue: name), 1...Int(Int32.max) ~= times else {
                return nil
            }
            let words = (findings ?? []).filter { $0.count == 2 && $0[0] == name }.map { $0[1] }
            for index in 0..<times {
                all.add(kind, index < words.count ? words[index] : "seen on the way")
            }
        }
        return DeltaStream(endedAt: version, states: states, findings: all)
    }
}
