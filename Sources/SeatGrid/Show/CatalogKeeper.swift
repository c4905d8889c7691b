import Synchronization
import WAL

/// Changes the catalogue: one change at a time, in the log before anybody sees it.
actor CatalogKeeper {
    private let node: EngineNode
    private let loops: [EngineLoop]
    private var book: CatalogBook
    private var directory: ShowDirectory
    private let box: DirectoryBox
    private var isBusy = false
    private var queue: [CheckedContinuation<Void, Never>] = []
    private var seq: UInt64

    init(
        node: EngineNode,
        loops: [EngineLoop],
        book: CatalogBook,
        directory: ShowDirectory,
        box: DirectoryBox,
        seq: UInt64
    ) {
        self.node = node
        self.loops = loops
        self.book = book
        self.directory = directory
        self.box = box
        self.seq = seq
    }

    func change(
        _ change: CatalogChange,
        mark: IdempotencyMark?
    ) async -> CatalogReply {
        await enter()
        defer { leave() }
        let wall = node.clock.turnTime().wall
        if let mark, let reply = recall(mark, at: wall) { return reply }
        if let stop = obstacle { return .unavailable(stop) }
        let entry = CatalogEntry(change: change, mark: mark, wall: wall)
        do throws(CatalogErrors) {
            let (next, effects) = try book.following(entry)
            return await carryOut(entry, next, effects)
        } catch {
            return .invalid(error.issues)
        }
    }

    /// The catalogue as it is at a position of the log, for a snapshot.
    struct Image: Sendable {
        let book: CatalogBook
        let directory: ShowDirectory
        let position: LSN
        let seq: UInt64
        let moment: Moment
    }

    /// No change is under way then, so the book holds all there is up to the end of the log.
    func image() async -> Image {
        await enter()
        defer { leave() }
        return Image(
            book: book,
            directory: directory,
            position: node.journal.end,
            seq: seq,
            moment: node.clock.now
        )
    }

    private func recall(_ mark: IdempotencyMark, at wall: WallTime) -> CatalogReply? {
        switch book.answer(to: mark, at: wall) {
        case .unknown: nil
        case .answer(let answer): .done(answer, replayed: true)
        case .reused: .keyReused
        }
    }

    private var obstacle: Unavailability? {
        if node.isDraining {
            return .unavailable(retryAfterMilliseconds: EngineLimits.drainRetry)
        }
        guard node.journal.room == .low else { return nil }
        return .readOnly(retryAfterMilliseconds: EngineLimits.readOnlyRetry)
    }

    private func carryOut(
        _ entry: CatalogEntry,
        _ next: CatalogBook,
        _ effects: CatalogEffects
    ) async -> CatalogReply {
        let payload = entry.encoded()
        guard payload.count <= node.maxPayload else { return .tooLarge(limit: node.maxPayload) }
        let news = directory.following(next.catalog, effects, loops: loops.count)
        let refusing = await freeze(effects, under: news)
        guard refusing.isEmpty else {
            await thaw(effects)
            // What stands in the way is told only once it can't be undone.
            await loops[0].durable(node.journal.end)
            return .conflict(shows: refusing)
        }
        await loops[0].durable(append(payload, at: entry.wall))
        book = next
        directory = news
        box.replace(with: news)
        for loop in loops { await loop.adopt(news, effects) }
        let answer = CatalogAnswer(entry.change, revision: effects.revision)
        return .done(answer, replayed: false)
    }

    private func append(_ payload: [UInt8], at wall: WallTime) -> LSN {
        seq += 1
        let header = RecordHeader(
            type: .catalogChange,
            schema: 1,
            shard: ShardMap.catalogShard,
            epoch: node.epoch,
            seq: seq,
            time: wall.rawValue
        )
        return unsafe payload.withUnsafeBytes { bytes in
            unsafe node.journal.append(header, payload: bytes)
        }
    }

    /// Stops the turns of shows that get other seats, until the change is decided; gives those that
    /// can't take it.
    private func freeze(
        _ effects: CatalogEffects,
        under news: ShowDirectory
    ) async -> [ShowID] {
        var refusing: [ShowID] = []
        for effect in effects.shows {
            guard case .layout(_, let remap) = effect.kind else { continue }
            let id = effect.show.id
            guard let home = directory.entries[id]?.home else { continue }
            let terms = effect.show.terms
            if await !loops[home].freeze(id, terms: terms, remap: remap) { refusing.append(id) }
        }
        return refusing
    }

    private func thaw(_ effects: CatalogEffects) async {
        for effect in effects.shows {
            guard case .layout = effect.kind else { continue }
            guard let home = directory.entries[effect.show.id]?.home else { continue }
            await loops[home].thaw(effect.show.id)
        }
    }

    private func enter() async {
        guard isBusy else {
            isBusy = true
            return
        }
        await withCheckedContinuation { queue.append($0) }
    }

    private func leave() {
        if queue.isEmpty { isBusy = false } else { queue.removeFirst().resume() }
    }
}
