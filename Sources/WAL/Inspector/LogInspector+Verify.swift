extension LogInspector {
    /// What reading the whole log found.
    public struct Findings: Hashable, Sendable {
        /// Counts, and damage that does no harm.
        public let report: RecoveryReport
        /// Bytes that a crash left after the last whole batch: the next start cuts them.
        public let tornTail: UInt64
        /// Damage that keeps a node from starting.
        public let damage: DamageReport?

        /// A node would start with it.
        public var isGood: Bool { damage == nil }
    }

    /// Reads the whole log as a start would, and changes nothing. `onLost` is given each readable
    /// record past a damage.
    public func verify(
        onLost: ((borrowing LogRecord) -> Void)? = nil
    ) throws(LogError) -> Findings {
        let catalog = try SegmentCatalog(disk: disk, paths: paths)
        var scan = LogScan(
            catalog: catalog,
            replayFrom: replayFrom,
            mustReach: mustReach,
            readsAll: true,
            onLost: onLost
        )
        do throws(LogError) {
            let tail = try scan.run { _ in }
            return Findings(
                report: scan.report,
                tornTail: tail.garbageEnd - tail.offset,
                damage: nil
            )
        } catch {
            guard case .corrupt(let damage) = error else { throw error }
            return Findings(report: scan.report, tornTail: 0, damage: damage)
        }
    }
}
