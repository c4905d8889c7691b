extension Show {
    /// Asks the loop to look after what runs out here; again each time there is something new.
    func watchIfNeeded(at time: TurnTime, on loop: EngineLoop) {
        guard !isWatched else { return }
        guard state.nextDeadline(at: time) < .distantFuture else { return }
        isWatched = true
        loop.shows.watched.append(self)
    }

    /// Logs what has run out; false when nothing is left that could.
    func sweep(at time: TurnTime, on loop: EngineLoop) -> Bool {
        settle(at: time, on: loop)
        isWatched = state.nextDeadline(at: time) < .distantFuture
        return isWatched
    }

    /// Whether memory can do without the show: unused for a while, nothing runs out here, nobody
    /// looks on, and its newest state is in a snapshot (or it was never touched).
    func isIdle(at now: Moment) -> Bool {
        guard listeners.isEmpty, !isWatched, !isFrozen else { return false }
        guard lastUse.milliseconds(until: now) >= EngineLimits.idleAfter else { return false }
        return state.version == (saved?.version ?? .zero)
    }
}
