/// What a ticket says: enough for a door that knows only the public key and the time.
package struct TicketPayload: Equatable, Sendable {
    package var show: ShowID
    package var booking: BookingID
    /// Labels, in the order of the layout.
    package var seats: [String]
    package var startsAt: WallTime
    /// 1 for a booking's first ticket, one more whenever seats of it are given up or changed: a
    /// ticket of a lower number is no good any more.
    package var epoch: UInt32
    package var issuedAt: WallTime

    package init(
        show: ShowID,
        booking: BookingID,
        seats: [String],
        startsAt: WallTime,
        epoch: UInt32,
        issuedAt: WallTime
    ) {
        self.show = show
        self.booking = booking
        self.seats = seats
        self.startsAt = startsAt
        self.epoch = epoch
        self.issuedAt = issuedAt
    }
}

/// The bounds of what is read as a ticket.
package enum TicketLimits {
    /// Characters of the text form: what the largest QR code holds.
    package static let text = 4_296
    /// Bytes of `ticket.json`.
    package static let json = 32_768
    /// Seats of one ticket.
    package static let seats = Limits.seatsPerHold
    /// Bytes of a seat's label.
    package static let label = CatalogLimits.label
}
