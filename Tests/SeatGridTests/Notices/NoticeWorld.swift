@testable import SeatGrid

extension SpoolWorker {
    /// As `finish`, for tests that care for the disk's error only.
    func settle(_ fates: [(NoticeName, NoticeFate)], now: WallTime) throws(SpoolError) {
        do throws(SpoolUnfinished) { try finish(fates, now: now) } catch { throw error.error }
    }
}

/// Notices and a spool on a simulated disk.
enum NoticeWorld {
    static let root = "spool"
    static let start = WallTime(rawValue: 1_795_000_000_000)

    static func notice(
        _ seq: UInt64,
        _ channel: NoticeChannel = .email,
        notAfter: WallTime? = nil,
        booking: String? = nil
    ) -> Notice {
        Notice(
            name: NoticeName(
                show: ShowID("show"),
                seq: ShowVersion(rawValue: seq),
                channel: channel
            ),
            kind: .bookingConfirmed,
            recipient: "asha\(seq)@example.org",
            data: JSONObject(
                [JSONObject.Member(name: "title", value: .string("Pathaan"))]
                    + [booking].compactMap(\.self)
                    .map { JSONObject.Member(name: "booking", value: .string($0)) }
            ),
            createdAt: start,
            notAfter: notAfter
        )
    }

    static func spool(_ disk: any SpoolDisk) -> Spool { Spool(root: root, disk: disk) }

    static func worker(_ disk: any SpoolDisk) throws(SpoolError) -> SpoolWorker {
        try SpoolWorker(SpoolLayout(root: root), disk)
    }

    /// How many notices are in each place.
    static func counts(_ spool: Spool) throws(SpoolError) -> [SpoolPlace: Int] {
        var counts: [SpoolPlace: Int] = [:]
        for place in SpoolPlace.allCases {
            try spool.forEach(in: place) { _ in counts[place, default: 0] += 1 }
        }
        return counts
    }
}
