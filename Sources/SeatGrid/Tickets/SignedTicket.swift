/// A ticket with the signature that makes it one.
///
/// Its text is what the QR code carries: `SG1.` and base 32 of the payload's bytes with the
/// signature's 64 after them. All upper case, so that a QR code holds it in its denser mode.
package struct SignedTicket: Equatable, Sendable {
    package let payload: TicketPayload
    /// Which key signed it.
    package let key: TicketKeyID
    let signature: [UInt8]

    static let signatureBytes = 64
    private static let prefix = "SG1."
    /// Before the payload's bytes, so that a signature of anything else is never one of a ticket.
    private static let domain = Array("SeatGrid ticket 1\0".utf8)

    /// What is signed for a payload of these bytes.
    static func message(_ payload: [UInt8]) -> [UInt8] { domain + payload }

    init(payload: TicketPayload, key: TicketKeyID, signature: [UInt8]) {
        self.payload = payload
        self.key = key
        self.signature = signature
    }

    /// The text form.
    package var text: String {
        Self.prefix + TicketText.base32(payload.bytes(key: key) + signature)
    }

    /// The QR code of the text form.
    package func code(level: QRLevel = .medium) throws(QRCode.TooLong) -> QRCode {
        try QRCode(text, level: level)
    }

    /// Reads the text form; it still has to be verified.
    init(text: String) throws(TicketRefusal) {
        guard text.utf8.count <= TicketLimits.text else { throw .malformed(.tooLong) }
        guard text.hasPrefix(Self.prefix) else {
            throw text.hasPrefix("SG") ? Self.version(of: text) : .malformed(.notATicket)
        }
        guard let bytes = TicketText.bytes(base32: text.dropFirst(Self.prefix.count)) else {
            throw .malformed(.notCanonical)
        }
        guard bytes.count > Self.signatureBytes else { throw .malformed(.truncated) }
        var key = TicketKeyID(bytes: [0, 0, 0, 0])
        let payload = try TicketPayload(
            bytes: Array(bytes.dropLast(Self.signatureBytes)),
            key: &key
        )
        self.init(
            payload: payload,
            key: key,
            signature: Array(bytes.suffix(Self.signatureBytes))
        )
    }

    /// `SG2.…` is a ticket of a later program.
    private static func version(of text: String) -> TicketRefusal {
        let digits = text.dropFirst(2).prefix { $0 != "." }
        guard let version = Int(digits), text.dropFirst(2 + digits.count).hasPrefix("."),
            version > 1
        else { return .malformed(.notATicket) }
        return .unknownVersion(version)
    }
}
