import Crypto
import NIOCore
import SeatGrid

/// A buyer's own booking: by the signed link of a mail, or by its id and how the buyer is reached.
struct MyBookingRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        let booking = "/v1/shows/:show/bookings/:booking"
        routes.post("\(booking)/find") { try await find($0) }
        if let tickets = services.tickets {
            routes.get("\(booking)/mine") { try await mine($0, tickets) }
        }
    }

    /// `?token=…`, as `BookingLink` makes it.
    private func mine(_ context: ColdContext, _ tickets: TicketOffice) async throws -> ColdAnswer {
        let show = ShowID(try context.part("show"))
        let text = try context.part("booking")
        guard let token = try context.query()["token"] else {
            throw Problem.invalid("", "token is missing")
        }
        guard let id = BookingID(text: text), tickets.verifier.isLink(token, to: id, in: show)
        else { throw ColdServices.noBooking }
        return try await answer(try await services.booking(text, in: show), show)
    }

    /// A wrong contact is answered as a booking that there is not.
    private func find(_ context: ColdContext) async throws -> ColdAnswer {
        try services.limit(context)
        let show = ShowID(try context.part("show"))
        let contact = try FindBody.parse(
            context.request.body.readableBytesUInt8Span,
            limits: services.limits
        )
        let found = try await services.booking(try context.part("booking"), in: show)
        guard let customer = found.booking.customer,
            case .plain(let json) = services.engine.people.read(
                customer,
                for: found.booking.person(in: show)
            ), contact.isOf(json)
        else { throw ColdServices.noBooking }
        return try await answer(found, show)
    }

    private func answer(
        _ found: (booking: BookingView, plan: SeatPlan),
        _ show: ShowID
    ) async throws -> ColdAnswer {
        var out = ByteWriter()
        out.writeStaticString("{\"booking\":")
        ShowAnswer.write(found.booking, show: show, plan: found.plan, to: &out)
        if found.booking.isOrdered,
            case .order(let order) = try await services.engine.ask(
                .order(OrderID(found.booking.id.bits)),
                of: show
            )
        {
            out.writeStaticString(",\"order\":")
            OrderAnswer.write(
                order,
                show: show,
                plan: found.plan,
                providerKey: services.checkout?.provider.keyID ?? "",
                withRefunds: true,
                to: &out
            )
        }
        if let tickets = services.tickets {
            let id = found.booking.id
            let token = tickets.signing.link(to: id, in: show)
            out.writeStaticString(",\"link\":")
            out.writeJSON("/v1/shows/\(show.rawValue)/bookings/\(id.text)/mine?token=\(token)")
        }
        out.writeStaticString("}")
        return ColdAnswer(body: out.buffer, headers: CheckoutRoutes.noStore)
    }
}

/// How somebody is reached, in the one form in which two spellings of it are equal.
struct Contact: Sendable {
    private let digest: SHA256Digest

    /// An address in small letters; or the last ten digits of a number, as people leave out the
    /// country's. nil: neither.
    init?(_ text: String) {
        let isMail = text.contains("@")
        let plain =
            isMail
            ? text.lowercased().filter { !$0.isWhitespace }
            : String(decoding: text.utf8.filter { 0x30...0x39 ~= $0 }.suffix(10), as: UTF8.self)
        guard plain.utf8.count >= 6 else { return nil }
        digest = SHA256.hash(data: Array(((isMail ? "m" : "p") + plain).utf8))
    }

    /// Whether it is one of those in a customer's JSON. Digests are compared in constant time, and
    /// all of them.
    func isOf(_ json: [UInt8]) -> Bool {
        guard case .object(let person) = try? JSONParser.parse(json) else {
            return false
        }
        var isOne = false
        for name in ["email", "phone"] {
            guard case .string(let text) = person[name], let known = Contact(text) else { continue }
            let isThis = known.digest == digest
            isOne = isOne || isThis
        }
        return isOne
    }
}

/// The body of `POST …/find`: `{"contact": "email or phone"}`.
enum FindBody {
    static func parse(_ bytes: Span<UInt8>, limits: GatewayLimits) throws(Problem) -> Contact {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var text = ""
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            guard name == "contact" else { throw Fields.unknown(name) }
            try fields.note(0, name)
            text = try HoldBody.text(&scanner, bytes, "/contact", 254)
        }
        try scanner.end(bytes)
        if !fields.has(0) { throw .invalid("/contact", "is missing") }
        guard let contact = Contact(text) else {
            throw .invalid("/contact", "must be an e-mail address or a phone number")
        }
        return contact
    }
}
