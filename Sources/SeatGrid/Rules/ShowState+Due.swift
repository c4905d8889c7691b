extension ShowState {
    /// What time alone has ended (holds past their deadline, blocks past theirs), nil: nothing.
    ///
    /// The shell appends and applies it before every decide and read, again until it is nil, so
    /// that no answer rests on an expiry that the log does not know.
    @inline(__always)
    package func due(at time: TurnTime) -> Event? {
        if holds.expiry.earliest > time.now && blocks.isEmpty { return nil }
        return lapse(at: time)
    }

    /// When `due` may next have something, `.distantFuture` if never.
    package func nextDeadline(at time: TurnTime) -> Moment {
        var next = holds.expiry.earliest
        for block in blocks {
            guard let until = block.until else { continue }
            let left = max(0, until.rawValue - time.wall.rawValue)
            next = min(next, time.now.advanced(by: left))
        }
        return next
    }

    private func lapse(at time: TurnTime) -> Event? {
        let slots = holds.expiry.due(
            at: time.now, limit: Limits.lapsesPerEvent, holds.records)
        // Sorted, so that it does not depend on how the lists came to be.
        let ended = slots.map { holds.records[$0] }.sorted {
            ($0.deadline, $0.version) < ($1.deadline, $1.version)
        }
        let unblocked = blocks.filter { block in block.until.map { $0 <= time.wall } ?? false }
            .flatMap(\.seats)
        if ended.isEmpty && unblocked.isEmpty { return nil }
        return Event(
            version: version.next, time: time, caller: .system, mark: nil,
            body: .lapsed(Event.Lapse(holds: ended.map(\.id), unblocked: unblocked)))
    }
}
