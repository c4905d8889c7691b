/// What was found wrong with the log, and what could not be used because of it.
public struct DamageReport: Hashable, Sendable {
    /// One thing that is wrong.
    public struct Finding: Hashable, Sendable {
        /// What kind of wrong.
        public let kind: Kind
        /// The file, by its path.
        public let path: String
        /// Where in it, in bytes.
        public let offset: UInt64
        /// A few words more.
        public let detail: String
    }

    /// The kinds of damage; each has its row in docs/FORMAT.md.
    public enum Kind: String, Hashable, Sendable {
        /// Bytes that are no valid batch, though later ones had been acknowledged.
        case badBatch = "bad batch"
        /// A valid batch that does not follow from the one before.
        case brokenChain = "broken chain"
        /// A segment's number is missing between two that are there, or the first needed is.
        case missingSegment = "missing segment"
        /// Neither copy of a segment's header can be read.
        case badHeader = "bad segment header"
        /// One copy of a segment's header cannot be read; the other serves.
        case halfHeader = "one bad header copy"
        /// The log ends before a position that a snapshot proves.
        case cutShort = "log cut short"
        /// A batch that was never acknowledged, cut by a crash; no damage.
        case tornTail = "torn tail"
    }

    /// What is wrong, in the log's order.
    public internal(set) var findings: [Finding]
    /// The last record before the damage.
    public internal(set) var goodUpTo: LSN
    /// Records after the damage that can still be read, by type.
    public internal(set) var readable: [RecordType: Int] = [:]
    /// Records that are known to have been there and cannot be read.
    public internal(set) var unreadable: Int = 0

    /// All records that a cut at the damage would lose.
    public var lost: Int { readable.values.reduce(unreadable, +) }
}

extension DamageReport: CustomStringConvertible {
    /// Some lines for an operator.
    public var description: String {
        var lines = ["the log is damaged; record \(goodUpTo) is the last good one"]
        for finding in findings {
            let place = "\(finding.path) at byte \(finding.offset)"
            lines.append("  \(finding.kind.rawValue): \(place): \(finding.detail)")
        }
        let types = readable.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) of type \($0.key)" }
        if !types.isEmpty { lines.append("  after it: " + types.joined(separator: ", ")) }
        if unreadable > 0 { lines.append("  unreadable: \(unreadable) records") }
        lines.append("  a cut there would lose \(lost) records; nothing was changed")
        return lines.joined(separator: "\n")
    }
}
