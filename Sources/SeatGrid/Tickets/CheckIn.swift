/// Whether a ticket lets people in, as pure rules: the same at the node and at a door without it.
package enum CheckIn {
    /// The door that a ticket is shown at.
    package struct Door: Equatable, Sendable {
        package let show: ShowID
        /// Milliseconds before the start from which people are let in; nil: at any time.
        package let opensBefore: Int64?

        package init(show: ShowID, opensBefore: Int64?) {
            self.show = show
            self.opensBefore = opensBefore
        }
    }

    /// Somebody on a seat.
    package struct Admission: Equatable, Sendable {
        package let seat: String
        package let at: WallTime
        /// The name of the door.
        package let door: String

        package init(seat: String, at: WallTime, door: String) {
            self.seat = seat
            self.at = at
            self.door = door
        }
    }

    /// What is known of a booking now, which its ticket can't know.
    package struct Standing: Equatable, Sendable {
        /// The epoch of its newest ticket.
        package var epoch: UInt32
        package var isCancelled: Bool
        /// By seat; the first one counts.
        package var admissions: [Admission]
        /// When the show begins: it may have been moved since the ticket was issued. nil: as the
        /// ticket says.
        package var startsAt: WallTime?

        package init(
            epoch: UInt32,
            isCancelled: Bool = false,
            admissions: [Admission] = [],
            startsAt: WallTime? = nil
        ) {
            self.epoch = epoch
            self.isCancelled = isCancelled
            self.admissions = admissions
            self.startsAt = startsAt
        }
    }

    /// The seats that `ticket` lets in at `door` at `time`; all of its own, or those of `seats`.
    ///
    /// - Parameters:
    ///   - ticket: verified.
    ///   - standing: nil at a door that is offline and knows nothing but its own admissions: then
    ///     what only the node knows is judged when it is told, by `settle`.
    package static func judge(
        _ ticket: SignedTicket,
        seats: [String]? = nil,
        at door: Door,
        _ time: WallTime,
        _ standing: Standing?
    ) throws(CheckInRefusal) -> [String] {
        let payload = ticket.payload
        guard payload.show == door.show else { throw .wrongShow(payload.show) }
        let wanted = seats ?? payload.seats
        if let missing = wanted.first(where: { !payload.seats.contains($0) }) {
            throw .notOnTicket(missing)
        }
        if let standing {
            guard !standing.isCancelled else { throw .cancelled }
            guard payload.epoch >= standing.epoch else { throw .superseded }
            let used = standing.admissions.first { wanted.contains($0.seat) }
            if let used { throw .alreadyUsed(used) }
        }
        if let opensBefore = door.opensBefore {
            let startsAt = standing?.startsAt ?? payload.startsAt
            let opening = startsAt.advanced(by: -opensBefore)
            guard time >= opening else { throw .notYet(opens: opening) }
        }
        return wanted
    }

    /// What becomes of admissions that a door made while it was offline, in the order they are
    /// told.
    ///
    /// People who were let in are in, so all are kept; those that would have been refused come back
    /// with the reason, for the house to look at.
    package static func settle(
        _ offline: [Admission],
        of ticket: SignedTicket,
        into standing: inout Standing
    ) -> [(admission: Admission, refusal: CheckInRefusal)] {
        var doubtful: [(admission: Admission, refusal: CheckInRefusal)] = []
        for admission in offline where !standing.admissions.contains(admission) {
            if standing.isCancelled {
                doubtful.append((admission, .cancelled))
            } else if ticket.payload.epoch < standing.epoch {
                doubtful.append((admission, .superseded))
            } else if let used = standing.admissions.first(where: { $0.seat == admission.seat }) {
                doubtful.append((admission, .alreadyUsed(used)))
            }
            standing.admissions.append(admission)
        }
        return doubtful
    }
}

/// Why a door stays shut.
package enum CheckInRefusal: Error, Equatable, Sendable {
    /// Somebody is in with it already.
    case alreadyUsed(CheckIn.Admission)
    case cancelled
    /// Seats were given up or changed since; a newer ticket was issued.
    case superseded
    /// It is for that show.
    case wrongShow(ShowID)
    /// The door opens then.
    case notYet(opens: WallTime)
    /// The ticket says nothing of that seat.
    case notOnTicket(String)
    /// It is no ticket, or not ours.
    case forged(TicketRefusal)

    /// One word for programs.
    package var code: String {
        switch self {
        case .alreadyUsed: "already_used"
        case .cancelled: "cancelled"
        case .superseded: "superseded"
        case .wrongShow: "wrong_show"
        case .notYet: "not_yet"
        case .notOnTicket: "not_on_ticket"
        case .forged: "forged"
        }
    }
}

extension CheckInRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .alreadyUsed(let admission):
            "Seat \(admission.seat) was let in at \(admission.at.rfc3339) at \(admission.door)."
        case .cancelled: "This booking was cancelled."
        case .superseded: "This ticket is out of date: a newer one was issued for the booking."
        case .wrongShow(let show): "This ticket is for show \(show)."
        case .notYet(let opens): "The doors open at \(opens.rfc3339)."
        case .notOnTicket(let seat): "Seat \(seat) is not on this ticket."
        case .forged(let refusal): refusal.description
        }
    }
}
