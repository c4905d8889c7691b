/// When the versions of a show were acknowledged to their writers: what the delay of a delta is
/// measured from.
struct CommitTimes {
    /// Deltas ahead of the writer's answer that are kept for measuring.
    private static let earlyKept = 5_000_000

    private var committed: [UInt64: (sent: UInt64, acknowledged: UInt64)] = [:]
    /// Versions that came by a socket before the writer had its answer.
    private var early: [(version: UInt64, at: UInt64)] = []
    /// Writes without an answer yet: only then can a delta be ahead of it.
    var onTheirWay = 0

    /// The write that made `version` was sent and answered.
    mutating func acknowledge(_ version: UInt64, sent: UInt64, at time: UInt64) {
        committed[version] = (sent, time)
    }

    /// A delta of `versions` came at `time`: tells `record` how long after the answers, and after
    /// the sending, of the writes that are known.
    mutating func hear(
        _ versions: ClosedRange<UInt64>,
        at time: UInt64,
        _ record: (_ sinceAnswer: UInt64, _ sinceSending: UInt64) -> Void
    ) {
        for version in versions.prefix(1000) {
            if let times = committed[version] {
                record(time > times.acknowledged ? time - times.acknowledged : 0, time - times.sent)
            } else if onTheirWay > 0, early.count < Self.earlyKept {
                early.append((version, time))
            }
        }
    }

    /// Tells `record` of the deltas that were ahead of their writers' answers.
    mutating func settle(_ record: (_ sinceAnswer: UInt64, _ sinceSending: UInt64) -> Void) {
        for (version, time) in early {
            guard let times = committed[version] else { continue }
            record(
                time > times.acknowledged ? time - times.acknowledged : 0,
                time > times.sent ? time - times.sent : 0
            )
        }
        early = []
    }
}
