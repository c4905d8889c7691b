import Checker
public import Report

extension EvidenceReader {
    /// Checks every answer once more, without a server; `unproven` says why it can't, if so.
    ///
    /// Throws when the file is not whole.
    public mutating func check() throws(Unreadable) -> LoadResult.Invariants {
        var findings = Findings(strays: head.strays)
        var attempts = 0
        var judged = Set(Finding.Kind.allCases)
        let isExclusive = head.exclusive
        try eachShow { show in
            findings.add(show.check(exclusive: isExclusive))
            attempts += show.evidence.count
            judged.formIntersection(show.judged)
        }
        return LoadResult.Invariants(
            findings,
            attempts: attempts,
            judged: judged,
            isChecked: unproven.isEmpty
        )
    }

    /// When people came, for a run of `plan` in an open model to repeat; nil in a closed one, where
    /// the server decides that.
    ///
    /// Throws unless `plan`'s seed makes the very people who were recorded.
    public func comings(for plan: RunPlan, shows: Int) throws(Unreadable) -> [UInt64]? {
        guard head.scenario == plan.scenario.name, head.seed == plan.seed, head.shows == shows
        else {
            throw unlike(
                "it is of \(head.scenario), seed \(head.seed), \(head.shows) shows; the result of "
                    + "\(plan.scenario.name), seed \(plan.seed), \(shows) shows"
            )
        }
        let crowd = Crowd(plan.scenario, shows: shows, seed: plan.seed)
        for (number, recorded) in people.enumerated()
        where RecordedPerson(crowd.person(number), due: recorded.due) != recorded {
            throw unlike("this tool makes another person \(number) of its seed: it can't repeat it")
        }
        guard case .open = plan.model else { return nil }
        let times = people.map(\.due)
        guard zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            throw unlike("people come before those before them")
        }
        return times
    }
}
