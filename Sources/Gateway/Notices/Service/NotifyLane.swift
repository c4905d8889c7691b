import Logging
import SeatGrid
import Synchronization

/// One channel's work: several senders that take notices from the same desk. An extra type only
/// because they share the breakers.
final class NotifyLane: Sendable {
    let channel: NoticeChannel
    private let desk: SpoolDesk
    private let rules: RetryRules
    private let metrics: NotifyMetrics
    private let logger: Logger
    private let surroundings: NotifySurroundings
    private let poll: Int64
    private let makeBreaker: @Sendable () -> CircuitBreaker
    private let breakers = Mutex<[String: CircuitBreaker]>([:])
    private let taken = Mutex<[SpoolWorker.Claim]>([])
    private let busy = Mutex(0)

    init(
        _ channel: NoticeChannel,
        _ desk: SpoolDesk,
        _ configuration: NotifyConfiguration,
        _ metrics: NotifyMetrics,
        _ logger: Logger,
        _ surroundings: NotifySurroundings
    ) {
        self.channel = channel
        self.desk = desk
        self.metrics = metrics
        self.logger = logger
        self.surroundings = surroundings
        rules = configuration.retries[channel] ?? .messages
        poll = configuration.poll
        let (first, longest) = (configuration.firstPause, configuration.longestPause)
        makeBreaker = { CircuitBreaker(firstPause: first, longestPause: longest) }
    }

    /// Whether nobody is sending and nothing is taken.
    var isQuiet: Bool { busy.withLock { $0 == 0 } && taken.withLock { $0.isEmpty } }

    /// Sends until cancelled. Several run at once, each with a sender of its own.
    func run(_ sender: some NoticeSender) async {
        var hasRested = true
        while !Task.isCancelled {
            // The webhooks' providers are known only once a notice is in hand.
            if channel != .webhook, let until = pause(channel.rawValue) {
                await sleep(min(until.rawValue - surroundings.now().rawValue, poll))
                continue
            }
            guard let claim = await next() else {
                if !hasRested {
                    await sender.rest()
                    hasRested = true
                }
                await sleep(poll)
                continue
            }
            hasRested = false
            busy.withLock { $0 += 1 }
            if let fate = await fate(of: claim, sender) {
                await finish(claim, fate)
            } else {
                taken.withLock { $0.append(claim) }
            }
            busy.withLock { $0 -= 1 }
        }
        await sender.rest()
    }

    /// Drops what it has taken for people who were erased: it may have to wait long for a provider
    /// that is down.
    func letGo(of people: Set<Bits128>) async {
        guard !people.isEmpty else { return }
        let isGone: (SpoolWorker.Claim) -> Bool = { claim in
            claim.file.notice.person.map(people.contains) ?? false
        }
        let gone = taken.withLock { taken in
            defer { taken.removeAll(where: isGone) }
            return taken.filter(isGone)
        }
        for claim in gone { await finish(claim, .done(.dropped)) }
    }

    private func pause(_ provider: String) -> WallTime? {
        let now = surroundings.now()
        return breakers.withLock { $0[provider]?.pause(at: now) }
    }

    /// One that was taken; takes more if none is left.
    private func next() async -> SpoolWorker.Claim? {
        if let claim = taken.withLock({ $0.popLast() }) { return claim }
        do {
            let more = try await desk.claim(channel, NoticeLimits.claims)
            return taken.withLock { taken in
                taken.insert(contentsOf: more.reversed(), at: 0)
                return taken.popLast()
            }
        } catch {
            logger.error(
                "nothing can be taken out of the spool",
                metadata: ["channel": "\(channel.rawValue)", "reason": "\(error)"]
            )
            return nil
        }
    }

    /// nil if its provider must not be asked now, and it may as well wait in memory.
    private func fate(
        of claim: SpoolWorker.Claim,
        _ sender: some NoticeSender
    ) async -> NoticeFate? {
        let notice = claim.file.notice
        let began = surroundings.now()
        if let fate = RetryRules.fate(of: notice, before: began) { return fate }
        let provider = sender.provider(of: notice)
        let permission = breakers.withLock { breakers in
            breakers[provider, default: makeBreaker()].permission(at: began)
        }
        if case .wait(let until) = permission {
            guard channel == .webhook else { return nil }
            // Another endpoint's may be behind it. Spread over the next second, so that they don't
            // all come at the same instant.
            return .retry(at: until.advanced(by: Int64(surroundings.chance() * 1_000)), nil)
        }
        let outcome = await sender.send(notice).masked(recipient: notice.recipient)
        let now = surroundings.now()
        breakers.withLock { breakers in
            let wasOpen = breakers[provider]?.isOpen == true
            breakers[provider, default: makeBreaker()]
                .record(outcome, at: now, chance: surroundings.chance())
            if !wasOpen, breakers[provider]?.isOpen == true { metrics.countPause(channel) }
        }
        return rules.fate(
            of: claim.file,
            after: outcome,
            at: now,
            chance: surroundings.chance()
        )
    }

    private func finish(_ claim: SpoolWorker.Claim, _ fate: NoticeFate) async {
        metrics.count(fate, channel)
        log(claim, fate)
        do {
            try await desk.finish(claim.name, fate)
        } catch {
            // It is told again with the next, or by the service's round.
            logger.error("the spool's disk", metadata: ["reason": "\(error)"])
        }
    }

    /// Names, kinds and reasons only.
    private func log(_ claim: SpoolWorker.Claim, _ fate: NoticeFate) {
        let what: Logger.Metadata = [
            "notice": "\(claim.name)", "kind": "\(claim.file.notice.kind.rawValue)",
        ]
        switch fate {
        case .done(.sent): logger.info("sent", metadata: what)
        case .done(let reason):
            logger.notice("dropped", metadata: what.merging(["reason": "\(reason)"]) { a, _ in a })
        case .retry(let due, let attempt):
            guard let attempt else { return }
            let more: Logger.Metadata = [
                "due": "\(due.rfc3339)", "reason": "\(attempt.transcript)",
            ]
            logger.info("to be tried again", metadata: what.merging(more) { a, _ in a })
        case .dead(let attempt):
            let more: Logger.Metadata = ["reason": "\(attempt.transcript)"]
            logger.warning("given up", metadata: what.merging(more) { a, _ in a })
        }
    }

    private func sleep(_ milliseconds: Int64) async {
        try? await Task.sleep(for: .milliseconds(max(1, milliseconds)))
    }
}

extension SendOutcome {
    /// The same without what the peer said of a person.
    func masked(recipient: String) -> SendOutcome {
        switch self {
        case .sent: .sent
        case .deferred(let text, let retryAfter, let blame):
            .deferred(
                Masking.masked(text, recipient: recipient),
                retryAfter: retryAfter,
                blame: blame
            )
        case .refused(let text): .refused(Masking.masked(text, recipient: recipient))
        case .gone(let text): .gone(Masking.masked(text, recipient: recipient))
        }
    }
}
