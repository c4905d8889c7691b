import NIOCore
import SeatGrid

/// The body of `POST …/order`: `{"customer": {"name", "email", "phone"}, "ticket_types"?: {seat:
/// type}, "promo_code"?, "locale"?}`; of `POST …/quote` the same without the customer.
struct OrderBody: Sendable {
    /// Compact JSON.
    var customer: [UInt8] = []
    var ticketTypes: [SeatIndex: String] = [:]
    var promotion: String?
    var locale = "en"

    /// - Parameter country: of phone numbers of ten digits, as `+91`; nil: they are refused.
    static func parse(
        _ bytes: Span<UInt8>,
        plan: SeatPlan,
        limits: GatewayLimits,
        country: String? = nil,
        isQuote: Bool = false
    ) throws(Problem) -> OrderBody {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var body = OrderBody()
        var missing: String?
        if isQuote, bytes.isEmpty { return body }
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            switch name {
            case "customer" where !isQuote:
                try fields.note(0, name)
                body.customer = try Person.parse(&scanner, bytes, country: country).json
            case "ticket_types":
                try fields.note(1, name)
                missing = try types(&scanner, bytes, plan, limits) { body.ticketTypes[$0] = $1 }
            case "promo_code":
                try fields.note(2, name)
                if try scanner.null(bytes) { return }
                body.promotion = try HoldBody.text(&scanner, bytes, "/promo_code", 64)
            case "locale":
                try fields.note(3, name)
                body.locale = try scanner.string(bytes, at: "/locale")
                guard ["en", "hi"].contains(body.locale) else {
                    throw .invalid("/locale", "must be \"en\" or \"hi\"")
                }
            default:
                throw Fields.unknown(name)
            }
        }
        try scanner.end(bytes)
        if !isQuote, !fields.has(0) { throw .invalid("/customer", "is missing") }
        if let missing {
            throw .invalid("/ticket_types/\(Fields.escaped(missing))", "is no seat of the layout")
        }
        return body
    }

    /// The first label that is no seat; nil: all are.
    private static func types(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        _ plan: SeatPlan,
        _ limits: GatewayLimits,
        _ add: (SeatIndex, String) -> Void
    ) throws(Problem) -> String? {
        var missing: String?
        var count = 0
        try scanner.object(bytes, at: "/ticket_types") { scanner, bytes, label throws(Problem) in
            count += 1
            guard count <= Limits.seatsPerHold else {
                throw .invalid("/ticket_types", "names more than \(Limits.seatsPerHold) seats")
            }
            let pointer = "/ticket_types/\(Fields.escaped(label))"
            let type = try HoldBody.text(&scanner, bytes, pointer, Limits.textBytes)
            guard let seat = plan.index(ofLabel: label) else {
                missing = missing ?? label
                return
            }
            add(seat, type)
        }
        return missing
    }
}

/// Who buys. What is known of people is sealed before it is stored.
struct Person: Equatable, Sendable {
    var name = ""
    var email: String?
    /// As `PhoneNumber` spells it.
    var phone: String?

    /// An object with `name`, and `email` or `phone` or both: such as tickets can be sent to.
    static func parse(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        country: String?
    ) throws(Problem) -> Person {
        var person = Person()
        var fields = Fields()
        try scanner.object(bytes, at: "/customer") { scanner, bytes, name throws(Problem) in
            let pointer = "/customer/\(Fields.escaped(name))"
            switch name {
            case "name":
                try fields.note(0, "customer/name")
                person.name = try HoldBody.text(&scanner, bytes, pointer, 200)
                guard isPlain(person.name) else {
                    throw .invalid(pointer, "must not have control characters")
                }
            case "email":
                try fields.note(1, "customer/email")
                let email = try HoldBody.text(&scanner, bytes, pointer, 254)
                guard MailAddress(email) != nil else {
                    throw .invalid(pointer, "is no e-mail address like asha@example.in")
                }
                person.email = email
            case "phone":
                try fields.note(2, "customer/phone")
                let phone = try HoldBody.text(&scanner, bytes, pointer, 32)
                guard let number = PhoneNumber(phone, country: country) else {
                    throw .invalid(pointer, "must be a number with its country, +919812345678")
                }
                person.phone = number.text
            default:
                throw Fields.unknown(name, under: "/customer")
            }
        }
        if !fields.has(0) { throw .invalid("/customer/name", "is missing") }
        if person.email == nil, person.phone == nil {
            throw .invalid("/customer/email", "is missing: the ticket goes there")
        }
        return person
    }

