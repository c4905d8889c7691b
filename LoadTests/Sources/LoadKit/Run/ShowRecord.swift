import Checker

/// One show of a run: everything that was answered about it, and the proof afterwards.
struct ShowRecord {
    /// Seats of all maps that are kept for the check; of the other maps the version alone is.
    private static let statesKept = 2_000_000

    let view: any ShowView
    let start: SeatMap
    var evidence = Evidence()
    var nextHold = 0
    /// Live connections that have ended.
    var streams: [DeltaStream] = []
    /// When versions were acknowledged, for the delay of deltas.
    var commits = CommitTimes()
    /// The capabilities of granted holds by number; nil when nobody needs them afterwards.
    var ids: [Int: [UInt8]]?
    private var maps: [(body: [UInt8], sent: UInt64, answered: UInt64)] = []
    /// Versions and states of the maps kept: the same again need not be.
    private var seen: Set<Int> = []

    init(_ view: any ShowView) throws {
        self.view = view
        start = try view.map()
    }

    /// True when there is something to check.
    var isTouched: Bool { evidence.count > 0 || !streams.isEmpty || !evidence.maps.isEmpty }

    /// Keeps a map that came, or a 304 for `etag`; gives its version.
    mutating func keepMap(
        _ event: Wire.Event,
        _ body: [UInt8],
        etag: UInt64?,
        sent: UInt64
    ) -> UInt64? {
        guard view.hasVersions else {
            if maps.count * view.seatCount < Self.statesKept { maps.append((body, sent, event.at)) }
            return nil
        }
        guard let version = event.status == 304 ? etag : Scan.number("seq", in: body) else {
            return nil
        }
        evidence.record(SeatMap(version: version, states: [], sent: sent, answered: event.at))
        guard event.status == 200, maps.count * view.seatCount < Self.statesKept,
            let states = Scan.string("states", in: body)
        else { return version }
        var hash = Hasher()
        hash.combine(version)
        hash.combine(states)
        if seen.insert(hash.finalize()).inserted { maps.append((body, sent, event.at)) }
        return version
    }

    /// All of it beside the map and, where there is one, the log as they are now.
    mutating func gather() throws -> ShowCase {
        for (body, sent, answered) in maps {
            if let map = view.map(from: body, sent: sent, answered: answered) {
                evidence.record(map)
            }
        }
        maps = []
        return try view.gather(evidence, from: start, streams: streams)
    }

    /// What is wrong with answers to the same questions once more, of a server without a log.
    func askAgain(_ found: ShowCase) throws -> Findings {
        guard let ids else { return Findings() }
        return try view.askAgain(found, ids)
    }
}
