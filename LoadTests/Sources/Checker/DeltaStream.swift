/// What one live subscriber saw: a snapshot, then deltas without a gap.
///
/// `apply` is called for each message as it comes; with a history at hand the states can be
/// compared too.
public struct DeltaStream: Sendable {
    /// The version the subscriber is at; nil before its first snapshot.
    public private(set) var version: UInt64?
    /// How many snapshots came after the first.
    public private(set) var resnaps = 0
    /// Deltas that did not follow on the version before.
    public private(set) var gaps = 0
    /// The states, when this subscriber keeps them.
    public private(set) var states: [SeatState]
    /// What went wrong, in words, the first few.
    public private(set) var findings = Findings()
    private let keepsStates: Bool

    /// A subscriber that has seen nothing; `keepsStates` costs a byte a seat.
    public init(keepsStates: Bool = false) {
        self.keepsStates = keepsStates
        states = []
    }

    /// A subscriber as it ended at `version` with `states` (empty when it kept none), and what had
    /// gone wrong on the way.
    public init(endedAt version: UInt64?, states: [SeatState], findings: Findings) {
        self.version = version
        self.states = states
        self.findings = findings
        keepsStates = !states.isEmpty
    }

    /// A snapshot came.
    public mutating func snapshot(version: UInt64, states: [SeatState]) {
        if let before = self.version {
            resnaps += 1
            if version < before {
                findings.add(.deltaGap, "a snapshot of \(version) after version \(before)")
            }
        }
        self.version = version
        if keepsStates { self.states = states }
    }

    /// A delta that covers `first...last` came.
    public mutating func delta(
        first: UInt64,
        last: UInt64,
        changes: [(seat: Int, state: SeatState)] = []
    ) {
        guard let before = version, first == before + 1, last >= first else {
            gaps += 1
            let at = version.map(String.init) ?? "none"
            findings.add(.deltaGap, "delta \(first)...\(last) at version \(at)")
            version = Swift.max(version ?? 0, last)
            return
        }
        version = last
        guard keepsStates else { return }
        for change in changes where states.indices.contains(change.seat) {
            states[change.seat] = change.state
        }
    }

    /// Compares the states reached so far with what the log says of that version.
    public mutating func compare(with history: History) {
        guard let version, keepsStates, version <= history.last else { return }
        let expected = history.states(at: version)
        guard let seat = expected.indices.first(where: { expected[$0] != states[$0] }) else {
            return
        }
        findings.add(
            .delta,
            "at \(version) a subscriber has seat \(seat) \(states[seat]), the log \(expected[seat])"
        )
    }
}
