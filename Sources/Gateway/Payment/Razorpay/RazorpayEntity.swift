import SeatGrid

/// One of Razorpay's entities as it came: fields that we don't know are skipped, fields that we
/// need must be there and be of their kind.
struct RazorpayEntity {
    /// More than any order may have, so that a gigantic one costs nothing to look through.
    private static let maximumNotes = 32

    private let object: JSONObject

    /// nil if `value` is no object.
    init?(_ value: JSONValue?) {
        guard case .object(let object) = value else { return nil }
        self.object = object
    }

    /// An order; nil if it is none.
    var order: ProviderOrder? {
        let states: [String: ProviderOrder.Status] = [
            "created": .created, "attempted": .attempted, "paid": .paid,
        ]
        guard let id = identifier("id"), let status = text("status").flatMap({ states[$0] }),
            let amount = amount("amount"), let currency = currency
        else { return nil }
        return ProviderOrder(
            id: id,
            status: status,
            amount: amount,
            amountPaid: self.amount("amount_paid") ?? 0,
            currency: currency,
            receipt: text("receipt") ?? "",
            notes: notes
        )
    }

    /// A payment; nil if it is none, or of no order: then it was not made by us.
    var payment: PaymentReport? {
        let states: [String: PaymentReport.Status] = [
            "created": .created, "authorized": .authorized, "captured": .captured,
            "refunded": .refunded, "failed": .failed,
        ]
        guard let id = identifier("id"), let order = identifier("order_id"),
            let status = text("status").flatMap({ states[$0] }),
            let amount = amount("amount"), let currency = currency,
            let refunded = self.amount("amount_refunded", orNull: 0), refunded <= amount
        else { return nil }
        return PaymentReport(
            payment: id,
            order: order,
            status: status,
            amount: amount,
            currency: currency,
            amountRefunded: refunded,
            reason: status == .failed ? reason : nil
        )
    }

    /// A refund; nil if it is none.
    var refund: RefundReport? {
        let states: [String: RefundReport.Status] = [
            "pending": .pending, "processed": .processed, "failed": .failed,
        ]
        guard let id = identifier("id"), let payment = identifier("payment_id"),
            let amount = amount("amount"), let currency = currency
        else { return nil }
        return RefundReport(
            refund: id,
            payment: payment,
            // Accounts without the feature send no status; nothing is known of such a refund yet.
            status: text("status").flatMap { states[$0] } ?? .pending,
            amount: amount,
            currency: currency,
            intent: text("receipt")
        )
    }

    /// Those notes that are texts. An entity without any has an empty list in their place.
    var notes: [String: String] {
        guard case .object(let notes) = object["notes"] else { return [:] }
        var found: [String: String] = [:]
        for member in notes.members.prefix(Self.maximumNotes) {
            if case .string(let text) = member.value, text.utf8.count <= 512 {
                found[member.name] = text
            }
        }
        return found
    }

    /// A text of at most 64 bytes.
    func text(_ name: String) -> String? {
        guard case .string(let text) = object[name], text.utf8.count <= 64 else { return nil }
        return text
    }

    /// Items of a collection.
    var items: [RazorpayEntity]? {
        guard case .array(let items) = object["items"] else { return nil }
        var entities: [RazorpayEntity] = []
        for item in items {
            guard let entity = RazorpayEntity(item) else { return nil }
            entities.append(entity)
        }
        return entities
    }

    private func identifier(_ name: String) -> String? {
        guard let id = text(name), RazorpayID.isPlausible(id) else { return nil }
        return id
    }

    private var currency: String? {
        guard let code = text("currency"), code.utf8.count == 3,
            code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { return nil }
        return code
    }

    private func amount(_ name: String, orNull fallback: Int64? = nil) -> Int64? {
        switch object[name] {
        case .integer(let amount) where amount >= 0: amount
        case .null, nil: fallback
        default: nil
        }
    }

    /// `error_reason`, else `error_code`, as one word.
    private var reason: String? {
        for name in ["error_reason", "error_code"] {
            guard let text = text(name), !text.isEmpty else { continue }
            let word = text.lowercased().unicodeScalars.filter { scalar in
                ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
            }
            if !word.isEmpty { return String(String.UnicodeScalarView(word)) }
        }
        return nil
    }
}
