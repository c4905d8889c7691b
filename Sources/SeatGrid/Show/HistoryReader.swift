import Synchronization
package import WAL

/// Reads shows' pasts from the log. Blocks: for worker threads only.
///
/// Where the last pages of a show ended is remembered, so that reading a long log page by page
/// reads it once and not once a page.
final class HistoryReader: Sendable {
    private struct Shelf {
        var cursors: [ShowID: [ShowVersion: HistoryCursor]] = [:]
        var order: [ShowID] = []
    }

    private let journal: Journal
    private let shelf = Mutex(Shelf())

    init(_ journal: Journal) { self.journal = journal }

    /// Up to `limit` events after `after`, only those about `seat` if given.
    ///
    /// `current`: a version that the show has had, and durable, or zero if it need not be known.
    func page(
        of show: ShowEntry,
        after: ShowVersion,
        limit: Int,
        seat: SeatIndex?,
        current: ShowVersion
    ) throws(LogError) -> HistoryPage {
        let oldest = journal.oldest
        var cursor = HistoryCursor(from: oldest)
        if let known = remembered(show.id, after), known.position >= oldest { cursor = known }
        var events: [HistoryEvent] = []
        var hasMore = false
        var first: ShowVersion?
        try journal.read(from: cursor.position) { record in
            guard record.header.shard == show.shard, record.header.type == .showEvent else {
                return true
            }
            let schema = record.header.schema
            guard try unsafe EventCodec.show(of: record.payload, schema: schema) == show.id else {
                return true
            }
            let (_, event) = try unsafe EventCodec.decode(record.payload, schema: schema)
            first = first ?? event.version
            var next = cursor
            let entry = next.follow(event)
            if event.version > after, seat.map(entry.seats.contains) ?? true {
                guard events.count < limit else {
                    hasMore = true
                    return false
                }
                events.append(entry)
            }
            cursor = next
            cursor.position = record.lsn.next
            return true
        }
        let last = events.last?.event.version
        if seat == nil, let last { remember(cursor, show.id, last) }
        let isTrimmed = first.map { $0 > after.next } ?? (current > max(after, cursor.version))
        return HistoryPage(events: events, next: hasMore ? last : nil, isTrimmed: isTrimmed)
    }

    /// Whether the log has forgotten anything at all.
    var hasForgotten: Bool { journal.oldest > LSN.zero.next }

    private func remembered(_ show: ShowID, _ version: ShowVersion) -> HistoryCursor? {
        shelf.withLock { $0.cursors[show]?[version] }
    }

    private func remember(_ cursor: HistoryCursor, _ show: ShowID, _ version: ShowVersion) {
        shelf.withLock { shelf in
            if shelf.cursors[show] == nil {
                shelf.order.append(show)
                if shelf.order.count > EngineLimits.historyShows {
                    shelf.cursors[shelf.order.removeFirst()] = nil
                }
            }
            var cursors = shelf.cursors.removeValue(forKey: show) ?? [:]
            if cursors.count >= EngineLimits.historyCursors { cursors = [:] }
            cursors[version] = cursor
            shelf.cursors[show] = cursors
        }
    }
}

extension Engine {
    /// A page of the show's log; nil if there is no such show.
    ///
    /// - Throws: if the log can't be read any more.
    package func history(
        of show: ShowID,
        after: ShowVersion,
        limit: Int,
        seat: SeatIndex?
    ) async throws(LogError) -> HistoryPage? {
        guard let entry = entry(for: show) else { return nil }
        let histories = histories
        // A log that has nothing of the show's tells nothing of how far the show has come.
        let current = histories.hasForgotten ? await version(of: show) : .zero
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<HistoryPage, LogError>, Never>) in
            node.workers.run {
                continuation.resume(
                    returning: Result { () throws(LogError) in
                        try histories.page(
                            of: entry,
                            after: after,
                            limit: limit,
                            seat: seat,
                            current: current
                        )
                    }
                )
            }
        }
        return try result.get()
    }

    /// The show's version, zero if it can't be had now.
    private func version(of show: ShowID) async -> ShowVersion {
        let request = ShowRequest(kind: .read(.seats), mark: nil, caller: .system)
        guard case .seats(let map) = await ask(request, of: show) else { return .zero }
        return map.version
    }
}
