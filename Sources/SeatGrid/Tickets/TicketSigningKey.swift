internal import Crypto

/// What a node signs tickets with. Nothing prints it.
package struct TicketSigningKey: Sendable {
    package let publicKey: TicketPublicKey
    private let key: Curve25519.Signing.PrivateKey

    /// - Parameter seed: 32 bytes of the system's generator; nil if there are not as many.
    package init?(seed: [UInt8]) {
        guard seed.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let known = TicketPublicKey(raw: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.key = key
        publicKey = known
    }

    /// Signs a ticket.
    package func sign(_ payload: TicketPayload) -> SignedTicket {
        let bytes = payload.bytes(key: publicKey.id)
        let made = signature(of: SignedTicket.message(bytes))
        return SignedTicket(payload: payload, key: publicKey.id, signature: made)
    }

    func signature(of message: [UInt8]) -> [UInt8] {
        guard let made = try? key.signature(for: message) else {
            preconditionFailure("Ed25519 can sign anything")
        }
        return Array(made)
    }
}
