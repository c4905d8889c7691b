import SeatGrid

/// A show as the catalogue has it now, with what tickets and notices say of it.
struct ListedShow: Sendable {
    let id: ShowID
    private let entry: ShowEntry
    private let listed: CatalogShow
    private let movie: Movie?
    private let venue: Venue?
    /// The venue's time zone.
    let zone: String

    /// nil: the catalogue has no such show any more.
    init?(_ engine: Engine, _ id: ShowID) {
        let catalog = engine.catalog()
        guard let listed = catalog.show(id), let entry = engine.entry(for: id) else { return nil }
        self.id = id
        self.entry = entry
        self.listed = listed
        movie = catalog.movies[listed.listing.movie]
        venue = catalog.venues[listed.venue]
        zone = venue.flatMap { catalog.cities[$0.city]?.timezone } ?? "UTC"
    }

    var title: String { movie?.title ?? id.rawValue }
    var cinema: String { venue?.name ?? "" }
    var currency: String { listed.listing.currency }
    var startsAt: WallTime { listed.listing.startsAt }
    var endsAt: WallTime { startsAt.advanced(by: minutes * 60_000) }
    private var minutes: Int64 { Int64(movie?.durationMinutes ?? 120) }

    /// Cinema, screen and address.
    var place: String {
        let screen = venue?.screens.first { $0.id == listed.listing.screen }
        return [venue?.name, screen?.name, venue?.address].compactMap(\.self)
            .joined(separator: ", ")
    }

    /// The labels of those seats that the layout has.
    func labels(_ seats: SeatList) -> [String] {
        seats.filter { Int($0.rawValue) < entry.plan.seatCount }.map { entry.plan.label(of: $0) }
    }

    /// What the booking's newest ticket says.
    func payload(_ ticket: TicketFacts) -> TicketPayload {
        TicketPayload(
            show: id,
            booking: ticket.booking,
            seats: labels(ticket.seats),
            startsAt: startsAt,
            epoch: ticket.epoch,
            issuedAt: ticket.issuedAt
        )
    }

    /// The visit as a calendar's entry: cancelled if the booking is.
    func calendar(_ ticket: TicketFacts) -> CalendarEvent {
        let seats = labels(ticket.seats).joined(separator: ", ")
        var event = CalendarEvent(
            uid: "\(ticket.booking.text)@seatgrid",
            sequence: ticket.epoch,
            stamp: ticket.issuedAt,
            start: startsAt,
            minutes: minutes,
            summary: title,
            location: place,
            description: "Seats: \(seats)\nBooking: \(ticket.booking.text)"
        )
        event.alarm = 60
        if ticket.isCancelled { event.status = .cancelled }
        return event
    }
}
