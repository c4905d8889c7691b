package import WAL

/// An event of any show, as whoever follows the log sees it.
package struct FollowedEvent: Sendable {
    package let show: ShowID
    package let event: Event
}

/// Where whoever follows the log has come to.
package struct FollowedPlace: Sendable {
    /// The position of the next record: all that has to be kept across a restart.
    package let position: UInt64
    /// Spares reading the log from its segment's start.
    fileprivate var bookmark: LogBookmark?

    package init(position: UInt64) { self.position = position }
}

/// A stretch of the log.
package struct FollowedStretch: Sendable {
    /// In the order of the log; only those that were asked for.
    package let events: [FollowedEvent]
    /// Where the next stretch begins.
    package let next: FollowedPlace
    /// Whether the log had forgotten records between what was asked for and what it still has.
    package let hasGap: Bool
}

extension Engine {
    /// The position after the newest durable record: where one begins who wants news only.
    package var followFromNow: UInt64 { logDurable.next.rawValue }

    /// From now on the log forgets nothing at or after `position`, however large it grows, until
    /// this is called with a later one. On a full disk new holds are refused, and nothing is lost.
    ///
    /// To be called before anything is served, and then with what is durable of a follower's place.
    package func keepLog(from position: UInt64) {
        node.retain { $0.followedFrom = LSN(rawValue: position) }
    }

    /// How many durable records a follower has yet to be done with; nil: nobody follows.
    package var followerLag: UInt64? {
        node.retained.followedFrom.map { from in
            let next = followFromNow
            return next > from.rawValue ? next - from.rawValue : 0
        }
    }

    /// The durable events from `place` on that `isWanted` wants, at most `limit` of them.
    ///
    /// Reads the disk on a worker's thread, and never waits for new events: without any the next
    /// place is the one that was asked for.
    /// - Throws: if the log can't be read any more.
    package func follow(
        from place: FollowedPlace,
        limit: Int,
        _ isWanted: @escaping @Sendable (Event) -> Bool
    ) async throws(LogError) -> FollowedStretch {
        let journal = node.journal
        let result = await withCheckedContinuation {
            (done: CheckedContinuation<Result<FollowedStretch, LogError>, Never>) in
            node.workers.run {
                done.resume(
                    returning: Result { () throws(LogError) in
                        try Self.read(journal, from: place, limit: limit, isWanted)
                    }
                )
            }
        }
        return try result.get()
    }

    private static func read(
        _ journal: Journal,
        from place: FollowedPlace,
        limit: Int,
        _ isWanted: (Event) -> Bool
    ) throws(LogError) -> FollowedStretch {
        let oldest = journal.oldest.rawValue
        var next = max(place.position, oldest)
        guard next <= journal.durable.rawValue else {
            return FollowedStretch(events: [], next: place, hasGap: false)
        }
        var events: [FollowedEvent] = []
        var bookmark = place.bookmark
        try journal.read(from: LSN(rawValue: next), bookmark: &bookmark) { record in
            guard events.count < limit else { return false }
            if record.header.type == .showEvent {
                let schema = record.header.schema
                let (show, event) = try unsafe EventCodec.decode(record.payload, schema: schema)
                if isWanted(event) { events.append(FollowedEvent(show: show, event: event)) }
            }
            next = record.lsn.next.rawValue
            return true
        }
        var reached = FollowedPlace(position: next)
        reached.bookmark = bookmark
        return FollowedStretch(events: events, next: reached, hasGap: place.position < oldest)
    }
}
