/// Tells tickets from anything else, with public keys alone: no network, no log, no clock.
package struct TicketVerifier: Sendable {
    private let keys: [TicketKeyID: [TicketPublicKey]]

    /// Several keys, for tickets of before a rotation stay good.
    package init(_ keys: [TicketPublicKey]) {
        self.keys = Dictionary(grouping: keys, by: \.id)
    }

    /// Reads and verifies a ticket in either form, white space around it passed over.
    ///
    /// A ticket that verifies was issued here; whether it still lets anybody in is for `CheckIn`.
    package func verify(_ bytes: [UInt8]) throws(TicketRefusal) -> SignedTicket {
        let isSpace = { (byte: UInt8) in byte == 0x20 || 0x09...0x0d ~= byte }
        guard bytes.count <= TicketLimits.json else { throw .malformed(.tooLong) }
        let found = Array(bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
        if found.first == UInt8(ascii: "{") { return try check(SignedTicket(json: found)) }
        guard let text = String(validating: found, as: UTF8.self) else {
            throw .malformed(.notATicket)
        }
        return try check(SignedTicket(text: text))
    }

    /// Whether any of the keys signed the message.
    func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        keys.values.contains { $0.contains { $0.isValid(signature, of: message) } }
    }

    private func check(_ ticket: SignedTicket) throws(TicketRefusal) -> SignedTicket {
        guard let known = keys[ticket.key] else { throw .unknownKey(ticket.key) }
        let message = SignedTicket.message(ticket.payload.bytes(key: ticket.key))
        guard known.contains(where: { $0.isValid(ticket.signature, of: message) }) else {
            throw .forged
        }
        return ticket
    }
}
