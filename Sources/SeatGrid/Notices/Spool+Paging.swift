extension Spool {
    /// Entries of a place, some at a time, in the order of their directories and names.
    package struct Part: Sendable {
        package let entries: [SpoolEntry]
        /// Where to go on; nil after the last.
        package let next: String?
    }

    /// The entries that follow `cursor`. Each directory on the way is listed once, so that a part
    /// costs what its directories hold; what moves meanwhile may be missed.
    package func part(
        of place: SpoolPlace,
        channel: NoticeChannel?,
        after cursor: String?,
        limit: Int
    ) throws(SpoolError) -> Part {
        var found: [SpoolEntry] = []
        let all = try buckets(of: place, channel: channel).sorted { $0.path < $1.path }
        for bucket in all where !isBehind(bucket.path, cursor) {
            for text in (try disk.list(bucket.path) ?? []).sorted() {
                let path = bucket.path + "/" + text
                guard let name = NoticeName(text), channel == nil || name.channel == channel,
                    cursor.map({ relative(path) > $0 }) ?? true
                else { continue }
                if found.count == limit {
                    return Part(entries: found, next: found.last.map { relative($0.path) })
                }
                found.append(SpoolEntry(name: name, place: place, path: path, time: bucket.time))
            }
        }
        return Part(entries: found, next: nil)
    }

    /// Whether nothing in the directory comes after the cursor.
    private func isBehind(_ bucket: String, _ cursor: String?) -> Bool {
        guard let cursor, let end = cursor.lastIndex(of: "/") else { return false }
        return relative(bucket) < cursor[..<end]
    }

    private func relative(_ path: String) -> String {
        String(path.dropFirst(layout.root.count + 1))
    }

    /// Brings back what was given up, up to `limit` of it. Returns how many that were.
    package func redrive(
        _ channel: NoticeChannel?,
        limit: Int,
        now: WallTime
    ) throws(SpoolError) -> Int {
        var count = 0
        while count < limit {
            let dead = try part(of: .dead, channel: channel, after: nil, limit: limit - count)
            var moved = 0
            for entry in dead.entries where try retry(entry, now: now) { moved += 1 }
            // What does not move any more is gone, or another operator has it.
            if moved == 0 { break }
            count += moved
        }
        return count
    }
}
