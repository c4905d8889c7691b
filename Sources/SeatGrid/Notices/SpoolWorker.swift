/// Takes notices out of a spool, and writes down what became of them.
///
/// Many may work on one spool, in one process or several; each has a slot with a lock. What it has
/// taken is in its slot's directory, so that whoever finds the lock free can take it back.
/// A class for its identity; confined to whoever holds it: no two calls at once. Calls block.
package final class SpoolWorker {
    let layout: SpoolLayout
    let disk: any SpoolDisk
    let slot: Int
    private let lock: any SpoolLock
    private var log: DoneLog
    private var memory: DoneMemory
    private let forgotten: ForgottenList
    private var queues: [NoticeChannel: SpoolQueue] = [:]
    /// Taken and not finished.
    private var claimed: Set<NoticeName> = []
    /// Whom those that were read are about.
    private var people: [NoticeName: Bits128] = [:]
    /// Of them, those whose files are yet to be read.
    private var unread: [NoticeChannel: [NoticeName]] = [:]

    /// A notice that this worker has taken.
    package struct Claim: Equatable, Sendable {
        package let file: NoticeFile
        /// Its name.
        package var name: NoticeName { file.notice.name }
    }

    /// Takes the first free slot and takes back what dead workers have left.
    ///
    /// - Throws: `.busy` if there are too many workers.
    package init(_ layout: SpoolLayout, _ disk: any SpoolDisk) throws(SpoolError) {
        for path in layout.directories { try disk.makeDirectory(path) }
        var taken: (slot: Int, lock: any SpoolLock)?
        for slot in 0..<NoticeLimits.workers where taken == nil {
            if let lock = try disk.lock(layout.slotLock(slot)) { taken = (slot, lock) }
        }
        guard let taken else {
            throw SpoolError(.busy, "\(NoticeLimits.workers) workers already at \(layout.root)")
        }
        self.layout = layout
        self.disk = disk
        forgotten = ForgottenList(layout, disk)
        (slot, lock) = taken
        do throws(SpoolError) {
            try disk.makeDirectory(layout.claimed(taken.slot))
            log = try DoneLog(layout, disk, slot: taken.slot)
            memory = DoneMemory(layout, disk)
            try memory.refresh()
        } catch {
            taken.lock.release()
            throw error
        }
        try takeBack(slot)
        try takeBackFromTheDead()
    }

    /// Takes up to `count` notices of a channel that are due, those to be tried again first, then
    /// in the order in which they came. None: nothing is due. Amortised O(1) a notice: a directory
    /// is listed once for all that is in it.
    ///
    /// What can't be read goes to the dead, and what is about somebody who was erased is dropped.
    /// Nothing is taken unless it is sure that its end can be written down.
    ///
    /// - Throws: `.full` if it isn't; then nothing may be sent until there is room.
    package func claim(
        _ channel: NoticeChannel,
        _ count: Int,
        now: WallTime
    ) throws(SpoolError) -> [Claim] {
        var claims: [Claim] = []
        do throws(SpoolError) {
            while claims.count < count {
                try log.reserve(claimed.count + count - claims.count)
                guard try take(channel, now) else { break }
                while let name = unread[channel]?.last {
                    if let claim = try open(name, now) { claims.append(claim) }
                    unread[channel]?.removeLast()
                }
            }
        } catch {
            // Those that were taken before are not to be lost by it.
            if claims.isEmpty { throw error }
        }
        return claims
    }

    /// Takes one more, so that it is to be read; false if nothing is due. What could not be read
    /// the last time comes first.
    private func take(_ channel: NoticeChannel, _ now: WallTime) throws(SpoolError) -> Bool {
        while unread[channel, default: []].isEmpty {
            guard
                let (directory, text) =
                    try queues[channel, default: SpoolQueue(layout, disk, channel)].next(now: now)
            else { return false }
            let found = directory + "/" + text
            guard let name = NoticeName(text) else {
                // No file of ours: out of the way, for somebody to look at.
                _ = try disk.move(found, into: layout.dead + "/" + Self.day(now), as: text)
                continue
            }
            // Another worker may have been quicker.
            guard try disk.rename(found, to: claimedPath(name)) else { continue }
            // Else the same notice once more, put twice by a feeder that crashed: one is enough.
            if claimed.insert(name).inserted { unread[channel, default: []].append(name) }
        }
        return true
    }

    private func claimedPath(_ name: NoticeName) -> String {
        layout.claimed(slot) + "/" + name.description
    }

    /// Reads what was taken; nil if there is nothing to send.
    private func open(_ name: NoticeName, _ now: WallTime) throws(SpoolError) -> Claim? {
        if memory.contains(name.digest) {
            _ = try disk.remove(claimedPath(name))
            release(name)
            return nil
        }
        let bytes = try disk.read(claimedPath(name), from: 0) ?? []
        let file: NoticeFile
        do throws(NoticeError) {
            file = try NoticeFile(bytes: bytes)
            guard file.notice.name == name else { throw NoticeError("another notice's file") }
        } catch {
            let text = "unreadable: \(error.description)"
            try bury(name, NoticeAttempt(at: now, outcome: .dead, transcript: text))
            return nil
        }
        guard let person = file.notice.person else { return Claim(file: file) }
        if try forgotten.contains(person) {
            let fate = NoticeFate.done(.dropped)
            if let failure = record([(name, fate)], now) { throw failure }
            try carryOut(fate, name, now)
            return nil
        }
        people[name] = person
        return Claim(file: file)
    }

    /// It is not this worker's any more.
    private func release(_ name: NoticeName) {
        claimed.remove(name)
        people[name] = nil
    }

    /// Carries out what was decided about claims; when it returns, those that are done will never
    /// be sent again, whatever crashes. One sync for all. What is about somebody who was erased
    /// meanwhile is dropped instead of kept.
    ///
    /// - Throws: what could not be carried out. These stay taken: tell them again, and no others,
    ///   for the others may be taken anew before that.
    package func finish(
        _ fates: [(NoticeName, NoticeFate)],
        now: WallTime
    ) throws(SpoolUnfinished) {
        var open: [(NoticeName, NoticeFate)] = []
        var left: [(NoticeName, NoticeFate)] = []
        var failure: SpoolError?
        for (name, fate) in fates where claimed.contains(name) {
            do throws(SpoolError) {
                open.append((name, try settled(fate, name)))
            } catch {
                left.append((name, fate))
                failure = error
            }
        }
        failure = record(open, now) ?? failure
        for (name, fate) in open {
            do throws(SpoolError) {
                try carryOut(fate, name, now)
            } catch {
                left.append((name, fate))
                failure = failure ?? error
            }
        }
        if let failure { throw SpoolUnfinished(fates: left, error: failure) }
    }

    private func settled(
        _ fate: NoticeFate,
        _ name: NoticeName
    ) throws(SpoolError) -> NoticeFate {
        if case .done = fate { return fate }
        guard let person = people[name], try forgotten.contains(person) else { return fate }
        return .done(.dropped)
    }

    /// Writes down those that are done; the disk's failure, if it could not.
    private func record(_ fates: [(NoticeName, NoticeFate)], _ now: WallTime) -> SpoolError? {
        var records: [DoneRecord] = []
        for case (let name, .done(let reason)) in fates where !memory.contains(name.digest) {
            records.append(DoneRecord(digest: name.digest, at: now, reason: reason))
        }
        guard !records.isEmpty else { return nil }
        do throws(SpoolError) {
            try log.append(records)
        } catch {
            return error
        }
        for record in records { memory.insert(record.digest) }
        return nil
    }

    private func carryOut(
        _ fate: NoticeFate,
        _ name: NoticeName,
        _ now: WallTime
    ) throws(SpoolError) {
        switch fate {
        case .done(let reason):
            guard memory.contains(name.digest) else {
                throw SpoolError(.failed, "\(name) is not written down as done")
            }
            let path = claimedPath(name)
            _ = try reason == .dropped ? disk.wipe(path) : disk.remove(path)
            release(name)
        case .retry(let due, let attempt):
            let bucket = SpoolLayout.retryBucket(due: due, now: now)
            try move(name, to: layout.retry(name.channel) + "/" + bucket, noting: attempt)
        case .dead(let attempt):
            try bury(name, attempt)
        }
    }

    private func bury(_ name: NoticeName, _ attempt: NoticeAttempt) throws(SpoolError) {
        try move(name, to: layout.dead + "/" + Self.day(attempt.at), noting: attempt)
    }

    private static func day(_ time: WallTime) -> String { String(time.rfc3339.prefix(10)) }

    private func move(
        _ name: NoticeName,
        to directory: String,
        noting attempt: NoticeAttempt?
    ) throws(SpoolError) {
        let path = claimedPath(name)
        do throws(SpoolError) {
            if let attempt { _ = try disk.append(path, attempt.line) }
        } catch {
            // The memory of one attempt is not worth the notice.
            guard error.kind == .full else { throw error }
        }
        _ = try disk.move(path, into: directory, as: name.description)
        release(name)
    }

    /// Deletes a notice that was given up, its bytes first; it is not put again. False if it is not
    /// there any more.
    package func drop(_ entry: SpoolEntry, now: WallTime) throws(SpoolError) -> Bool {
        precondition(entry.place == .dead, "only the dead are dropped")
        try log.reserve(claimed.count + 1)
        if let failure = record([(entry.name, .done(.dropped))], now) { throw failure }
        let own = claimedPath(entry.name)
        guard try disk.rename(entry.path, to: own) else { return false }
        return try disk.wipe(own)
    }

    /// Reads what other workers have finished, and takes back what dead ones have left. To be
    /// called now and then. Returns how many notices were taken back.
    @discardableResult
    package func takeBackFromTheDead() throws(SpoolError) -> Int {
        try memory.refresh()
        var count = 0
        for text in try disk.list(layout.cur) ?? [] {
            guard let other = Int(text), other != slot,
                let lock = try disk.lock(layout.slotLock(other))
            else { continue }
            defer { lock.release() }
            // It may have finished some between the reading above and its end.
            try memory.refresh()
            count += try takeBack(other)
        }
        return count
    }

    @discardableResult
    private func takeBack(_ slot: Int) throws(SpoolError) -> Int {
        var count = 0
        for text in try disk.list(layout.claimed(slot)) ?? [] {
            let path = layout.claimed(slot) + "/" + text
            guard let name = NoticeName(text), !memory.contains(name.digest) else {
                _ = try disk.remove(path)
                continue
            }
            let bucket = layout.new(name.channel) + "/" + SpoolLayout.firstBucket
            if try disk.move(path, into: bucket, as: text) { count += 1 }
        }
        return count
    }

    /// Whether nothing is new, taken or waiting to be tried again, by anybody.
    package func isIdle() throws(SpoolError) -> Bool {
        guard claimed.isEmpty else { return false }
        let parents = NoticeChannel.allCases.flatMap { [layout.new($0), layout.retry($0)] }
        for parent in parents + [layout.cur] {
            for bucket in try disk.list(parent) ?? [] where !bucket.hasSuffix(".lock") {
                let names = try disk.list(parent + "/" + bucket) ?? []
                guard names.isEmpty else { return false }
            }
        }
        return true
    }

    /// Gives back what was taken and not finished, and the slot. The worker is of no use after it.
    package func stop() throws(SpoolError) {
        defer { lock.release() }
        try takeBack(slot)
        claimed = []
        people = [:]
        unread = [:]
    }
}
