import SeatGrid

/// What notices of one occasion have in common: what they are called, since when there is something
/// to tell, and till when it is worth telling.
struct NoticeStamp: Sendable {
    let show: ShowID
    let seq: ShowVersion
    let createdAt: WallTime
    /// Tells occasions with the same `seq` apart.
    var part: UInt32 = 0
    /// Of what goes to people; systems are told for as long as they are tried.
    var notAfter: WallTime?

    init(show: ShowID, seq: ShowVersion, createdAt: WallTime) {
        self.show = show
        self.seq = seq
        self.createdAt = createdAt
    }

    init(_ followed: FollowedEvent) {
        self.init(
            show: followed.show,
            seq: followed.event.version,
            createdAt: followed.event.time.wall
        )
    }

    func name(_ channel: NoticeChannel) -> NoticeName {
        NoticeName(show: show, seq: seq, channel: channel, part: part)
    }

    /// One for each of the operator's systems; their parts follow one another.
    func webhooks(
        _ kind: NoticeKind,
        _ facts: [String: JSONValue],
        _ endpoints: [String]
    ) -> [Notice] {
        endpoints.enumerated().map { place, endpoint in
            var own = self
            own.part += UInt32(place)
            return Notice(
                name: own.name(.webhook),
                kind: kind,
                recipient: endpoint,
                data: NoticeContent.object(facts),
                createdAt: createdAt
            )
        }
    }
}
