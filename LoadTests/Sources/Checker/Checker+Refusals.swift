extension Checker {
    /// Every 409 names exactly the seats in the way at some version it can have met; no living hold
    /// is called gone.
    mutating func checkRefusals() {
        for index in 0..<evidence.count {
            let attempt = evidence[index]
            switch attempt.verdict {
            case .unavailable: checkConflicts(attempt)
            case .gone: checkGone(attempt)
            default: break
            }
        }
    }

    private mutating func checkConflicts(_ attempt: Attempt) {
        // A swap's own seats are not in its own way, and which they were is the hold's matter.
        let own = attempt.action == .swap ? lifeOf[attempt.hold] : nil
        let low = realTime.floor(at: attempt.sent)
        let high = max(low, realTime.ceiling(at: attempt.answered))
        guard low >= history.base, attempt.seats.allSatisfy({ $0 < history.seatCount }) else {
            return
        }
        var versions = history.changes(of: attempt.seats, in: low...high)
        versions.append(low)
        let told = attempt.conflicts.sorted { $0.seat < $1.seat }
        let fits = versions.contains { version in
            let way = inTheWay(attempt.seats, at: version, own: own)
            return way.count == told.count
                && zip(way, told).allSatisfy { $0.seat == $1.seat && $0.state == $1.state }
        }
        if told.isEmpty || !fits {
            let way = inTheWay(attempt.seats, at: low, own: own)
            findings.add(
                .conflicts,
                "\(attempt.action) of \(attempt.seats) named \(told.map(\.seat)); in the way in "
                    + "versions \(low)...\(high) were first \(way.map(\.seat))"
            )
        }
    }

    private func inTheWay(
        _ seats: [Int],
        at version: UInt64,
        own: Int?
    ) -> [(seat: Int, state: SeatState)] {
        seats.sorted().compactMap { seat in
            let state = history.state(of: seat, at: version)
            if state == .free { return nil }
            if let own, history.owner(of: seat, at: version) == own, state == .held { return nil }
            return (seat, state)
        }
    }

    private mutating func checkGone(_ attempt: Attempt) {
        guard let life = lifeOf[attempt.hold] else { return }
        let high = realTime.ceiling(at: attempt.answered)
        if let ended = history.lives[life].ended, ended.version <= high { return }
        findings.add(
            .goneTooSoon,
            "\(attempt.action) of the hold acquired at \(history.lives[life].acquired) was told "
                + "that it is gone"
        )
    }
}

extension History {
    /// The hold that `seat` belongs to as of `version`, by its place in `lives`.
    func owner(of seat: Int, at version: UInt64) -> Int? {
        let owner = ownerIndex(of: seat, at: version)
        return owner >= 0 ? owner : nil
    }
}
