import WAL

extension EngineLoop {
    /// Runs the request's turn: now, if the show lives on this loop, else on its own one.
    ///
    /// `sink` hears of the answer on this loop, after all it rests on is durable; that may be
    /// before this returns.
    package func submit(
        _ request: consuming ShowRequest,
        to entry: ShowEntry,
        sink: any AnswerSink,
        token: UInt64
    ) {
        let address = ReturnAddress(origin: ordinal, sink: sink, token: token)
        if entry.home == ordinal {
            perform(request, on: entry, for: address)
        } else {
            send(.request(request, entry, address), to: entry.home)
        }
    }

    func perform(
        _ request: consuming ShowRequest,
        on entry: ShowEntry,
        for address: ReturnAddress
    ) {
        if let show = shows.active[entry.id] {
            answer(request, by: show, for: address)
            return
        }
        let request = request
        wake(entry) { [self] show in
            guard let show else {
                let busy = Unavailability.unavailable(
                    retryAfterMilliseconds: EngineLimits.changeRetry
                )
                deliver(.unavailable(busy), to: address)
                return
            }
            answer(request, by: show, for: address)
        }
    }

    private func answer(_ request: ShowRequest, by show: Show, for address: ReturnAddress) {
        let time = time()
        let (reply, position) = show.assumeIsolated { show in
            (show.take(request, at: time, on: self), show.position)
        }
        counters.turns += 1
        if case .refused = reply { counters.refusals += 1 }
        if commits.isEmpty, position <= node.journal.durable {
            deliver(reply, to: address)
        } else {
            keep(.answer(reply, address), after: position)
        }
    }

    func deliver(_ reply: consuming Reply, to address: ReturnAddress) {
        if address.origin == ordinal {
            address.sink.deliver(reply, token: address.token)
        } else {
            send(.answer(reply, address), to: address.origin)
        }
    }

    /// Why `command` is not to be decided now, nil if nothing is in its way.
    ///
    /// With a nearly full disk only what gives seats back or completes a sale goes on.
    func obstacle(to command: borrowing Command) -> Unavailability? {
        if node.isDraining {
            return .unavailable(retryAfterMilliseconds: EngineLimits.drainRetry)
        }
        guard node.journal.room == .low else { return nil }
        switch command {
        case .book, .release, .unblock, .close, .cancel, .forget: return nil
        // What is paid for goes on; nothing new is begun.
        case .order(let order):
            guard case .make = order else { return nil }
            return .readOnly(retryAfterMilliseconds: EngineLimits.readOnlyRetry)
        case .hold, .extend, .swap, .block, .open, .configure:
            return .readOnly(retryAfterMilliseconds: EngineLimits.readOnlyRetry)
        }
    }

    func send(_ letter: consuming Letter, to loop: Int) {
        post.put(letter, for: loop)
        planTick()
    }

    /// Takes in what another loop sent.
    func open(_ letters: [Letter]) {
        for letter in letters {
            switch letter {
            case .request(let request, let entry, let address):
                perform(request, on: entry, for: address)
            case .answer(let reply, let address):
                address.sink.deliver(reply, token: address.token)
            case .subscribe(let entry, let loop): subscribe(entry, from: loop)
            case .unsubscribe(let entry, let loop): unsubscribe(entry, from: loop)
            case .live(let news): tell(news)
            }
        }
    }
}
