import WAL

/// One show: an actor pinned to its loop, which owns the show's seats and decides everything about
/// them in one synchronous turn.
///
/// A turn is: log what time has made due, then decide, append, apply, with no `await` in between.
/// What it rests on is the newest record of this show; nobody hears of the answer before that
/// record is durable.
package actor Show {
    private nonisolated let executor: any SerialExecutor
    /// The executor of the loop on which the show lives.
    @unsafe package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private var cell: ShowCell
    /// The seats. Read and changed in place: a copy of the value would retain each of its arrays.
    private(set) var state: ShowState {
        _read { yield cell.state }
        _modify { yield &cell.state }
    }
    private(set) var entry: ShowEntry
    var terms: ShowTerms
    /// The position of this show's newest record.
    private(set) var position: LSN
    var listeners = LoopSet()
    var map: SeatMap?
    var isFrozen = false
    var isWatched = false
    /// Where the sale stands by what viewers were told last.
    var toldPhase = ShowPhase.scheduled
    var lastUse = Moment.start
    /// What the newest snapshot holds of it.
    var saved: SavedShow?

    // Inlined into its caller it makes the optimizer of Swift 6.3.1 fail on the cell.
    @inline(never)
    init(
        entry: ShowEntry,
        terms: ShowTerms,
        recovered: RecoveredShow,
        executor: any SerialExecutor
    ) {
        self.entry = entry
        self.terms = terms
        self.executor = executor
        cell = ShowCell(state: recovered.state)
        position = recovered.position
        saved = recovered.saved
    }

    /// Answers `request` at `time`. The answer holds once `position` is durable.
    func take(_ request: borrowing ShowRequest, at time: TurnTime, on loop: EngineLoop) -> Reply {
        lastUse = time.now
        settle(at: time, on: loop)
        switch request.kind {
        case .read(let query):
            return read(query, at: time)
        case .command(let command, let plan):
            guard plan === entry.plan, !isFrozen else {
                return .unavailable(
                    .unavailable(retryAfterMilliseconds: EngineLimits.changeRetry)
                )
            }
            if let mark = request.mark, let reply = recall(mark, at: time) { return reply }
            if let stop = loop.obstacle(to: command) { return .unavailable(stop) }
            let context = TurnContext(time: time, mark: request.mark, caller: request.caller)
            return turn(command, in: context, on: loop)
        }
    }

    /// Logs what time alone has ended, so that neither a decision nor a read rests on an expiry
    /// that a crash could undo.
    func settle(at time: TurnTime, on loop: EngineLoop) {
        while state.isDue(at: time), var event = state.due(at: time) { commit(&event, on: loop) }
    }

    /// From the next turn on the show is what `entry` says of it.
    func adopt(_ entry: ShowEntry, terms: ShowTerms) {
        self.entry = entry
        self.terms = terms
        map = nil
    }

    func recall(_ mark: IdempotencyMark, at time: TurnTime) -> Reply? {
        switch state.recall(mark, at: time.now) {
        case .unknown: nil
        case .answer(let outcome): .outcome(outcome, replayed: true, plan: entry.plan)
        case .reused: .refused(.keyReused, plan: entry.plan)
        }
    }

    private func turn(
        _ command: borrowing Command,
        in context: borrowing TurnContext,
        on loop: EngineLoop
    ) -> Reply {
        do throws(Refusal) {
            guard cell.revision == terms.revision else {
                return try turnUnderNewTerms(command, in: context, on: loop)
            }
            var event = Event.blank
            switch try state.decide(command, in: context, plan: entry.plan, into: &event) {
            case .already(let outcome):
                return .outcome(outcome, replayed: false, plan: entry.plan)
            case .event:
                commit(&event, on: loop)
                return .outcome(state.outcome(of: &event), replayed: false, plan: entry.plan)
            }
        } catch {
            return .refused(error, plan: entry.plan)
        }
    }

    /// The first turn after the catalogue changed: the new terms come into force together with the
    /// first command that succeeds, for a refusal changes nothing.
    private func turnUnderNewTerms(
        _ command: borrowing Command,
        in context: borrowing TurnContext,
        on loop: EngineLoop
    ) throws(Refusal) -> Reply {
        guard var news = try newTerms(at: context.time) else {
            return carryOut(try state.decide(command, in: context, plan: entry.plan), on: loop)
        }
        var trial = state
        trial.apply(news)
        let decision = try trial.decide(command, in: context, plan: entry.plan)
        commit(&news, on: loop)
        return carryOut(decision, on: loop)
    }

    /// The event by which the catalogue's terms come into force; nil if they are already.
    func newTerms(at time: TurnTime, remap: [UInt16?]? = nil) throws(Refusal) -> Event? {
        let command = Command.configure(Configuration(terms: terms, remap: remap))
        let context = TurnContext(time: time, caller: .system)
        switch try state.decide(command, in: context, plan: entry.plan) {
        case .event(let event): return event
        case .already: return nil
        }
    }

    private func carryOut(_ decision: consuming Decision, on loop: EngineLoop) -> Reply {
        switch decision {
        case .already(let outcome):
            return .outcome(outcome, replayed: false, plan: entry.plan)
        case .event(var event):
            commit(&event, on: loop)
            return .outcome(state.outcome(of: &event), replayed: false, plan: entry.plan)
        }
    }

    /// By reference only because a copy would cost more than the rest: `event` is not changed.
    func commit(_ event: inout Event, on loop: EngineLoop) {
        position = loop.append(&event, of: entry)
        if listeners.isEmpty {
            state.apply(&event)
        } else {
            applyAndTell(event, on: loop)
        }
        finishCommit(of: event, on: loop)
    }

    /// Commits without telling viewers what changed: they are to get a whole map.
    func commitQuietly(_ event: inout Event, on loop: EngineLoop) {
        position = loop.append(&event, of: entry)
        state.apply(&event)
        finishCommit(of: event, on: loop)
    }

    private func finishCommit(of event: borrowing Event, on loop: EngineLoop) {
        map = nil
        loop.keep(.vitals(entry.vitals, free: state.counts.free), after: position)
        watchIfNeeded(at: event.time, on: loop)
    }

    private func applyAndTell(_ event: borrowing Event, on loop: EngineLoop) {
        var changes: [SeatChange] = []
        state.forEachChange(of: event) { changes.append($0) }
        state.apply(event)
        let after = phase(at: event.time.wall)
        let change = LiveChange(
            show: entry.id,
            version: event.version,
            changes: changes,
            phase: toldPhase == after ? nil : after
        )
        toldPhase = after
        loop.keep(.live(.changed(change), loops: listeners), after: position)
    }
}
