package import SeatGrid

/// The keys that tickets are signed with, and told from forgeries by.
package struct TicketOffice: Sendable {
    let signing: TicketSigningKey
    /// The signing key's first, then older ones.
    let known: [TicketPublicKey]
    let verifier: TicketVerifier

    package init(signing: TicketSigningKey, known: [TicketPublicKey]) {
        self.signing = signing
        self.known = known
        verifier = TicketVerifier(known)
    }
}
