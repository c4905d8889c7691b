extension Show {
    /// Asks the loop to look after what runs out here; again each time there is something new.
    func watchIfNeeded(at time: TurnTime, on loop: EngineLoop) {
        if state.hasCheckoutWork(at: time.now) { loop.paying.insert(entry.id) }
        guard !isWatched else { return }
        guard needsWatching(at: time) else { return }
        isWatched = true
        loop.shows.watched.append(self)
    }

    /// Logs what has run out; false when nothing is left that could.
    func sweep(at time: TurnTime, on loop: EngineLoop) -> Bool {
        settle(at: time, on: loop)
        tellPhase(at: time, on: loop)
        isWatched = needsWatching(at: time)
        return isWatched
    }

    /// Whether time alone may change what somebody sees.
    private func needsWatching(at time: TurnTime) -> Bool {
        !listeners.isEmpty || state.nextDeadline(at: time) < .distantFuture
    }

    /// Tells viewers that the sale has begun or ended by the clock, or by the catalogue.
    private func tellPhase(at time: TurnTime, on loop: EngineLoop) {
        guard !listeners.isEmpty else { return }
        let phase = phase(at: time.wall)
        guard phase != toldPhase else { return }
        toldPhase = phase
        let change = LiveChange(
            show: entry.id,
            version: state.version,
            changes: [],
            phase: phase
        )
        loop.keep(.live(.changed(change), loops: listeners), after: position)
    }

    /// Whether memory can do without the show: unused for a while, nothing runs out here, nobody
    /// looks on, and its newest state is in a snapshot (or it was never touched).
    func isIdle(at now: Moment) -> Bool {
        guard listeners.isEmpty, !isWatched, !isFrozen, !state.hasCheckoutWork(at: now) else {
            return false
        }
        guard lastUse.milliseconds(until: now) >= EngineLimits.idleAfter else { return false }
        return state.version == (saved?.version ?? .zero)
    }
}
