internal import Crypto

/// What a door needs: an Ed25519 public key.
package struct TicketPublicKey: Equatable, Sendable {
    package let raw: [UInt8]
    package let id: TicketKeyID

    /// nil unless these are 32 bytes.
    package init?(raw: [UInt8]) {
        guard raw.count == 32 else { return nil }
        self.raw = raw
        id = TicketKeyID(bytes: Array(Crypto.SHA256.hash(data: raw).prefix(4)))
    }

    func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw) else {
            return false
        }
        return key.isValidSignature(signature, for: message)
    }
}
