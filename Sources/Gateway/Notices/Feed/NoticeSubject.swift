import SeatGrid

/// Whom a notice is about and where it goes: to nobody if the person was erased, is not known, or
/// is known by ways only that nothing is sent by.
struct NoticeSubject: Sendable {
    let show: ListedShow
    let booking: BookingID
    let order: OrderRecord?
    private let locale: NoticeLocale
    private let email: String?
    private let phone: String?

    /// - Parameters:
    ///   - person: what is known of the buyer, opened; nil: nothing any more.
    ///   - channels: the ways that something is sent by.
    init(
        _ show: ListedShow,
        _ booking: BookingID,
        person: [UInt8]?,
        locale: String,
        channels: Set<NoticeChannel>,
        order: OrderRecord? = nil
    ) {
        self.show = show
        self.booking = booking
        self.order = order
        self.locale = NoticeLocale(rawValue: locale) ?? .english
        let json = person.flatMap { try? JSONParser.parse($0, maxDepth: 8) }
        email = channels.contains(.email) ? Self.text(json, "email") : nil
        phone =
            channels.contains(.sms)
            ? Self.text(json, "phone").map { PhoneNumber($0)?.text ?? $0 } : nil
    }

    private static func text(_ json: JSONValue?, _ name: String) -> String? {
        guard case .string(let text)? = json?[pointer: "/\(name)"] else { return nil }
        return text.isEmpty ? nil : text
    }

    var currency: String { order?.quote.currency ?? show.currency }

    /// What all of its notices name.
    func content(_ seats: SeatList) -> NoticeContent {
        var content = NoticeContent(locale)
        content.set("cinema", show.cinema)
        content.set("title", show.title)
        content.set("starts", time: show.startsAt, zone: show.zone)
        content.set("venue", show.place)
        content.set("seats", list: show.labels(seats))
        content.set("booking", booking.text)
        content.set("show", show.id.rawValue)
        if let order { content.note("order", order.id.text) }
        return content
    }

    /// The ticket as a picture and for the calendar; of a cancelled booking only the entry that
    /// takes it out of the calendar. None if no mail goes out: a code is the dearest part of it.
    func attachments(_ ticket: TicketFacts, by office: TicketOffice) -> [NoticeAttachment] {
        guard email != nil else { return [] }
        let calendar = NoticeAttachment(
            file: "ticket.ics",
            type: "text/calendar",
            bytes: show.calendar(ticket).file
        )
        guard !ticket.isCancelled,
            let code = try? office.signing.sign(show.payload(ticket)).code()
        else { return [calendar] }
        let picture = NoticeAttachment(
            file: "ticket.png",
            type: "image/png",
            inlineID: "qr",
            bytes: code.png()
        )
        return [calendar, picture]
    }

    /// To the buyer.
    func notices(
        _ kind: NoticeKind,
        _ stamp: NoticeStamp,
        _ content: NoticeContent,
        _ attachments: [NoticeAttachment]
    ) -> [Notice] {
        var content = content
        if let picture = attachments.first(where: { $0.inlineID != nil })?.inlineID {
            content.say("qr", picture)
        }
        let ways: [(NoticeChannel, String?, [NoticeAttachment])] = [
            (.email, email, attachments), (.sms, phone, []),
        ]
        return ways.compactMap { channel, recipient, attachments in
            guard let recipient else { return nil }
            return Notice(
                name: stamp.name(channel),
                kind: kind,
                locale: locale,
                recipient: recipient,
                data: NoticeContent.object(content.words),
                createdAt: stamp.createdAt,
                notAfter: stamp.notAfter,
                attachments: attachments
            )
        }
    }
}
