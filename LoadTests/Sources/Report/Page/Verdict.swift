/// What the checker said, in words: never better than what was looked at.
enum Verdict: Equatable {
    /// Nothing broke; not `all` when the server tells too little to judge every invariant.
    case holds(attempts: UInt64, all: Bool)
    case broken(total: UInt64)
    case unknown

    init(_ invariants: LoadResult.Invariants?) {
        guard let invariants else {
            self = .unknown
            return
        }
        let total = invariants.broken.values.reduce(0, +)
        if total > 0 || !invariants.findings.isEmpty {
            self = .broken(total: max(total, UInt64(invariants.findings.count)))
        } else {
            self =
                invariants.checked
                ? .holds(attempts: invariants.attempts, all: invariants.notJudged == nil)
                : .unknown
        }
    }

    /// The class of its colours.
    var tone: String {
        switch self {
        case .holds: "good"
        case .broken: "bad"
        case .unknown: "open"
        }
    }

    /// In a terminal and in lists.
    var sign: String {
        switch self {
        case .holds: "✓"
        case .broken: "✗"
        case .unknown: "?"
        }
    }

    /// The words that are set large.
    var headline: String {
        switch self {
        case .holds(_, true): "Every invariant held"
        case .holds(_, false): "What can be judged held"
        case .broken(let total): total == 1 ? "An invariant broke" : "Invariants broke"
        case .unknown: "Not checked"
        }
    }

    /// What it rests on.
    var detail: String {
        switch self {
        case .holds(let attempts, let all):
            "The answers to \(Decimals.whole(attempts)) attempts were kept and checked against the "
                + "shows afterwards: no seat had two owners, and nothing acknowledged was lost."
                + (all ? "" : " This server tells too little to judge the rest, listed below.")
        case .broken(let total):
            "The checker has \(Decimals.whole(total)) \(total == 1 ? "finding" : "findings"). "
                + "The first are told below."
        case .unknown:
            "Nobody looked for lost or doubled seats in this run. Its times say nothing about that."
        }
    }

    /// The sign as a picture: a disc, an octagon or a dashed ring, so that no colour is needed.
    var picture: String {
        let shape =
            switch self {
            case .holds:
                "<circle cx=\"30\" cy=\"30\" r=\"28\" fill=\"currentColor\"/>"
                    + "<path d=\"M17 31l9 9 18-20\"/>"
            case .broken:
                "<path d=\"M18.400 2h23.200L58 18.400v23.200L41.600 58H18.400L2 41.600V18.400z\" "
                    + "fill=\"currentColor\" stroke=\"none\"/>"
                    + "<path d=\"M20 20l20 20M40 20L20 40\"/>"
            case .unknown:
                "<circle cx=\"30\" cy=\"30\" r=\"26\" stroke=\"currentColor\" stroke-width=\"3\" "
                    + "stroke-dasharray=\"6 5\"/><path stroke=\"currentColor\" "
                    + "d=\"M23 24a7 7 0 1 1 10 6.500c-2.500 1.200-3 2.500-3 5M30 42v.5\"/>"
            }
        return "<svg viewBox=\"0 0 60 60\" fill=\"none\" stroke=\"var(--card)\" stroke-width=\"5\" "
            + "stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\">"
            + "\(shape)</svg>"
    }
}
