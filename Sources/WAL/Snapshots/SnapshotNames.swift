/// The names of snapshot files: shard, generation and position, so that a file that can't be read
/// any more still says how far the log must reach.
struct SnapshotNames {
    let directory: String

    struct Name: Hashable {
        let shard: UInt16
        let generation: UInt64
        let position: LSN
    }

    var quarantine: String { directory + "/quarantine" }

    func path(_ name: Name) -> String {
        directory + "/" + text(name)
    }

    func text(_ name: Name) -> String {
        "snapshot-\(name.shard)-" + LogPaths.hex(name.generation) + "-"
            + LogPaths.hex(name.position.rawValue) + ".snap"
    }

    static func parse(_ text: String) -> Name? {
        guard text.hasPrefix("snapshot-"), text.hasSuffix(".snap") else { return nil }
        let parts = text.dropFirst(9).dropLast(5).split(separator: "-")
        guard parts.count == 3, let shard = UInt16(parts[0]),
            let generation = UInt64(parts[1], radix: 16),
            let position = UInt64(parts[2], radix: 16)
        else { return nil }
        return Name(shard: shard, generation: generation, position: LSN(rawValue: position))
    }
}
