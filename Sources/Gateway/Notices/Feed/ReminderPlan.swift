import SeatGrid

/// Which shows' people are to be reminded now. A value: time and catalogue come in.
///
/// What was planned is kept in memory only: after a restart the shows of the window are planned
/// again, and as a reminder's name is the booking's and the start's, it is there once.
struct ReminderPlan: Equatable, Sendable {
    /// A show whose people are to be reminded that it begins then.
    struct Due: Equatable, Sendable {
        let show: ShowID
        let startsAt: WallTime
    }

    /// How long before the start, milliseconds.
    let lead: Int64
    private var planned: [ShowID: WallTime] = [:]

    init(lead: Int64) { self.lead = lead }

    /// Shows that begin within the lead and for whose start nothing was planned yet, the earliest
    /// first: a show that is moved is planned anew. O(shows).
    func due(_ shows: some Sequence<CatalogShow>, at now: WallTime) -> [Due] {
        shows.map { Due(show: $0.id, startsAt: $0.listing.startsAt) }
            .filter { due in
                opens(due) <= now && now < due.startsAt && planned[due.show] != due.startsAt
            }
            .sorted { ($0.startsAt, $0.show.rawValue) < ($1.startsAt, $1.show.rawValue) }
    }

    /// All that `due` asked for is in the spool. Forgets shows that have begun.
    mutating func finish(_ due: Due, at now: WallTime) {
        planned = planned.filter { $0.value > now }
        planned[due.show] = due.startsAt
    }

    /// When its people begin to be reminded.
    func opens(_ due: Due) -> WallTime { due.startsAt.advanced(by: -lead) }

    /// Whether a booking's people are reminded: some of it is left, and they did not book so late
    /// that the confirmation was reminder enough.
    func includes(_ booking: BookingOnFile, of due: Due) -> Bool {
        !booking.ticket.isCancelled && booking.view.createdAt <= opens(due)
    }

    /// The reminder's name and times: of the booking and the start alone, so that planning again
    /// makes the same bytes. Minutes since 1970 stay clear of the parts of events' webhooks.
    func stamp(_ booking: BookingOnFile, of due: Due) -> NoticeStamp {
        var stamp = NoticeStamp(
            show: due.show,
            seq: booking.view.version,
            createdAt: opens(due)
        )
        stamp.part = UInt32(clamping: due.startsAt.rawValue / 60_000)
        stamp.notAfter = due.startsAt
        return stamp
    }
}
