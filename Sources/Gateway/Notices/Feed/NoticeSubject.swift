import SeatGrid

/// Whom a notice is about and where it goes: nobody, if the person was erased.
struct NoticeSubject: Sendable {
    let order: OrderRecord?
    private let show: ShowID
    private let booking: BookingID
    private let seats: SeatList
    private let entry: ShowEntry
    private let listed: CatalogShow
    private let movie: Movie?
    private let venue: Venue?
    private let zone: String
    private let email: String?
    private let phone: String?

    /// nil: the catalogue has no such show any more.
    init?(
        _ engine: Engine,
        _ show: ShowID,
        _ person: [UInt8]?,
        _ seats: SeatList,
        _ booking: BookingID,
        order: OrderRecord?
    ) {
        let catalog = engine.catalog()
        guard let listed = catalog.show(show), let entry = engine.entry(for: show) else {
            return nil
        }
        self.order = order
        self.show = show
        self.booking = booking
        self.seats = seats
        self.entry = entry
        self.listed = listed
        movie = catalog.movies[listed.listing.movie]
        let venue = catalog.venues[listed.venue]
        self.venue = venue
        zone = venue.flatMap { catalog.cities[$0.city]?.timezone } ?? "UTC"
        let json = person.flatMap { try? JSONParser.parse($0, maxDepth: 8) }
        email = Self.text(json, "email")
        phone = Self.text(json, "phone").map { $0.filter { $0.isNumber || $0 == "+" } }
    }

    private static func text(_ json: JSONValue?, _ name: String) -> String? {
        guard case .string(let text)? = json?[pointer: "/\(name)"] else { return nil }
        return text.isEmpty ? nil : text
    }

    var currency: String { order?.quote.currency ?? listed.listing.currency }
    private var locale: NoticeLocale { NoticeLocale(rawValue: order?.locale ?? "en") ?? .english }

    func labels(_ seats: SeatList) -> String {
        seats.filter { Int($0.rawValue) < entry.plan.seatCount }
            .map { entry.plan.label(of: $0) }.joined(separator: ", ")
    }

    /// What all of its notices name.
    var data: [String: String] {
        let screen = venue?.screens.first { $0.id == listed.listing.screen }
        return [
            "cinema": venue?.name ?? "",
            "title": movie?.title ?? show.rawValue,
            "starts": NoticeWords.time(listed.listing.startsAt, zone: zone, locale),
            "venue": [venue?.name, screen?.name, venue?.address].compactMap(\.self)
                .joined(separator: ", "),
            "seats": labels(seats),
            "booking": booking.text,
            "show": show.rawValue,
        ]
    }

    /// The ticket as a picture and for the calendar.
    func attachments(by tickets: TicketOffice) -> [NoticeAttachment] {
        let payload = TicketPayload(
            show: show,
            booking: booking,
            seats: seats.sorted().map { entry.plan.label(of: $0) },
            startsAt: listed.listing.startsAt,
            epoch: 1,
            issuedAt: order?.createdAt ?? listed.listing.startsAt
        )
        var event = CalendarEvent(
            uid: "\(booking.text)@seatgrid",
            sequence: 1,
            stamp: payload.issuedAt,
            start: payload.startsAt,
            minutes: Int64(movie?.durationMinutes ?? 120),
            summary: movie?.title ?? show.rawValue,
            location: venue.map { "\($0.name), \($0.address)" } ?? "",
            description: "Seats: \(labels(seats))\nBooking: \(booking.text)"
        )
        event.alarm = 60
        var all = [
            NoticeAttachment(file: "ticket.ics", type: "text/calendar", bytes: event.file)
        ]
        if let code = try? tickets.signing.sign(payload).code() {
            let png = NoticeAttachment(
                file: "ticket.png",
                type: "image/png",
                inlineID: "qr",
                bytes: code.png()
            )
            all.append(png)
        }
        return all
    }

    /// To the buyer by email and short message, as far as known, and to the operator's systems.
    func notices(
        _ kind: NoticeKind,
        _ followed: FollowedEvent,
        _ data: [String: String],
        _ attachments: [NoticeAttachment],
        _ endpoints: [String]
    ) -> [Notice] {
        var notices: [Notice] = []
        if let email {
            notices.append(notice(kind, .email, email, followed, data, attachments))
        }
        if let phone { notices.append(notice(kind, .sms, phone, followed, data, [])) }
        return notices + Self.webhooks(kind, followed, data, endpoints)
    }

    private func notice(
        _ kind: NoticeKind,
        _ channel: NoticeChannel,
        _ recipient: String,
        _ followed: FollowedEvent,
        _ data: [String: String],
        _ attachments: [NoticeAttachment]
    ) -> Notice {
        Notice(
            name: NoticeName(
                show: show,
                seq: followed.event.version,
                channel: channel
            ),
            kind: kind,
            locale: locale,
            recipient: recipient,
            data: Self.object(data),
            createdAt: followed.event.time.wall,
            attachments: attachments
        )
    }

    /// One for each of the operator's systems.
    static func webhooks(
        _ kind: NoticeKind,
        _ followed: FollowedEvent,
        _ data: [String: String],
        _ endpoints: [String],
        part: UInt32 = 0
    ) -> [Notice] {
        endpoints.enumerated().map { place, endpoint in
            Notice(
                name: NoticeName(
                    show: followed.show,
                    seq: followed.event.version,
                    channel: .webhook,
                    part: part + UInt32(place)
                ),
                kind: kind,
                recipient: endpoint,
                data: object(data),
                createdAt: followed.event.time.wall
            )
        }
    }

    private static func object(_ data: [String: String]) -> JSONObject {
        JSONObject(
            data.sorted { $0.key < $1.key }.map {
                JSONObject.Member(name: $0.key, value: .string($0.value))
            }
        )
    }
}

extension Quote {
    /// What it comes to, for people.
    var words: String { NoticeWords.amount(total, currency) }
}
