package import SeatGrid

/// Makes notices of events: who is to hear of it, by which way, and in which words' data.
///
/// What it needs besides the event it asks of show and catalogue as they are now; the name of a
/// notice is the event's alone, so that telling again tells nothing new.
package struct NoticeWriter: Sendable {
    let engine: Engine
    let tickets: TicketOffice
    /// The operator's systems that are told of everything.
    let endpoints: [String]
    /// The ways that something is sent by: what nobody sends would lie in the spool for ever.
    let channels: Set<NoticeChannel>
    /// Where buyers find the shop, without a slash at the end; nil: no links.
    let publicURL: String?

    package init(
        engine: Engine,
        tickets: TicketOffice,
        endpoints: [String],
        channels: Set<NoticeChannel>,
        publicURL: String?
    ) {
        self.engine = engine
        self.tickets = tickets
        self.endpoints = channels.contains(.webhook) ? endpoints.sorted() : []
        self.channels = channels
        self.publicURL = publicURL
    }

    /// Whether anybody is ever told of such an event: asked of all, so it is cheap.
    static func isWorthTelling(_ event: Event) -> Bool {
        switch event.body {
        case .booked, .lapsed: true
        case .order(let order):
            switch order {
            case .made(let record): record.isBooked
            case .moved(let move): move.hold == .book || move.isOffer || move.isLetdown
            case .refund(let step): step.refundState == .settled
            case .cancelled: true
            case .admitted, .told: false
            }
        default: false
        }
    }

    /// - Throws: if a show can't answer now. Then nothing may be passed over: ask again later.
    func notices(of followed: FollowedEvent) async throws(NotNow) -> [Notice] {
        let stamp = NoticeStamp(followed)
        switch followed.event.body {
        case .booked(let booked): return try await confirmed(booked.id, stamp)
        case .lapsed(let lapse): return try await lapsed(lapse, stamp)
        case .order(let order): return try await notices(of: order, followed.event, stamp)
        default: return []
        }
    }

    private func notices(
        of order: OrderEvent,
        _ event: Event,
        _ stamp: NoticeStamp
    ) async throws(NotNow) -> [Notice] {
        switch order {
        case .made(let record): return try await confirmed(record.booking, stamp)
        case .moved(let move):
            if move.isOffer { return try await offered(move, event.time, stamp) }
            if move.isLetdown { return try await letDown(move, stamp) }
            return try await confirmed(BookingID(move.order.bits), stamp)
        case .refund(let step): return try await refunded(step, stamp)
        case .cancelled(let cancellation): return try await cancelled(cancellation, stamp)
        case .admitted, .told: return []
        }
    }

    /// To the buyer and to the operator's systems.
    func tell(
        _ kind: NoticeKind,
        _ subject: NoticeSubject,
        _ stamp: NoticeStamp,
        _ content: NoticeContent,
        _ attachments: [NoticeAttachment] = []
    ) -> [Notice] {
        subject.notices(kind, stamp, content, attachments)
            + stamp.webhooks(kind, content.facts, endpoints)
    }

    /// The web app's page of the booking; nil: there is none.
    func link(_ booking: BookingID, _ show: ShowID) -> String? {
        publicURL.map { url in
            let token = tickets.signing.link(to: booking, in: show)
            return "\(url)/s/\(show.rawValue)/ticket/\(booking.text)?token=\(token)"
        }
    }
}

extension OrderEvent.Move {
    /// Other seats are offered for money that came late.
    fileprivate var isOffer: Bool { state == .authorized && acquired != nil }

    /// The buyer's bank said yes, and there will be neither seats nor, as nothing was taken, a
    /// refund to tell of.
    fileprivate var isLetdown: Bool {
        guard state == .expired, let payment else { return false }
        return payment.status == .authorized || reason == .captureRefused
    }
}
