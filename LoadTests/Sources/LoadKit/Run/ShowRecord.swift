import Checker

/// One show of a run: everything that was answered about it, and the proof afterwards.
struct ShowRecord {
    /// Seats of all maps that are kept for the check; of the other maps the version alone is.
    private static let statesKept = 2_000_000

    let api: ShowAPI
    let start: SeatMap
    var evidence = Evidence()
    var nextHold = 0
    /// Live connections that have ended.
    var streams: [DeltaStream] = []
    /// When versions were acknowledged, for the delay of deltas.
    var commits = CommitTimes()
    private var maps: [(body: [UInt8], sent: UInt64, answered: UInt64)] = []
    /// Versions and states of the maps kept: the same again need not be.
    private var seen: Set<Int> = []

    init(_ api: ShowAPI) throws {
        self.api = api
        start = try api.map()
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
        guard let version = event.status == 304 ? etag : Scan.number("seq", in: body) else {
            return nil
        }
        evidence.record(SeatMap(version: version, states: [], sent: sent, answered: event.at))
        guard event.status == 200, maps.count * api.labels.count < Self.statesKept,
            let states = Scan.string("states", in: body)
        else { return version }
        var hash = Hasher()
        hash.combine(version)
        hash.combine(states)
        if seen.insert(hash.finalize()).inserted { maps.append((body, sent, event.at)) }
        return version
    }

    /// Holds all of it against the server's log and map.
    mutating func prove(exclusive: Bool) throws -> (findings: Findings, final: SeatMap) {
        for (body, sent, answered) in maps {
            if let map = api.map(from: body, sent: sent, answered: answered) {
                evidence.record(map)
            }
        }
        maps = []
        let proof = try api.prove(evidence, from: start, exclusive: exclusive)
        var findings = proof.findings
        if !streams.isEmpty {
            let history = History(events: proof.events, from: start, swaps: Swaps(evidence))
            for index in streams.indices {
                streams[index].compare(with: history)
                findings.add(streams[index].findings)
            }
        }
        return (findings, proof.final)
    }
}
