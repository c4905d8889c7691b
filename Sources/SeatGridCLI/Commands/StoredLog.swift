import ArgumentParser
import Glibc
import SeatGrid
import WAL

/// The log and snapshots of a data directory that no node has open.
struct StoredLog {
    let data: String

    func snapshots() throws(LogError) -> SnapshotStore.Findings {
        let directory = EngineOptions.snapshotDirectory(in: data)
        guard access(directory, F_OK) == 0 else { return SnapshotStore.Findings() }
        return try SnapshotStore.examine(directory: directory, disk: RealDisk())
    }

    /// Knows what the snapshots make dispensable, and how far they prove the log reached.
    func inspector() throws(LogError) -> LogInspector {
        let snapshots = try snapshots()
        var inspector = LogInspector(
            directory: EngineOptions.logDirectory(in: data), disk: RealDisk())
        inspector.replayFrom = snapshots.replayFrom(with: ShardMap.catalogShard)
        inspector.mustReach = snapshots.mustReach
        return inspector
    }

    /// Runs `body`, or ends the command with the failure's own exit code.
    func reportingFailures<Value>(
        _ body: () throws(LogError) -> Value
    ) throws -> Value {
        guard access(EngineOptions.logDirectory(in: data), F_OK) == 0 else {
            throw Failure.exit(.failed, "\(data) has no log in it: is --data right?")
        }
        do throws(LogError) {
            return try body()
        } catch {
            throw Failure.exit(error.exitCode, "\(error)")
        }
    }
}
