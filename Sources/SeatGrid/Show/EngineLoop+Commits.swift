import Synchronization
import WAL

extension EngineLoop {
    /// Puts an event of one of this loop's shows into the log and gives its position.
    ///
    /// By reference only because a copy would cost more than the rest: `event` is not changed.
    func append(_ event: inout Event, of entry: ShowEntry) -> LSN {
        let shard = Int(entry.shard)
        progress[shard].seq += 1
        let header = RecordHeader(
            type: .showEvent,
            schema: EventCodec.schema(of: event),
            shard: entry.shard,
            epoch: node.epoch,
            seq: progress[shard].seq,
            time: event.time.wall.rawValue
        )
        let size = EventCodec.encodedSize(&event, show: entry.id)
        let position = unsafe node.journal.append(header, payloadBytes: size) { buffer in
            unsafe EventCodec.encode(&event, show: entry.id, into: buffer)
        }
        progress[shard].isTouched = true
        counters.events += 1
        return position
    }

    /// Does `action` once `position` and all that was kept before are durable.
    func keep(_ action: consuming CommitQueue.Action, after position: LSN) {
        if commits.isEmpty { hasWaiters.store(true, ordering: .sequentiallyConsistent) }
        commits.append(action, after: position)
        planTick()
    }

    /// Does all that the log allows now, in order. Called on the loop after each durable batch.
    func drainCommits() {
        guard !commits.isEmpty else { return }
        let durable = node.journal.durable
        while let action = commits.next(durable: durable) { perform(action) }
        if commits.isEmpty { hasWaiters.store(false, ordering: .sequentiallyConsistent) }
    }

    private func perform(_ action: consuming CommitQueue.Action) {
        switch consume action {
        case .answer(let reply, let address): deliver(reply, to: address)
        case .vitals(let vitals, let free): vitals.update(free: free)
        case .live(let news, let loops):
            loops.forEach { loop in
                if loop == ordinal { tell(news) } else { send(.live(news), to: loop) }
            }
        case .resume(let waiter): waiter.resume()
        }
    }
}
