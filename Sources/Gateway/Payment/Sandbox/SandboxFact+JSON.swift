import SeatGrid

/// A fact as a line of JSON, and back.
extension SandboxFact {
    var line: [UInt8] {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            switch self {
            case .key(let key): json.field("key", key)
            case .order(let order): json.object("order") { Self.write(order, to: &$0) }
            case .payment(let payment): json.object("payment") { Self.write(payment, to: &$0) }
            case .refund(let refund): json.object("refund") { Self.write(refund, to: &$0) }
            }
        }
        return json.bytes
    }

    /// nil if `line` is not what `line` writes.
    init?(line: [UInt8]) {
        guard let json = try? JSONParser.parse(line, maxDepth: 4), case .object(let object) = json,
            let member = object.members.first, object.members.count == 1
        else { return nil }
        if case .string(let key) = member.value, member.name == "key" {
            self = .key(key)
            return
        }
        guard case .object(let fields) = member.value else { return nil }
        let reader = SandboxFields(object: fields)
        switch member.name {
        case "order":
            guard let order = SandboxOrder(reader) else { return nil }
            self = .order(order)
        case "payment":
            guard let payment = SandboxPayment(reader) else { return nil }
            self = .payment(payment)
        case "refund":
            guard let refund = SandboxRefund(reader) else { return nil }
            self = .refund(refund)
        default: return nil
        }
    }

    private static func write(_ order: SandboxOrder, to json: inout JSONWriter) {
        json.field("id", order.id)
        json.field("amount", order.amount)
        json.field("currency", order.currency)
        json.field("receipt", order.receipt)
        write(order.notes, to: &json)
        json.field("created_at", order.createdAt)
        json.field("amount_paid", order.amountPaid)
    }

    private static func write(_ payment: SandboxPayment, to json: inout JSONWriter) {
        json.field("id", payment.id)
        json.field("order", payment.order)
        json.field("amount", payment.amount)
        json.field("currency", payment.currency)
        json.field("created_at", payment.createdAt)
        if let time = payment.answersAt { json.field("answers_at", time) }
        json.field("declined", payment.isDeclined)
        if let time = payment.capturedAt { json.field("captured_at", time) }
        json.field("refunded", payment.refunded)
    }

    private static func write(_ refund: SandboxRefund, to json: inout JSONWriter) {
        json.field("id", refund.id)
        json.field("payment", refund.payment)
        json.field("amount", refund.amount)
        json.field("currency", refund.currency)
        json.field("intent", refund.intent)
        write(refund.notes, to: &json)
        json.field("created_at", refund.createdAt)
    }

    private static func write(_ notes: [String: String], to json: inout JSONWriter) {
        json.object("notes") { json in
            for (name, text) in notes.sorted(by: { $0.key < $1.key }) { json.field(name, text) }
        }
    }
}

/// Reads the fields of one record.
private struct SandboxFields {
    let object: JSONObject

    func text(_ name: String) -> String? {
        guard case .string(let text) = object[name] else { return nil }
        return text
    }

    func number(_ name: String) -> Int64? {
        guard case .integer(let number) = object[name] else { return nil }
        return number
    }

    func flag(_ name: String) -> Bool? {
        guard case .bool(let flag) = object[name] else { return nil }
        return flag
    }

    var notes: [String: String]? {
        guard case .object(let notes) = object["notes"] else { return nil }
        var found: [String: String] = [:]
        for member in notes.members {
            guard case .string(let text) = member.value else { return nil }
            found[member.name] = text
        }
        return found
    }
}

extension SandboxOrder {
    fileprivate init?(_ fields: SandboxFields) {
        guard let id = fields.text("id"), let amount = fields.number("amount"),
            let currency = fields.text("currency"), let receipt = fields.text("receipt"),
            let notes = fields.notes, let created = fields.number("created_at"),
            let paid = fields.number("amount_paid")
        else { return nil }
        self.init(
            id: id,
            amount: amount,
            currency: currency,
            receipt: receipt,
            notes: notes,
            createdAt: created,
            amountPaid: paid
        )
    }
}

extension SandboxPayment {
    fileprivate init?(_ fields: SandboxFields) {
        guard let id = fields.text("id"), let order = fields.text("order"),
            let amount = fields.number("amount"), let currency = fields.text("currency"),
            let created = fields.number("created_at"), let declined = fields.flag("declined"),
            let refunded = fields.number("refunded")
        else { return nil }
        self.init(
            id: id,
            order: order,
            amount: amount,
            currency: currency,
            createdAt: created,
            answersAt: fields.number("answers_at"),
            isDeclined: declined,
            capturedAt: fields.number("captured_at"),
            refunded: refunded
        )
    }
}

extension SandboxRefund {
    fileprivate init?(_ fields: SandboxFields) {
        guard let id = fields.text("id"), let payment = fields.text("payment"),
            let amount = fields.number("amount"), let currency = fields.text("currency"),
            let intent = fields.text("intent"), let notes = fields.notes,
            let created = fields.number("created_at")
        else { return nil }
        self.init(
            id: id,
            payment: payment,
            amount: amount,
            currency: currency,
            intent: intent,
            notes: notes,
            createdAt: created
        )
    }
}
