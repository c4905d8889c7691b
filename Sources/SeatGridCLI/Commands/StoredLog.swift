import ArgumentParser
import Glibc
import SeatGrid
import WAL

/// The log and snapshots of a data directory that no node has open.
struct StoredLog {
    let data: String

    func snapshots() throws(LogError) -> SnapshotStore.Findings {
        let directory = EngineOptions.snapshotDirectory(in: data)
        guard exists(directory) else { return .none }
        return try SnapshotStore.examine(directory: directory, disk: RealDisk())
    }

    private func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Knows what the snapshots make dispensable, and how far they prove the log reached.
    func inspector() throws(LogError) -> LogInspector {
        let snapshots = try snapshots()
        var inspector = LogInspector(
            directory: EngineOptions.logDirectory(in: data),
            disk: RealDisk()
        )
        inspector.replayFrom = snapshots.replayFrom(with: ShardMap.catalogShard)
        inspector.mustReach = snapshots.mustReach
        return inspector
    }

    /// Runs `body`, or ends the command with the failure's own exit code.
    func reportingFailures<Value>(
        _ body: () throws(LogError) -> Value
    ) throws -> Value {
        guard exists(EngineOptions.logDirectory(in: data)) else {
            throw Failure.exit(.failed, "\(data) has no log in it: is --data right?")
        }
        do throws(LogError) {
            return try body()
        } catch {
            throw Failure.exit(error.exitCode, "\(error)")
        }
    }
}
