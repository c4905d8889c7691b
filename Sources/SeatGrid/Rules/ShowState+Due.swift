extension ShowState {
    /// What time alone has ended (holds past their deadline, blocks past theirs), nil: nothing.
    ///
    /// The shell appends and applies it before every decide and read, again until it is nil, so
    /// that no answer rests on an expiry that the log does not know.
    package func due(at time: TurnTime) -> Event? {
        holds.expiry.earliest <= time.now || nextBlockEnd <= time.wall ? lapse(at: time) : nil
    }

    /// Whether `due` may have something: cheaper to ask first. O(1).
    ///
    /// Mutating only to be passed the state by reference, as `decide(_:in:plan:into:)` is.
    @inline(__always)
    package mutating func isDue(at time: TurnTime) -> Bool {
        holds.expiry.earliest <= time.now || nextBlockEnd <= time.wall
    }

    /// When `due` may next have something, `.distantFuture` if never.
    package func nextDeadline(at time: TurnTime) -> Moment {
        let next = holds.expiry.earliest
        guard nextBlockEnd != .never else { return next }
        let left = max(0, nextBlockEnd.rawValue - time.wall.rawValue)
        return min(next, time.now.advanced(by: left))
    }

    private func lapse(at time: TurnTime) -> Event? {
        let slots = holds.expiry.due(
            at: time.now,
            limit: Limits.lapsesPerEvent,
            holds.records
        )
        // Sorted, so that it does not depend on how the lists came to be.
        let ended = slots.map { holds.records[$0] }.sorted {
            ($0.deadline, $0.version) < ($1.deadline, $1.version)
        }
        let unblocked = blocks.filter { block in block.until.map { $0 <= time.wall } ?? false }
            .flatMap(\.seats)
        if ended.isEmpty && unblocked.isEmpty { return nil }
        return Event(
            version: version.next,
            time: time,
            caller: .system,
            mark: nil,
            body: .lapsed(Event.Lapse(holds: ended.map(\.id), unblocked: unblocked))
        )
    }
}
