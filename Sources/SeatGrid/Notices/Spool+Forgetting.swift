/// What became of a person's notices.
package struct SpoolErasure: Equatable, Sendable {
    /// How many this call deleted.
    package var erased = 0
    /// How many workers have in hand: what they can't send now they drop. Until it is 0 the call is
    /// to be repeated.
    package var beingSent = 0
}

extension Spool {
    /// Deletes what waits here for the person in a booking, their bytes first, and sees to it that
    /// no more is put in, tried again or brought back. Webhooks and other people's notices stay.
    ///
    /// Safe to repeat, and to be repeated after an error or a crash anywhere in it. O(names in the
    /// spool); the notices of that show are read. What of that show can't be read and waits for an
    /// operator is deleted, too: nobody can say whose it is.
    ///
    /// - Parameter booking: `bk_...`, also for an order that did not become one.
    /// - Throws: `.busy` if another process puts.
    package func forget(
        _ show: ShowID,
        booking: String,
        now: WallTime
    ) throws(SpoolError) -> SpoolErasure {
        let person = Notice.person(show, booking: booking)
        return try feeding { (feed) throws(SpoolError) in
            try ForgottenList(layout, disk).add(person, now: now)
            feed.forgotten.insert(person)
            try clearTemporary()
            var sweep = SpoolSweep(person: person, show: show)
            // What workers take from now on they drop. What they had before is looked for first,
            // for it may go to any of the others; dead comes before new, where it may be brought
            // back to; and last what was taken out of these meanwhile.
            for place in [SpoolPlace.claimed, .dead, .retry, .new, .claimed] {
                for bucket in try buckets(of: place) { try run(&sweep, in: bucket, of: place) }
            }
            return SpoolErasure(erased: sweep.erased, beingSent: sweep.beingSent.count)
        }
    }

    /// Gets rid of what was being written when somebody died, or could not be placed: it was never
    /// put, and is put again.
    func clearTemporary() throws(SpoolError) {
        for name in try disk.list(layout.tmp) ?? [] { _ = try disk.wipe(layout.tmp + "/" + name) }
    }

    private func run(
        _ sweep: inout SpoolSweep,
        in bucket: (path: String, time: WallTime?),
        of place: SpoolPlace
    ) throws(SpoolError) {
        // The lock of a slot is free if its worker is dead: what it had is nobody's.
        let lock = try place == .claimed ? disk.lock(bucket.path + ".lock") : nil
        defer { lock?.release() }
        let isTaken = place == .claimed && lock == nil
        var count = 0
        try forEach(in: bucket, of: place) { (entry) throws(SpoolError) in
            guard try isAbout(sweep, entry) else { return }
            if isTaken {
                sweep.beingSent.insert(entry.name)
            } else if try delete(entry) {
                count += 1
            }
        }
        guard count > 0 else { return }
        try disk.syncDirectory(bucket.path)
        try disk.syncDirectory(layout.tmp)
        sweep.erased += count
    }

    private func isAbout(
        _ sweep: SpoolSweep,
        _ entry: SpoolEntry
    ) throws(SpoolError) -> Bool {
        guard entry.name.show == sweep.show, entry.name.channel != .webhook else { return false }
        switch try read(entry) {
        case nil: return false
        case .success(let file)?: return file.notice.person == sweep.person
        // A worker puts it to the dead as soon as it sees it.
        case .failure?: return entry.place == .dead || entry.place == .claimed
        }
    }

    /// False if it has just moved. In `tmp` it is nobody's but ours.
    private func delete(_ entry: SpoolEntry) throws(SpoolError) -> Bool {
        let own = layout.tmp + "/" + entry.name.description
        guard try disk.rename(entry.path, to: own) else { return false }
        return try disk.wipe(own)
    }
}

/// A search for one person's notices, and what it has found.
private struct SpoolSweep {
    let person: Bits128
    let show: ShowID
    var erased = 0
    var beingSent: Set<NoticeName> = []
}
