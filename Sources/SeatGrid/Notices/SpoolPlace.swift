/// Where a notice can be.
package enum SpoolPlace: String, Sendable, CaseIterable {
    case new
    /// A worker has it.
    case claimed = "cur"
    case retry
    case dead
}

/// A notice's file in the spool.
package struct SpoolEntry: Equatable, Sendable {
    package let name: NoticeName
    package let place: SpoolPlace
    package let path: String
    /// When it came (new), is due (retry), or was given up (dead, to the day).
    package let time: WallTime?
}

extension Spool {
    /// Calls `body` with each notice in a place. O(notices); what moves meanwhile may be missed.
    package func forEach(
        in place: SpoolPlace,
        _ body: (SpoolEntry) throws(SpoolError) -> Void
    ) throws(SpoolError) {
        for bucket in try buckets(of: place) { try forEach(in: bucket, of: place, body) }
    }

    /// The same with one of its directories.
    func forEach(
        in bucket: (path: String, time: WallTime?),
        of place: SpoolPlace,
        _ body: (SpoolEntry) throws(SpoolError) -> Void
    ) throws(SpoolError) {
        for text in try disk.list(bucket.path) ?? [] {
            guard let name = NoticeName(text) else { continue }
            let path = bucket.path + "/" + text
            try body(SpoolEntry(name: name, place: place, path: path, time: bucket.time))
        }
    }

    /// Where a notice is; nil if it is not in the spool. O(directories).
    package func find(_ name: NoticeName) throws(SpoolError) -> SpoolEntry? {
        for place in SpoolPlace.allCases {
            for bucket in try buckets(of: place, channel: name.channel) {
                let path = bucket.path + "/" + name.description
                if try disk.exists(path) {
                    return SpoolEntry(name: name, place: place, path: path, time: bucket.time)
                }
            }
        }
        return nil
    }

    /// When and why a notice was finished; nil if it wasn't, or it is forgotten. O(all records).
    package func done(_ name: NoticeName) throws(SpoolError) -> DoneRecord? {
        let digest = name.digest
        var found: DoneRecord?
        for file in try disk.list(layout.done) ?? [] {
            DoneMemory.scan(try disk.read(layout.done + "/" + file, from: 0) ?? []) { record in
                if record.digest == digest { found = record }
            }
        }
        return found
    }

    /// Reads a notice's file.
    package func read(_ entry: SpoolEntry) throws(SpoolError) -> Result<NoticeFile, NoticeError>? {
        guard let bytes = try disk.read(entry.path, from: 0) else { return nil }
        do throws(NoticeError) {
            return .success(try NoticeFile(bytes: bytes))
        } catch {
            return .failure(error)
        }
    }

    /// Has a notice that waits, or was given up, tried at once. False if it is not there any more.
    package func retry(_ entry: SpoolEntry, now: WallTime) throws(SpoolError) -> Bool {
        let channel = entry.name.channel
        let bucket = layout.new(channel) + "/" + SpoolLayout.firstBucket
        if entry.place == .dead {
            let mark = NoticeAttempt(at: now, outcome: .redriven, transcript: "")
            guard try disk.append(entry.path, mark.line) else { return false }
        }
        return try disk.move(entry.path, into: bucket, as: entry.name.description)
    }

    /// The directories of a place, in order of their times.
    func buckets(
        of place: SpoolPlace,
        channel: NoticeChannel? = nil
    ) throws(SpoolError) -> [(path: String, time: WallTime?)] {
        let parents: [String] =
            switch place {
            case .new: (channel.map { [$0] } ?? NoticeChannel.allCases).map(layout.new)
            case .retry: (channel.map { [$0] } ?? NoticeChannel.allCases).map(layout.retry)
            case .claimed: [layout.cur]
            case .dead: [layout.dead]
            }
        var found: [(path: String, time: WallTime?)] = []
        for parent in parents {
            for name in (try disk.list(parent) ?? []).sorted() where !name.hasSuffix(".lock") {
                let day = place == .dead ? CalendarDate(name)?.midnightUTC : nil
                let time = day ?? SpoolLayout.time(ofBucket: name)
                found.append((path: parent + "/" + name, time: time))
            }
        }
        return found
    }
}
