internal import WAL

/// A directory of notices that are to be sent: this end puts them in. Workers take them out, in
/// this process or another, now or after a restart.
///
///     let spool = Spool(root: "data/spool", disk: RealSpoolDisk())
///     try spool.put([notice], now: clock.wall())  // on a thread that may block
///
/// One process puts at a time. Callable from any thread; calls block.
package final class Spool: Sendable {
    package let layout: SpoolLayout
    let disk: any SpoolDisk
    private let state = Locked(Feed())

    struct Feed {
        fileprivate var lock: (any SpoolLock)?
        /// What was here, or done, when the spool was first put to.
        fileprivate var found: Set<Bits128> = []
        /// Who was erased; see `Notice.person`.
        var forgotten: Set<Bits128> = []
        fileprivate var recent = RecentDigests(limit: NoticeLimits.remembered)
        fileprivate var buckets: [NoticeChannel: Bucket] = [:]
        fileprivate var unsynced: Set<String> = []
    }

    fileprivate struct Bucket {
        let path: String
        let since: WallTime
        var count = 0
    }

    package init(root: String, disk: any SpoolDisk) {
        layout = SpoolLayout(root: root)
        self.disk = disk
    }

    /// Makes the directories that are missing.
    package func prepare() throws(SpoolError) {
        for path in layout.directories { try disk.makeDirectory(path) }
        for path in layout.directories { try disk.syncDirectory(path) }
    }

    /// Puts notices in; when it returns they survive any crash, and none that is in the spool, or
    /// was finished, is there again. Those about people who were erased are passed over. Returns
    /// how many were new.
    ///
    /// After an error some may be in: put all of them again.
    ///
    /// - Throws: `.busy` if another process puts, `.full` if there is no room: then the caller
    ///   waits
    ///   and does not go on past these.
    @discardableResult
    package func put(_ notices: [Notice], now: WallTime) throws(SpoolError) -> Int {
        try feeding { (feed) throws(SpoolError) in
            var count = 0
            for start in stride(from: 0, to: notices.count, by: NoticeLimits.batch) {
                let end = min(start + NoticeLimits.batch, notices.count)
                count += try put(notices[start..<end], now, &feed)
            }
            return count
        }
    }

    /// Runs `body` as the one process that puts, which this becomes if it isn't.
    func feeding<Result>(
        _ body: (inout Feed) throws(SpoolError) -> Result
    ) throws(SpoolError) -> Result {
        try state.withLock { (feed) throws(SpoolError) in
            if feed.lock == nil { try begin(&feed) }
            return try body(&feed)
        }
    }

    /// Gives the right to put back; a later `put` takes it again.
    package func close() {
        state.withLock { feed in
            feed.lock?.release()
            feed = Feed()
        }
    }

    private func begin(_ feed: inout Feed) throws(SpoolError) {
        try prepare()
        guard let lock = try disk.lock(layout.feedLock) else {
            throw SpoolError(.busy, "another process puts notices into \(layout.root)")
        }
        do throws(SpoolError) {
            try clearTemporary()
            feed.forgotten = try ForgottenList(layout, disk).all()
            feed.found = try census()
            var done = DoneMemory(layout, disk)
            try done.refresh()
            feed.recent = done.remembered
        } catch {
            lock.release()
            throw error
        }
        feed.lock = lock
    }

    /// The digests of all names in the spool. Where notices come from is listed before where they
    /// go, and what they come back to once more after it.
    private func census() throws(SpoolError) -> Set<Bits128> {
        var found: Set<Bits128> = []
        for place in SpoolPlace.allCases + [.new, .claimed] {
            try forEach(in: place) { entry in found.insert(entry.name.digest) }
        }
        return found
    }

    private func put(
        _ notices: ArraySlice<Notice>,
        _ now: WallTime,
        _ feed: inout Feed
    ) throws(SpoolError) -> Int {
        var fresh: [Notice] = []
        var names: Set<NoticeName> = []
        for notice in notices {
            let digest = notice.name.digest
            if feed.found.contains(digest) || feed.recent.contains(digest) { continue }
            if isForgotten(notice, feed) { continue }
            if names.insert(notice.name).inserted { fresh.append(notice) }
        }
        try write(fresh)
        for notice in fresh {
            let path = try place(notice, now, &feed)
            feed.unsynced.insert(path)
            feed.recent.insert(notice.name.digest)
        }
        for path in feed.unsynced { try disk.syncDirectory(path) }
        feed.unsynced = []
        return fresh.count
    }

    private func isForgotten(_ notice: Notice, _ feed: Feed) -> Bool {
        guard !feed.forgotten.isEmpty, let person = notice.person else { return false }
        return feed.forgotten.contains(person)
    }

    private func write(_ notices: [Notice]) throws(SpoolError) {
        for (index, notice) in notices.enumerated() {
            let bytes = NoticeFile(notice).bytes
            do throws(SpoolError) {
                guard bytes.count <= NoticeLimits.file else {
                    throw SpoolError(.failed, "\(notice.name) has \(bytes.count) bytes")
                }
                try disk.create(temporary(notice), bytes)
            } catch {
                for notice in notices[..<index] { _ = try? disk.remove(temporary(notice)) }
                throw error
            }
        }
    }

    private func temporary(_ notice: Notice) -> String {
        layout.tmp + "/" + notice.name.description
    }

    /// Moves a written notice to where workers look; returns the directory.
    private func place(
        _ notice: Notice,
        _ now: WallTime,
        _ feed: inout Feed
    ) throws(SpoolError) -> String {
        let channel = notice.name.channel
        while true {
            var bucket: Bucket
            if let current = feed.buckets[channel], current.count < NoticeLimits.bucket,
                now.rawValue - current.since.rawValue < NoticeLimits.bucketAge,
                current.since.rawValue <= now.rawValue
            {
                bucket = current
            } else {
                let path = layout.new(channel) + "/" + SpoolLayout.bucket(now)
                try disk.makeDirectory(path)
                try disk.syncDirectory(layout.new(channel))
                bucket = Bucket(path: path, since: now)
            }
            let target = bucket.path + "/" + notice.name.description
            guard try disk.rename(temporary(notice), to: target) else {
                // A worker has just removed the directory, which was empty and old.
                feed.buckets[channel] = nil
                guard try disk.exists(temporary(notice)) else {
                    throw SpoolError(.failed, "\(notice.name) vanished from \(layout.tmp)")
                }
                continue
            }
            bucket.count += 1
            feed.buckets[channel] = bucket
            return bucket.path
        }
    }
}
