extension SnapshotStore {
    /// What the snapshots in a directory are worth, found without changing anything.
    public struct Findings: Sendable {
        /// The snapshot of each shard that a start would use.
        public internal(set) var used: [SnapshotInfo] = []
        /// Snapshots that can't be read; a start puts them into the quarantine.
        public internal(set) var bad: [LogError] = []
        /// Shards none of whose snapshots can be read: a node does not start.
        public internal(set) var lost: [UInt16] = []
        /// How far the log must reach, also by what bad snapshots are called.
        public internal(set) var mustReach: LSN = .zero

        /// No snapshots at all.
        public static let none = Findings()

        /// Records up to here a start does not need; zero if `shard` has no snapshot.
        public func replayFrom(with shard: UInt16) -> LSN {
            guard used.contains(where: { $0.shard == shard }) else { return .zero }
            return used.map(\.position).min() ?? .zero
        }
    }

    /// Reads and checks every snapshot that is kept in `directory`.
    public static func examine(
        directory: String,
        disk: any Disk
    ) throws(LogError) -> Findings {
        let names = SnapshotNames(directory: directory)
        var findings = Findings()
        for (shard, found) in try find(names, disk, isReadOnly: true) {
            var isServed = false
            for name in found {
                findings.mustReach = max(findings.mustReach, name.position)
                do throws(LogError) {
                    let kept = try load(name, names, disk, isWhole: true)
                    if !isServed { findings.used.append(kept.info) }
                    isServed = true
                } catch {
                    guard case .badSnapshot = error else { throw error }
                    findings.bad.append(error)
                }
            }
            if !isServed { findings.lost.append(shard) }
        }
        findings.used.sort { $0.shard < $1.shard }
        return findings
    }
}
