package import WAL

/// What an engine is started with.
package struct EngineOptions: Sendable {
    /// The data directory; made if it is not there.
    package var directory: String
    /// One a loop, 1 to 64.
    package var schedulers: [any EngineScheduler]
    package var clock: any EngineClock
    package var workers: any BlockingWorkers
    /// Bytes of old log kept for history, though no restart needs them.
    package var historyBytes: UInt64
    package var disk: any Disk
    /// Bytes of one file of the log; small ones are for tests.
    package var segmentBytes: Int?
    /// Who moves the log on: threads of its own, or a test by hand.
    package var drive = JournalOptions.Drive.threads
    /// Keys from outside without which people's data can't be read, the one for new data first.
    package var peopleKeys: [PeopleKey] = []
    /// Told once if the log can't go on; must not return in production.
    package var onFailure: @Sendable (LogError) -> Void

    package init(
        directory: String,
        schedulers: [any EngineScheduler],
        clock: any EngineClock,
        workers: any BlockingWorkers,
        historyBytes: UInt64 = 1 << 30,
        disk: any Disk = RealDisk(),
        onFailure: @escaping @Sendable (LogError) -> Void
    ) {
        self.directory = directory
        self.schedulers = schedulers
        self.clock = clock
        self.workers = workers
        self.historyBytes = historyBytes
        self.disk = disk
        self.onFailure = onFailure
    }

    /// Where the log is in a data directory.
    package static func logDirectory(in data: String) -> String { data + "/log" }
    /// Where the keys of people's data are in a data directory.
    package static func peopleDirectory(in data: String) -> String { data + "/people" }
    /// Where the snapshots are in a data directory.
    package static func snapshotDirectory(in data: String) -> String { data + "/snapshots" }
}
