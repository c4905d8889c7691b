extension Show {
    /// Whether the show could take the new layout now; if so it takes no commands until it has, or
    /// is thawed.
    func freeze(
        terms: ShowTerms,
        remap: [UInt16?],
        at time: TurnTime,
        on loop: EngineLoop
    ) -> Bool {
        settle(at: time, on: loop)
        guard state.terms != nil else {
            isFrozen = true
            return true
        }
        let command = Command.configure(Configuration(terms: terms, remap: remap))
        let context = TurnContext(time: time, caller: .system)
        guard (try? state.decide(command, in: context, plan: entry.plan)) != nil else {
            return false
        }
        isFrozen = true
        return true
    }

    /// Moves the show's seats to their places in the new layout, and shows everybody the new map.
    ///
    /// The catalogue asked by `freeze` first, and what could refuse has not happened since.
    func relayout(
        _ entry: ShowEntry,
        terms: ShowTerms,
        remap: [UInt16?],
        at time: TurnTime,
        on loop: EngineLoop
    ) {
        isFrozen = false
        guard let held = state.terms else { return begin(entry, terms: terms, at: time, on: loop) }
        guard held.layout != entry.layout else {
            adopt(entry, terms: terms)
            return showAnew(at: time, on: loop)
        }
        self.terms = terms
        do throws(Refusal) {
            if var event = try newTerms(at: time, remap: remap) { commitQuietly(&event, on: loop) }
        } catch {
            preconditionFailure("a frozen show refused the layout it had agreed to: \(error)")
        }
        adopt(entry, terms: terms)
        loop.keep(.vitals(entry.vitals, free: state.counts.free), after: position)
        showAnew(at: time, on: loop)
    }

    /// The first event of a show that nothing has happened to but another layout. Without it both
    /// maps would have version 0, and who has the old one would be told that it is still good.
    private func begin(
        _ entry: ShowEntry,
        terms: ShowTerms,
        at time: TurnTime,
        on loop: EngineLoop
    ) {
        adopt(entry, terms: terms)
        // Refused are terms that no command could do anything with either.
        if var event = try? newTerms(at: time) { commitQuietly(&event, on: loop) }
        showAnew(at: time, on: loop)
    }

    /// Gives all viewers the whole map, for seats may have moved.
    private func showAnew(at time: TurnTime, on loop: EngineLoop) {
        guard !listeners.isEmpty else { return }
        let news = LiveNews.snapshot(seatMap(), phase: phase(at: time.wall))
        loop.keep(.live(news, loops: listeners), after: position)
    }

    /// The same after a crash that came between the catalogue's record and the show's: `plan` is
    /// that of the layout the show still has.
    func catchUp(
        from plan: SeatPlan,
        _ entry: ShowEntry,
        terms: ShowTerms,
        remap: [UInt16?],
        at time: TurnTime,
        on loop: EngineLoop
    ) {
        guard let held = state.terms else { return begin(entry, terms: terms, at: time, on: loop) }
        guard held.layout != entry.layout else { return }
        let old = ShowEntry(
            id: entry.id,
            shard: entry.shard,
            home: entry.home,
            plan: plan,
            layout: held.layout,
            revision: held.revision,
            vitals: entry.vitals
        )
        adopt(old, terms: terms)
        relayout(entry, terms: terms, remap: remap, at: time, on: loop)
    }
}
