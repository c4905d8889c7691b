/// What a checked run proves, in the words of those who sell seats: each promise stands for some of
/// the checker's kinds.
struct Proof: Equatable {
    /// What came of a promise.
    enum State: Equatable {
        /// Looked at, and kept.
        case kept
        /// So many findings.
        case broken(UInt64)
        /// Nothing in the run could have shown it broken.
        case untried
    }

    let words: String
    let state: State

    /// Every promise, and what `run` says of it; none of a run that was not checked, or that the
    /// checker of another dialect looked at.
    static func all(of run: Run) -> [Proof] {
        guard let invariants = run.result.invariants, invariants.checked,
            run.result.target.dialect == "seatgrid"
        else { return [] }
        let steps = run.result.steps.filter { $0.count > 0 }.map(\.name)
        let streams = run.result.deltas.map { _ in "deltas" }
        let seen = Set(steps + run.result.errors.map(\.code) + [streams].compactMap(\.self))
        return promises.map { promise in
            let count = promise.kinds.reduce(0) { $0 + (invariants.broken[$1] ?? 0) }
            let isTried = promise.needs.isEmpty || !seen.isDisjoint(with: promise.needs)
            return Proof(
                words: promise.words,
                state: count > 0 ? .broken(count) : isTried ? .kept : .untried
            )
        }
    }

    /// The kinds that `run` breaks, with their counts.
    static func broken(of run: Run) -> [(kind: String, count: UInt64)] {
        (run.result.invariants?.broken ?? [:]).sorted { $0.key < $1.key }
            .filter { $0.value > 0 }
            .map { ($0.key, $0.value) }
    }

    /// Those of `broken` that no promise tells of.
    static func untold(of run: Run) -> [(kind: String, count: UInt64)] {
        let told = all(of: run).isEmpty ? [] : Set(promises.flatMap(\.kinds))
        return broken(of: run).filter { !told.contains($0.kind) }
    }

    /// The kinds of `Finding.Kind` of each promise, and the steps and codes of refusals of which a
    /// run needs one to put it to the test (`deltas`: live streams); none when every run does.
    static let promises: [(words: String, kinds: [String], needs: Set<String>)] = [
        ("No seat ever had two owners", ["twoOwners", "impossible"], []),
        (
            "Every acknowledged write is in the log, as told, once",
            ["missing", "different", "claimedTwice"], writes
        ),
        ("Nothing is in the log that nobody asked for", ["unasked", "gap"], []),
        ("What came first in real time is first in the log", ["order"], writes),
        (
            "Refusals were true, and named all seats in the way", ["conflicts", "goneTooSoon"],
            ["seats_unavailable", "hold_expired", "hold_not_found"]
        ),
        (
            "No group was refused while its seats were free", ["togetherInVain"],
            ["not_enough_together", "sold_out"]
        ),
        ("No hold ran out before its time", ["expiredEarly"], ["hold"]),
        ("No map was stale, or other than the log", ["stale", "map", "counts"], []),
        ("No live stream had a gap or told a wrong seat", ["deltaGap", "delta"], live),
        ("Repeats got the first answer, byte for byte", ["repeated"], ["again"]),
        ("No answer came that nobody asked for", ["unaskedAnswer"], []),
    ]

    private static let live: Set<String> = ["live", "resume", "deltas"]
    private static let writes: Set<String> = ["hold", "extend", "swap", "release", "book"]
}

extension Proof {
    /// In front of it.
    var sign: String {
        switch state {
        case .kept: "✓"
        case .broken: "✗"
        case .untried: "–"
        }
    }

    /// The class of its colours.
    var tone: String {
        switch state {
        case .kept: "good"
        case .broken: "bad"
        case .untried: "open"
        }
    }

    /// What is to be said behind it, if anything.
    var note: String? {
        switch state {
        case .kept: nil
        case .broken(let count): "broken \(Decimals.times(count))"
        case .untried: "not put to the test"
        }
    }
}
