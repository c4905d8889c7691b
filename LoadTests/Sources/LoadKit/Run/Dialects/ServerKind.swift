/// The kinds of server that a scenario can be run against.
public enum ServerKind: String, Sendable, CaseIterable {
    /// Our own contract, all of it.
    case seatgrid
    /// The HTTP of `../shared/peers`: Express, `node:http`, and our fronts of Redis and PostgreSQL.
    case peer

    /// What it can do beyond maps, holds, bookings and releases.
    public var features: Set<Feature> {
        switch self {
        case .seatgrid: Set(Feature.allCases)
        case .peer: []
        }
    }

    /// Whether an `Idempotency-Key` makes it safe to ask a write again whose answer was lost.
    var hasKeys: Bool { self == .seatgrid }

    /// Shows and seats a show, where it has no more.
    private var size: (shows: Int, seats: Int)? {
        switch self {
        case .seatgrid: nil
        case .peer: (PeerShow.count, PeerShow.seats)
        }
    }

    /// Why `scenario` can't be run against a server of this kind called `name`, in a sentence; nil
    /// when it can.
    public func refusal(of scenario: Scenario, name: String) -> String? {
        let lacks = Feature.allCases.filter {
            scenario.needs.contains($0) && !features.contains($0)
        }
        if !lacks.isEmpty {
            let list = lacks.map(\.rawValue).joined(separator: ", ")
            return "\(name) can't do '\(scenario.name)': it lacks \(list)"
        }
        guard let size else { return nil }
        if scenario.seats != size.seats {
            return "\(name) has \(size.seats) seats a show, and '\(scenario.name)' wants "
                + "\(scenario.seats): give --seats \(size.seats)"
        }
        if scenario.shows > size.shows {
            return "\(name) has \(size.shows) shows, and '\(scenario.name)' wants "
                + "\(scenario.shows): give --shows \(size.shows)"
        }
        return nil
    }

    /// What a run of `scenario` does otherwise at such a server, in sentences.
    func notes(on scenario: Scenario) -> [String] {
        let asked = Set(
            scenario.kinds.flatMap(\.steps).filter { $0.ask == .hold }.map(\.ttl)
        )
        guard !features.contains(.times), asked != [PeerShow.lifetime], !asked.isEmpty else {
            return []
        }
        return [
            "A hold lasts \(PeerShow.lifetime / 1000) s at this server, whatever the scenario asks "
                + "for: what is left to lapse comes back later than elsewhere."
        ]
    }
}

/// Something that a scenario needs and not every server has, in words.
public enum Feature: String, Sendable, CaseIterable {
    /// Cities, movies, programmes, layouts.
    case catalogue = "a catalogue to browse"
    /// Deltas over a WebSocket.
    case live = "live connections"
    /// Seats that the server chooses, together.
    case best = "best available seats"
    /// A hold's seats for others in one step.
    case swap = "swapping seats"
    /// More time for a hold.
    case extend = "extending a hold"
    /// A hold's length in its request.
    case times = "holds that last as long as asked for"
    /// 304 to who knows the map.
    case etag = "seat maps with an ETag"
}

extension Scenario {
    /// What a server must be able to do, beyond maps, holds, bookings and releases.
    public var needs: Set<Feature> {
        var needs = about
        for kind in kinds {
            for step in kind.steps {
                switch step.ask {
                case .cities, .movies, .programme, .show, .layout: needs.insert(.catalogue)
                case .live, .resume: needs.insert(.live)
                case .hold: if kind.wish == .best { needs.insert(.best) }
                case .swap: needs.insert(.swap)
                case .extend: needs.insert(.extend)
                case .map, .book, .release, .wait, .again: break
                }
            }
        }
        return needs
    }
}
