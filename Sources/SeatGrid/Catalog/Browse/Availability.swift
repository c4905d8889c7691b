/// How many seats of a show are free, as the engine knows it.
package struct Availability: Equatable, Sendable {
    package let free: Int
    package let total: Int

    package init(free: Int, total: Int) {
        self.free = free
        self.total = total
    }

    /// How full it is in a word: over 50 % free, over 20 %, some, none.
    package enum Level: String, Sendable {
        case plenty
        case filling
        case few
        case soldOut = "sold_out"
    }

    /// How full the show is, in the contract's words.
    package var level: Level {
        if free * 2 > total { return .plenty }
        if free * 5 > total { return .filling }
        return free > 0 ? .few : .soldOut
    }

    func write(into json: inout JSONWriter) {
        json.object { json in
            json.field("free", free)
            json.field("of", total)
            json.field("level", level.rawValue)
        }
    }
}

/// A show's availability; nil keeps it out of lists (cancelled, say).
package typealias AvailabilityLookup = (CatalogShow) -> Availability?

extension ShowPhase {
    /// As `state` in the contract.
    package var name: String {
        switch self {
        case .scheduled: "scheduled"
        case .onSale: "on_sale"
        case .closed: "closed"
        case .cancelled: "cancelled"
        }
    }
}
