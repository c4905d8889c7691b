import WAL

extension EngineLoop {
    /// Returns when `position` is durable. From anywhere.
    func durable(_ position: LSN) async {
        await onLoop { loop, done in
            loop.keep(.resume(Waiter { done(()) }), after: position)
        }
    }

    /// Swaps in another directory, and lets the shows of this loop that it changes take it over.
    func adopt(_ directory: ShowDirectory, _ effects: CatalogEffects) async {
        await onLoop { loop, done in
            loop.directory = directory
            loop.adopt(effects.shows[...], then: Waiter { done(()) })
        }
    }

    /// A slice a job: a change of many shows is not to keep everybody else waiting.
    private func adopt(_ effects: ArraySlice<ShowEffect>, then finish: Waiter) {
        for effect in effects.prefix(EngineLimits.adoptionBatch) { adopt(effect) }
        let rest = effects.dropFirst(EngineLimits.adoptionBatch)
        if rest.isEmpty { return finish.resume() }
        scheduler.execute { [self] in adopt(rest, then: finish) }
    }

    private func adopt(_ effect: ShowEffect) {
        let id = effect.show.id
        shows.frozen.remove(id)
        guard let entry = directory.entries[id], entry.home == ordinal else { return }
        // A show of another layout has an event to tell so, even if it is its first.
        if case .layout = effect.kind, !shows.isTouched(id) { activate(id, as: RecoveredShow()) }
        guard let show = shows.active[id] else { return }
        let terms = effect.show.terms
        let time = time()
        show.assumeIsolated { show in
            if case .layout(_, let remap) = effect.kind {
                show.relayout(entry, terms: terms, remap: remap, at: time, on: self)
            } else {
                show.adopt(entry, terms: terms)
            }
        }
    }

    /// Stops the show's turns if it could take another layout now; false if it could not.
    func freeze(_ id: ShowID, terms: ShowTerms, remap: [UInt16?]) async -> Bool {
        await onLoop { loop, done in
            guard let entry = loop.directory.entries[id] else { return done(true) }
            guard loop.shows.isTouched(id) else {
                // Nothing can be in the way of these, so they are not brought into memory to be
                // asked; who asks for one meanwhile finds it frozen.
                loop.shows.frozen.insert(id)
                return done(true)
            }
            loop.wake(entry) { show in
                guard let show else { return done(false) }
                let time = loop.time()
                done(
                    show.assumeIsolated {
                        $0.freeze(terms: terms, remap: remap, at: time, on: loop)
                    }
                )
            }
        }
    }

    /// Lets the show go on as it was.
    func thaw(_ id: ShowID) async {
        await onLoop { loop, done in
            loop.shows.frozen.remove(id)
            loop.shows.active[id]?.assumeIsolated { $0.isFrozen = false }
            done(())
        }
    }

    /// Runs `body` on this loop and returns what it hands to its second argument, exactly once.
    func onLoop<Value: Sendable>(
        _ body: @escaping @Sendable (EngineLoop, @escaping @Sendable (Value) -> Void) -> Void
    ) async -> Value {
        await withCheckedContinuation { continuation in
            scheduler.execute { [self] in body(self) { continuation.resume(returning: $0) } }
        }
    }
}
