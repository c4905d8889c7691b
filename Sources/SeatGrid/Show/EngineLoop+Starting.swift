extension EngineLoop {
    /// Takes over what recovery found of this loop's shows, and begins the periodic work.
    func begin(_ recovered: NodeRecovery, with loops: [EngineLoop]) {
        post.connect(loops)
        progress = recovered.progress
        for (id, saved) in recovered.asleep where isHome(of: id) {
            guard let entry = directory.entries[id] else { continue }
            shows.asleep[id] = saved
            shows.known[entry.shard, default: []].insert(id)
            entry.vitals.update(free: saved.free)
        }
        shows.unfollowed = recovered.unfollowed.filter { isHome(of: $0.key) }
        let unfollowed = shows.unfollowed.keys
        let open = shows.asleep.filter(\.value.isOpen).keys
        for (place, id) in recovered.awake.ids.enumerated() where isHome(of: id) {
            let show = recovered.awake[place]
            directory.entries[id]?.vitals.update(free: show.state.counts.free)
            activate(id, as: show)
        }
        // What is being paid for has to go on by itself.
        for id in Array(unfollowed) + open {
            guard let entry = directory.entries[id] else { continue }
            // Should it not be readable now, then it follows when somebody asks for it.
            wake(entry) { _ in }
        }
        repeatSweep()
        repeatGivingUp()
    }

    private func isHome(of id: ShowID) -> Bool { directory.entries[id]?.home == ordinal }

    /// Ends a change of layout that a crash cut off after the catalogue's record, before anybody
    /// sees the show.
    func follow(_ show: Show, _ entry: ShowEntry, _ terms: ShowTerms, at time: TurnTime) {
        guard let pending = shows.unfollowed.removeValue(forKey: entry.id) else { return }
        show.assumeIsolated {
            $0.catchUp(
                from: pending.from,
                entry,
                terms: terms,
                remap: pending.remap,
                at: time,
                on: self
            )
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
