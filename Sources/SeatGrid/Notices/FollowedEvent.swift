package import WAL

/// An event of any show, as whoever follows the log sees it.
package struct FollowedEvent: Sendable {
    package let show: ShowID
    package let event: Event
}

/// A stretch of the log.
package struct FollowedStretch: Sendable {
    /// In the order of the log; only those that were asked for.
    package let events: [FollowedEvent]
    /// Where the next stretch begins.
    package let next: UInt64
    /// Whether the log had forgotten records between what was asked for and what it still has.
    package let hasGap: Bool
}

extension Engine {
    /// The position after the newest durable record: where one begins who wants news only.
    package var followFromNow: UInt64 { logDurable.next.rawValue }

    /// The durable events from `position` on that `isWanted` wants, at most `limit` of them.
    ///
    /// Reads the disk on a worker's thread, and never waits for new events: without any the next
    /// position is the one that was asked for.
    /// - Throws: if the log can't be read any more.
    package func follow(
        from position: UInt64,
        limit: Int,
        _ isWanted: @escaping @Sendable (Event) -> Bool
    ) async throws(LogError) -> FollowedStretch {
        let journal = node.journal
        let result = await withCheckedContinuation {
            (done: CheckedContinuation<Result<FollowedStretch, LogError>, Never>) in
            node.workers.run {
                done.resume(
                    returning: Result { () throws(LogError) in
                        try Self.read(journal, from: position, limit: limit, isWanted)
                    }
                )
            }
        }
        return try result.get()
    }

    private static func read(
        _ journal: Journal,
        from position: UInt64,
        limit: Int,
        _ isWanted: (Event) -> Bool
    ) throws(LogError) -> FollowedStretch {
        let oldest = journal.oldest.rawValue
        var next = max(position, oldest)
        guard next <= journal.durable.rawValue else {
            return FollowedStretch(events: [], next: position, hasGap: false)
        }
        var events: [FollowedEvent] = []
        try journal.read(from: LSN(rawValue: next)) { record in
            guard events.count < limit else { return false }
            if record.header.type == .showEvent {
                let schema = record.header.schema
                let (show, event) = try unsafe EventCodec.decode(record.payload, schema: schema)
                if isWanted(event) { events.append(FollowedEvent(show: show, event: event)) }
            }
            next = record.lsn.next.rawValue
            return true
        }
        return FollowedStretch(events: events, next: next, hasGap: position < oldest)
    }
}
