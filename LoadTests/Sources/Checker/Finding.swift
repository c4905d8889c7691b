/// An invariant that is broken.
public struct Finding: Sendable, Equatable, CustomStringConvertible {
    /// Which one.
    public enum Kind: String, Sendable, CaseIterable {
        /// A version is missing, or is there twice.
        case gap
        /// A seat was given to a second owner while it had one.
        case twoOwners
        /// An event that the state before it does not allow.
        case impossible
        /// An acknowledged write is not in the log.
        case missing
        /// The log has another thing at the version that the answer told.
        case different
        /// Two answers claim the same version.
        case claimedTwice
        /// The log has a write that nobody asked for, or that was refused.
        case unasked
        /// A 409 that does not name exactly the seats in the way.
        case conflicts
        /// Seats together were refused while enough were free all the time.
        case togetherInVain
        /// A hold was called gone while it lived.
        case goneTooSoon
        /// A hold ran out before the time its answer told.
        case expiredEarly
        /// An order that real time forbids.
        case order
        /// A map that is older than what was acknowledged before it was asked for.
        case stale
        /// A map that is not what the log adds up to.
        case map
        /// Counts that do not add up.
        case counts
        /// A delta is missing or out of turn.
        case deltaGap
        /// A delta that says other than the log.
        case delta
        /// An answer came that nobody had asked for: others may take it for theirs.
        case unaskedAnswer
        /// A repeat with the same key got another answer.
        case repeated
    }

    /// Which invariant.
    public var kind: Kind
    /// What was seen, in a sentence.
    public var detail: String

    /// A finding.
    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    /// The kind and what was seen.
    public var description: String { "\(kind.rawValue): \(detail)" }
}

/// What a check found: every broken invariant counted, the first few of each kind in words.
public struct Findings: Sendable {
    /// How many of each kind are kept in words.
    public static let keptPerKind = 10

    /// The first few of each kind.
    public private(set) var kept: [Finding] = []
    /// How many there were of each kind.
    public private(set) var counts: [Finding.Kind: Int] = [:]

    /// Nothing found.
    public init() {}

    /// True when no invariant is broken.
    public var isEmpty: Bool { counts.isEmpty }
    /// All findings, also those not kept in words.
    public var total: Int { counts.values.reduce(0, +) }

    /// Adds a finding; `detail` is only asked for when it is kept.
    public mutating func add(_ kind: Finding.Kind, _ detail: @autoclosure () -> String) {
        counts[kind, default: 0] += 1
        if counts[kind, default: 0] <= Self.keptPerKind { kept.append(Finding(kind, detail())) }
    }

    /// Takes over what another check found.
    public mutating func add(_ other: Findings) {
        for finding in other.kept where counts[finding.kind, default: 0] < Self.keptPerKind {
            kept.append(finding)
        }
        counts.merge(other.counts, uniquingKeysWith: +)
    }
}
