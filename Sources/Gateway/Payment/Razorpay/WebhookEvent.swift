import Crypto
package import SeatGrid

/// What one webhook says. Events come at least once, in any order, and hours late.
package struct WebhookEvent: Equatable, Sendable {
    /// The longest body that is looked at; Razorpay's are a few kilobytes.
    package static let maximumBytes = 64 * 1_024
    /// The events that mean something here; others are taken and ignored.
    static let known: Set<String> = [
        "payment.authorized", "payment.captured", "payment.failed", "order.paid",
        "refund.created", "refund.processed", "refund.failed",
    ]

    /// The same for each delivery of one event: `x-razorpay-event-id`, or, without that header, a
    /// digest of the body.
    package let id: String
    /// Like `payment.captured`.
    package let name: String
    /// When it happened, seconds since 1970; 0 if it doesn't say.
    package let createdAt: Int64
    /// The payment as it was then; nil: the event is not about one of ours.
    package let payment: PaymentReport?
    package let refund: RefundReport?
    /// The notes and the receipt of the order if the event tells them, else the payment's notes.
    /// Useful to find whose order it is, and no more: a checkout page may set a payment's notes.
    package let notes: [String: String]
    package let receipt: String?

    /// Whether there is nothing to do but to say thank you.
    package var isIgnored: Bool { payment == nil && refund == nil }

    /// Reads a body whose signature was found good. nil if it is no event; unknown fields and kinds
    /// of events are nothing wrong.
    package init?(_ body: [UInt8], eventID: String?) {
        guard body.count <= Self.maximumBytes,
            let json = try? JSONParser.parse(body, maxDepth: 16),
            case .object(let object) = json,
            case .string(let name) = object["event"], name.utf8.count <= 64
        else { return nil }
        let entity = { (kind: String) in
            RazorpayEntity(json[pointer: "/payload/\(kind)/entity"])
        }
        let isKnown = Self.known.contains(name)
        let payment = isKnown ? entity("payment") : nil
        let refund = isKnown && name.hasPrefix("refund.") ? entity("refund") : nil
        let order = isKnown ? entity("order") : nil
        // A known event without what it is about is a fault of somebody's, not of no concern.
        guard !isKnown || payment != nil || refund != nil else { return nil }
        id = Self.id(eventID, body)
        self.name = name
        if case .integer(let seconds) = object["created_at"], seconds >= 0 {
            createdAt = seconds
        } else {
            createdAt = 0
        }
        self.payment = payment?.payment
        self.refund = refund?.refund
        notes = order?.notes ?? payment?.notes ?? [:]
        receipt = order?.text("receipt")
    }

    private static func id(_ header: String?, _ body: [UInt8]) -> String {
        if let header, (1...64).contains(header.utf8.count),
            header.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        {
            return header
        }
        return "sha256_" + KeyFile.hex(SHA256.hash(data: body).prefix(16))
    }
}
