/// The first 4 bytes of the SHA-256 of a public key: which key signed a ticket.
///
/// It is no proof of anything: it only finds the key among those that are known.
package struct TicketKeyID: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// - Precondition: 4 bytes.
    init(bytes: [UInt8]) {
        precondition(bytes.count == 4, "a key's id has 4 bytes")
        self.bytes = bytes
    }

    /// Reads 8 hexadecimal digits in lower case.
    init?(text: String) {
        guard text.utf8.count == 8, let value = UInt32(text, radix: 16) else { return nil }
        bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        guard description == text else { return nil }
    }

    package var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
