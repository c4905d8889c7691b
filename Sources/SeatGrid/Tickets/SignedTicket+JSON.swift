/// `ticket.json`: fields for people, and the bytes and signature for programs.
///
///     {"format":"seatgrid-ticket/1","show":"sh1","booking":"bk_…","seats":["A-1"],
///      "starts_at":"…Z","epoch":1,"issued_at":"…Z","key_id":"1f2e3d4c",
///      "payload":"<base64url>","signature":"<base64url>","ticket":"SG1.…"}
///
/// `signature` is Ed25519 over `SeatGrid ticket 1`, a zero byte and the bytes of `payload`. A
/// reader that trusts a field must compare it with `payload`, as `TicketVerifier` does.
extension SignedTicket {
    private static let format = "seatgrid-ticket/1"
    private static let fields = [
        "format", "show", "booking", "seats", "starts_at", "epoch", "issued_at", "key_id",
        "payload",
        "signature", "ticket",
    ]

    /// The bytes of `ticket.json`.
    package var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("format", Self.format)
            json.field("show", payload.show.rawValue)
            json.field("booking", "bk_" + Crockford.string(payload.booking.bits))
            json.field("seats", payload.seats)
            json.field("starts_at", payload.startsAt.rfc3339)
            json.field("epoch", payload.epoch)
            json.field("issued_at", payload.issuedAt.rfc3339)
            json.field("key_id", key.description)
            json.field("payload", TicketText.base64(payload.bytes(key: key), isURL: true))
            json.field("signature", TicketText.base64(signature, isURL: true))
            json.field("ticket", text)
        }
        return json.bytes
    }

    /// Reads `ticket.json`; it still has to be verified. What it says in words must be what its
    /// bytes say, or it is forged.
    init(json bytes: [UInt8]) throws(TicketRefusal) {
        guard bytes.count <= TicketLimits.json else { throw .malformed(.tooLong) }
        guard let value = try? JSONParser.parse(bytes, maxDepth: 4),
            case .object(let object) = value, case .string(let format)? = object["format"]
        else { throw .malformed(.notATicket) }
        guard format == Self.format else { throw Self.version(of: format) }
        guard object.members.count == Self.fields.count,
            let payload = Self.bytes(object["payload"]),
            let signature = Self.bytes(object["signature"])
        else { throw .malformed(.notCanonical) }
        guard signature.count == Self.signatureBytes else { throw .malformed(.truncated) }
        var key = TicketKeyID(bytes: [0, 0, 0, 0])
        let read = try TicketPayload(bytes: payload, key: &key)
        self.init(payload: read, key: key, signature: signature)
        guard let own = try? JSONParser.parse(json, maxDepth: 4), case .object(let words) = own,
            Self.fields.allSatisfy({ words[$0] == object[$0] })
        else { throw .forged }
    }

    private static func bytes(_ value: JSONValue?) -> [UInt8]? {
        guard case .string(let text)? = value else { return nil }
        return TicketText.bytes(base64: text, isURL: true)
    }

    private static func version(of format: String) -> TicketRefusal {
        let parts = format.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "seatgrid-ticket", let version = Int(parts[1]) else {
            return .malformed(.notATicket)
        }
        return .unknownVersion(version)
    }
}
