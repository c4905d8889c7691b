/// Where a reader of the log stopped, so that the next reading need not begin at its segment's
/// start. Only ever a hint: reading from a position is right without it.
public struct LogBookmark: Sendable {
    /// The segment's number.
    let segment: UInt64
    /// Where in the segment a batch begins, and what has come before it.
    let offset: UInt64
    let cursor: LogCursor

    /// Whether reading `segment` from `lsn` on may begin here.
    func serves(_ segment: SegmentPool.Extent, from lsn: LSN) -> Bool {
        self.segment == segment.number && cursor.lsn <= lsn
    }
}
