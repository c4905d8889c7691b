extension LogInspector {
    /// What a repair did.
    public struct Repair: Hashable, Sendable {
        /// The last record now.
        public let end: LSN
        /// Records that are gone from the log; their bytes are in the quarantine.
        public let lost: Int
        /// What was put there.
        public let quarantined: [String]
    }

    /// Cuts the log before its first damage, so that a node starts with it again. What is cut goes
    /// to the quarantine.
    ///
    /// - Parameter consent: how many records may be lost, which must be exactly what `verify`
    ///   counted:
    ///   nobody loses more than they were told.
    /// - Throws: `consentMissing` with the right number; `corrupt` if no cut would help; `locked`
    ///   if a
    ///   node runs. Repeat it after a crash.
    public func repair(consentToLose consent: Int) throws(LogError) -> Repair {
        let lock: (any DiskLock)?
        do throws(DiskError) { lock = try disk.lock(paths.lock) } catch {
            throw .diskFailed(error)
        }
        guard let lock else { throw .locked(path: paths.directory) }
        defer { lock.release() }
        let findings = try verify()
        guard let damage = findings.damage else {
            return Repair(end: findings.report.end, lost: 0, quarantined: [])
        }
        guard damage.lost == consent else { throw .consentMissing(needed: damage.lost) }
        let catalog = try SegmentCatalog(disk: disk, paths: paths)
        guard let finding = damage.findings.first, damage.goodUpTo >= mustReach,
            let place = catalog.segments.firstIndex(where: { $0.path == finding.path }),
            let cut = try cut(finding, place, catalog)
        else { throw .corrupt(damage) }
        var quarantined: [String] = []
        do throws(DiskError) {
            let quarantine = Quarantine(disk: disk, paths: paths)
            let kept = catalog.segments[cut.index]
            if kept.bytes.blockStart > cut.offset {
                quarantined.append(
                    try quarantine.keep(kept, from: cut.offset, to: kept.bytes.blockStart)
                )
            }
            // The last first, so that a crash leaves no gap.
            for entry in catalog.segments[(cut.index + 1)...].reversed() {
                quarantined.append(try quarantine.move(entry))
            }
            try zero(kept, from: cut.offset)
        } catch { throw .diskFailed(error) }
        return Repair(end: damage.goodUpTo, lost: damage.lost, quarantined: quarantined)
    }

    /// The segment that becomes the last, and where it ends; nil if nothing would be left.
    private func cut(
        _ finding: DamageReport.Finding,
        _ index: Int,
        _ catalog: SegmentCatalog
    ) throws(LogError) -> (index: Int, offset: UInt64)? {
        switch finding.kind {
        case .tornTail, .halfHeader: return nil
        case .badBatch, .cutShort: return try catalog.end(of: index).map { (index, $0.offset) }
        case .brokenChain where finding.offset > 0: return (index, finding.offset)
        case .brokenChain, .missingSegment, .badHeader:
            guard index > 0 else { return nil }
            return try catalog.end(of: index - 1).map { (index - 1, $0.offset) }
        }
    }

    /// Makes the segment empty from `offset` on and as long as it should be.
    private func zero(_ entry: SegmentCatalog.Entry, from offset: UInt64) throws(DiskError) {
        let end = max(entry.header?.segmentBytes ?? 0, entry.bytes.blockStart)
        let file = try disk.open(entry.path, .write)
        defer { file.close() }
        let zeros = AlignedBuffer(count: Limits.piece)
        var place = offset
        while place < end {
            let count = min(zeros.count, Int(end - place))
            try unsafe file.writeAll(zeros.bytes(count), at: place)
            place += UInt64(count)
        }
        try file.sync()
    }
}
