extension AnswerCheck {
    /// No seat was somebody's and somebody else's at the same time.
    mutating func checkOwners(_ start: SeatMap) {
        var bySeat: [Int: [(from: UInt64, until: UInt64, hold: Int)]] = [:]
        for (seat, state) in start.states.enumerated() where state == .booked {
            bySeat[seat, default: []].append((0, .max, 0))
        }
        for each in tenures {
            let until = each.booked == nil ? each.until : .max
            guard each.from < until else { continue }
            for seat in each.seats {
                bySeat[seat, default: []].append((each.from, until, each.hold))
            }
        }
        for (seat, owners) in bySeat.sorted(by: { $0.key < $1.key }) {
            var last = owners[0]
            for next in owners.sorted(by: { $0.from < $1.from }).dropFirst() {
                if next.from < last.until {
                    findings.add(
                        .twoOwners,
                        "seat \(seat) was given to hold \(next.hold) while hold \(last.hold) had it"
                    )
                }
                if next.until > last.until { last = next }
            }
        }
    }

    /// A map shows everything as taken that had been acknowledged before it was asked for.
    mutating func checkStale(_ map: SeatMap) {
        for each in tenures where each.from <= map.sent && each.lives(at: map.answered) {
            let isBooked = each.booked.map { $0 <= map.sent } ?? false
            let wrong = each.seats.first { seat in
                guard map.states.indices.contains(seat) else { return true }
                return isBooked ? map.states[seat] != .booked : map.states[seat] == .free
            }
            guard let wrong else { continue }
            let state = map.states.indices.contains(wrong) ? "\(map.states[wrong])" : "not there"
            findings.add(
                .stale,
                "a map shows seat \(wrong) as \(state) after it was acknowledged as "
                    + (isBooked ? "booked" : "held")
            )
            return
        }
    }

    /// The last map has every acknowledged booking and living hold.
    mutating func checkFinal(_ final: SeatMap) {
        for each in tenures where each.lives(at: final.answered) {
            let wrong = each.seats.first { seat in
                guard final.states.indices.contains(seat) else { return true }
                return each.booked != nil
                    ? final.states[seat] != .booked : final.states[seat] == .free
            }
            guard let wrong else { continue }
            let what = each.booked != nil ? "booking" : "hold"
            findings.add(
                .missing,
                "the \(what) of \(each.seats) was acknowledged, and seat \(wrong) does not show it"
            )
        }
    }

    /// The last map has nothing that no answer explains.
    mutating func checkExplained(_ final: SeatMap, _ start: SeatMap) {
        var explained = perhaps
        for each in tenures where !each.isOver || each.booked != nil {
            explained.formUnion(each.seats)
        }
        for (seat, state) in final.states.enumerated()
        where state != .free && !explained.contains(seat) && isFree(seat, in: start) {
            findings.add(.map, "seat \(seat) is \(state) in the end, which no answer explains")
        }
    }

    private func isFree(_ seat: Int, in start: SeatMap) -> Bool {
        start.states.indices.contains(seat) && start.states[seat] == .free
    }
}