    /// As it is sealed.
    var json: [UInt8] {
        var out = ByteWriter()
        out.writeStaticString("{\"name\":")
        out.writeJSON(name)
        if let email {
            out.writeStaticString(",\"email\":")
            out.writeJSON(email)
        }
        if let phone {
            out.writeStaticString(",\"phone\":")
            out.writeJSON(phone)
        }
        out.writeStaticString("}")
        return Array(out.buffer.readableBytesView)
    }

    private static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
    }
}

/// The body of `POST …/payment`: what the provider's checkout page answered.
struct PaymentBody: Equatable, Sendable {
    var payment = ""
    var order = ""
    var signature = ""

    static func parse(_ bytes: Span<UInt8>, limits: GatewayLimits) throws(Problem) -> PaymentBody {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var body = PaymentBody()
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            switch name {
            case "razorpay_payment_id":
                try fields.note(0, name)
                body.payment = try HoldBody.text(&scanner, bytes, "/\(name)", 64)
            case "razorpay_order_id":
                try fields.note(1, name)
                body.order = try HoldBody.text(&scanner, bytes, "/\(name)", 64)
            case "razorpay_signature":
                try fields.note(2, name)
                body.signature = try HoldBody.text(&scanner, bytes, "/\(name)", 256)
            default:
                throw Fields.unknown(name)
            }
        }
        try scanner.end(bytes)
        let names = ["razorpay_payment_id", "razorpay_order_id", "razorpay_signature"]
        for (place, name) in names.enumerated() where !fields.has(place) {
            throw .invalid("/\(name)", "is missing")
        }
        return body
    }
}

/// The body of `POST …/cancel` and `…/refund_quote`: `{"seats"?: […]}`, or nothing.
enum CancelBody {
    /// nil: all seats that are left.
    static func parse(
        _ bytes: Span<UInt8>,
        plan: SeatPlan,
        limits: GatewayLimits
    ) throws(Problem) -> SeatList? {
        if bytes.isEmpty { return nil }
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var names = SeatNames(plan: plan)
        var seats = SeatList()
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            guard name == "seats" else { throw Fields.unknown(name) }
            try fields.note(0, name)
            try names.read(&scanner, bytes, at: "/seats") { seats.append($0) }
        }
        try scanner.end(bytes)
        try names.finish()
        return fields.has(0) ? seats : nil
    }
}

/// The body of `POST …/offer`: `{"accept": true}`.
enum OfferBody {
    static func parse(_ bytes: Span<UInt8>, limits: GatewayLimits) throws(Problem) -> Bool {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var accepts = false
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            guard name == "accept" else { throw Fields.unknown(name) }
            try fields.note(0, name)
            accepts = try scanner.bool(bytes, at: "/accept")
        }
        try scanner.end(bytes)
        if !fields.has(0) { throw .invalid("/accept", "is missing") }
        return accepts
    }
}

/// The body of `POST …/resolve`: `{"action": "retry"|"give_up"|"settled"}`.
enum ResolveBody {
    static func parse(_ bytes: Span<UInt8>, limits: GatewayLimits) throws(Problem) -> Resolution {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var found: Resolution?
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            guard name == "action" else { throw Fields.unknown(name) }
            try fields.note(0, name)
            found = Resolution(rawValue: try scanner.string(bytes, at: "/action"))
        }
        try scanner.end(bytes)
        guard let found else {
            let words = Resolution.allCases.map { "\"\($0.rawValue)\"" }
            throw .invalid("/action", "must be \(words.joined(separator: ", "))")
        }
        return found
    }
}
