import WAL

extension EngineLoop {
    /// Makes `hub` this loop's hub of viewers. On this loop, before anything is subscribed to.
    package func attach(_ hub: any LiveSink) { self.hub = hub }

    /// `attach` from any thread; returns when it is done.
    package func attachFromAnywhere(_ hub: any LiveSink & Sendable) async {
        await onLoop { loop, done in
            loop.attach(hub)
            done(())
        }
    }

    /// From now on this loop's hub hears of the show: a snapshot first, then every change. On this
    /// loop; once a show, for how many viewers is the hub's business.
    package func subscribe(_ show: ShowEntry) {
        if show.home == ordinal {
            subscribe(show, from: ordinal)
        } else {
            send(.subscribe(show, loop: ordinal), to: show.home)
        }
    }

    /// Ends `subscribe`. News that is on its way already may still come.
    package func unsubscribe(_ show: ShowEntry) {
        if show.home == ordinal {
            unsubscribe(show, from: ordinal)
        } else {
            send(.unsubscribe(show, loop: ordinal), to: show.home)
        }
    }

    func subscribe(_ entry: ShowEntry, from loop: Int) {
        wake(entry) { [self] show in
            guard let show else {
                tellGone(entry.id, loop)
                return
            }
            let time = time()
            show.assumeIsolated { $0.subscribe(loop, at: time, on: self) }
        }
    }

    func unsubscribe(_ entry: ShowEntry, from loop: Int) {
        shows.active[entry.id]?.assumeIsolated { $0.unsubscribe(loop) }
    }

    /// Not before this tick's end: who subscribes is heard of as a viewer only after that call.
    private func tellGone(_ show: ShowID, _ loop: Int) {
        var only = LoopSet()
        only.insert(loop)
        keep(.live(.gone(show), loops: only), after: .zero)
    }

    func tell(_ news: LiveNews) {
        switch news {
        case .snapshot(let map, let phase): hub?.snapshot(map, phase: phase)
        case .changed(let change):
            hub?.changed(
                change.show,
                first: change.version,
                last: change.version,
                changes: change.changes,
                phase: change.phase
            )
        case .gone(let show): hub?.gone(show)
        }
    }
}
