import Checker

extension Fight {
    /// What `connection` does next; nil when all attempts are made.
    func nextAsk(_ connection: Int) -> Pending? {
        guard attempts < plan.attempts else { return nil }
        if dice.chance(plan.maps) {
            let bytes = requests.make("GET", Array("/v1/shows/\(api.show)/seats".utf8))
            return Pending(purpose: .map, bytes: bytes)
        }
        attempts += 1
        guard let hold = own[connection] else { return holdAsk() }
        // One that has lapsed is mostly let go; at times it is used all the same, and must be
        // refused.
        if hold.until < Wire.now(), dice.chance(0.7) {
            own[connection] = nil
            return holdAsk()
        }
        switch dice.below(100) {
        case 0..<35: return onHold(.release, hold, "DELETE", "")
        case 35..<50: return extendAsk(hold)
        case 50..<65: return swapAsk(hold)
        case 65..<75 where mayBook():
            return onHold(.book, hold, "POST", "/book", body: bookBody(hold))
        case 75..<85 where mayAbandon(hold): return abandon(connection, hold)
        default: return onHold(.release, hold, "DELETE", "")
        }
    }

    private func holdAsk() -> Pending {
        let ttl = someTTL()
        nextNumber += 1
        var ask: Pending
        if dice.chance(0.02) {
            let count = 1 + dice.below(4)
            let body = Array(#"{"best_available":{"count":\#(count)},"ttl_ms":\#(ttl)}"#.utf8)
            ask = write(.hold, "POST", path, body: body)
        } else {
            let seats = someSeats()
            ask = write(.hold, "POST", path, body: body(seats, ttl: ttl))
            ask.seats = seats
        }
        ask.number = nextNumber
        ask.ttl = ttl
        return ask
    }

    private func extendAsk(_ hold: OwnHold) -> Pending {
        let ttl = someTTL()
        var ask = onHold(
            .extend,
            hold,
            "POST",
            "/extend",
            body: Array(#"{"ttl_ms":\#(ttl)}"#.utf8)
        )
        ask.ttl = ttl
        return ask
    }

    private func swapAsk(_ hold: OwnHold) -> Pending {
        var seats = someSeats()
        if dice.chance(0.5), let low = hold.seats.min(), hold.seats.count < quoted.count {
            // One seat along: it overlaps with itself, and swaps only the rest.
            let first = min(low + 1, quoted.count - hold.seats.count)
            seats = Array(first..<(first + hold.seats.count))
        }
        var ask = onHold(.swap, hold, "PATCH", "", body: body(seats, ttl: nil))
        ask.seats = seats
        return ask
    }

    private func abandon(_ connection: Int, _ hold: OwnHold) -> Pending {
        abandoned.append((hold.until, hold.seats.count))
        own[connection] = nil
        return holdAsk()
    }

    private func onHold(
        _ action: Action,
        _ hold: OwnHold,
        _ method: StaticString,
        _ suffix: StaticString,
        body: [UInt8]? = nil
    ) -> Pending {
        var target = path
        target.append("/")
        target.append(contentsOf: hold.id)
        target.append(suffix)
        var ask = write(action, method, target, body: body)
        ask.number = hold.number
        ask.seats = action == .release ? [] : hold.seats
        return ask
    }

    private func write(
        _ action: Action,
        _ method: StaticString,
        _ path: [UInt8],
        body: [UInt8]?
    ) -> Pending {
        let isKeyed = dice.chance(plan.keyed)
        let key = isKeyed ? Array("load-\(plan.seed)-\(start.version)-\(attempts)".utf8) : nil
        let bytes = requests.make(method, path, body: body, key: key)
        return Pending(purpose: .write(action), bytes: bytes, isKeyed: isKeyed)
    }

    private func bookBody(_ hold: OwnHold) -> [UInt8] {
        Array(#"{"reference":"load-\#(hold.number)"}"#.utf8)
    }

    private func body(_ seats: [Int], ttl: Int?) -> [UInt8] {
        var body: [UInt8] = []
        body.append("{\"seats\":[")
        for (place, seat) in seats.enumerated() {
            if place > 0 { body.append(",") }
            body.append(contentsOf: quoted[seat])
        }
        body.append("]")
        if let ttl {
            body.append(",\"ttl_ms\":")
            body.append(decimal: ttl)
        }
        body.append("}")
        return body
    }

    private func someTTL() -> Int {
        plan.shortestTTL + dice.below(plan.longestTTL - plan.shortestTTL + 1)
    }

    /// A group of neighbours, half of them from the hot part; one in ten scattered.
    private func someSeats() -> [Int] {
        let all = quoted.count
        let size = min(1 + dice.below(plan.largestGroup), all)
        let reach = dice.chance(0.5) ? max(Int(Double(all) * plan.hotShare), size) : all
        if dice.chance(0.1) {
            var seats: [Int] = []
            while seats.count < size {
                let seat = dice.below(all)
                if !seats.contains(seat) { seats.append(seat) }
            }
            return seats
        }
        let first = dice.below(reach - size + 1)
        return Array(first..<(first + size))
    }

    /// Bookings are spread over the whole fight, so that it doesn't end with the show sold out.
    private func mayBook() -> Bool {
        let progress = progress ?? Double(attempts) / Double(plan.attempts)
        return Double(bookedSeats) < plan.bookedShare * Double(quoted.count) * progress
    }

    private func mayAbandon(_ hold: OwnHold) -> Bool {
        let now = Wire.now()
        abandoned.removeAll { $0.until < now }
        return abandoned.reduce(hold.seats.count) { $0 + $1.seats } < quoted.count / 4
    }
}
