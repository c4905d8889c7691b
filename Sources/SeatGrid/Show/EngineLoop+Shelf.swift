import WAL

extension EngineLoop {
    /// Gives `use` the show: at once if it is in memory or was never touched, else after it was
    /// read from its snapshot; nil if that can't be.
    func wake(_ entry: ShowEntry, _ use: @escaping ShowShelf.Arrival) {
        if let show = shows.active[entry.id] { return use(show) }
        guard let saved = shows.asleep[entry.id] else {
            return use(activate(entry.id, as: RecoveredShow()))
        }
        let isFirst = shows.arriving[entry.id] == nil
        guard shows.arriving[entry.id, default: []].count < EngineLimits.arrivals else {
            return use(nil)
        }
        shows.arriving[entry.id, default: []].append(use)
        if isFirst { fetch(entry.id, saved) }
    }

    private func fetch(_ id: ShowID, _ saved: SavedShow) {
        node.workers.run { [self] in
            let state = Result { try node.snapshots.state(of: saved) }
            scheduler.execute { [self] in arrive(id, state, saved) }
        }
    }

    private func arrive(_ id: ShowID, _ state: Result<ShowState, any Error>, _ saved: SavedShow) {
        let waiting = shows.arriving.removeValue(forKey: id) ?? []
        switch state {
        case .success(let state):
            let recovered = RecoveredShow(state: state, position: .zero, saved: saved)
            let show = activate(id, as: recovered)
            for use in waiting { use(show) }
        case .failure:
            counters.failedActivations += 1
            for use in waiting { use(nil) }
        }
    }

    @discardableResult
    func activate(_ id: ShowID, as recovered: RecoveredShow) -> Show? {
        guard let entry = directory.entries[id], let terms = directory.catalog.terms(of: id)
        else { return nil }
        let show = Show(
            entry: entry,
            terms: terms,
            recovered: recovered,
            executor: scheduler.executor
        )
        shows.active[id] = show
        shows.asleep[id] = nil
        shows.known[entry.shard, default: []].insert(id)
        counters.activations += 1
        let time = time()
        follow(show, entry, terms, at: time)
        let isFrozen = shows.frozen.contains(id)
        show.assumeIsolated {
            $0.isFrozen = isFrozen
            $0.watchIfNeeded(at: time, on: self)
        }
        return show
    }

    /// Looks for what has run out, so that screens show it soon although nobody asks.
    func sweep() {
        let time = time()
        shows.watched.removeAll { show in
            show.assumeIsolated { !$0.sweep(at: time, on: self) }
        }
    }

    /// Gives up shows that nobody has used for a while and that the newest snapshot has whole.
    func giveUpIdle() {
        if shows.idleQueue.isEmpty { shows.idleQueue = Array(shows.active.keys) }
        let now = time().now
        for _ in 0..<min(EngineLimits.idleBatch, shows.idleQueue.count) {
            let id = shows.idleQueue.removeLast()
            guard let show = shows.active[id] else { continue }
            let (isIdle, saved) = show.assumeIsolated { ($0.isIdle(at: now), $0.saved) }
            guard isIdle else { continue }
            shows.active[id] = nil
            shows.asleep[id] = saved
        }
    }
}
