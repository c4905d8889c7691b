extension EngineLoop {
    /// Takes over what recovery found of this loop's shows, and begins the periodic work.
    func begin(_ recovered: NodeRecovery, with loops: [EngineLoop]) {
        post.connect(loops)
        progress = recovered.progress
        for (id, saved) in recovered.asleep where isHome(of: id) {
            shows.asleep[id] = saved
            directory.entries[id]?.vitals.update(free: saved.free)
        }
        for (id, show) in recovered.awake where isHome(of: id) {
            activate(id, as: show)
            directory.entries[id]?.vitals.update(free: show.state.counts.free)
        }
        for (id, pending) in recovered.unfollowed where isHome(of: id) {
            follow(id, pending)
        }
        repeatSweep()
        repeatGivingUp()
    }

    private func isHome(of id: ShowID) -> Bool { directory.entries[id]?.home == ordinal }

    /// Ends a change of layout that a crash cut off after the catalogue's record.
    private func follow(_ id: ShowID, _ pending: NodeRecovery.PendingLayout) {
        guard let entry = directory.entries[id], let show = directory.catalog.show(id) else {
            return
        }
        wake(entry) { [self] actor in
            let time = time()
            actor?.assumeIsolated {
                $0.catchUp(
                    from: pending.from, entry, terms: show.terms, remap: pending.remap,
                    at: time, on: self)
            }
        }
    }

    private func repeatSweep() {
        scheduler.schedule(afterMilliseconds: EngineLimits.sweepPeriod) { [weak self] in
            self?.sweep()
            self?.repeatSweep()
        }
    }

    private func repeatGivingUp() {
        scheduler.schedule(afterMilliseconds: EngineLimits.idlePeriod) { [weak self] in
            self?.giveUpIdle()
            self?.repeatGivingUp()
        }
    }

    func snapshotCounters() async -> LoopCounters {
        await onLoop { loop, done in
            var counters = loop.counters
            counters.activeShows = loop.shows.active.count
            counters.waiting = loop.commits.count
            done(counters)
        }
    }
}
