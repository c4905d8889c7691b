/// The token of a link to a booking, as mails carry it: whoever has it may look.
///
/// A signature by a ticket key over show and booking, so that nothing has to be kept for it and
/// nothing of a person is in it. It is good for as long as the key is known.
package enum BookingLink {
    private static let domain = Array("SeatGrid booking link 1\0".utf8)
    /// Characters of any token, and more.
    package static let longest = 128

    static func message(_ show: ShowID, _ booking: BookingID) -> [UInt8] {
        domain + Array((show.rawValue + "\0" + Crockford.string(booking.bits)).utf8)
    }
}

extension TicketSigningKey {
    /// The token for a booking.
    package func link(to booking: BookingID, in show: ShowID) -> String {
        TicketText.base64(signature(of: BookingLink.message(show, booking)), isURL: true)
    }
}

extension TicketVerifier {
    /// Whether the token was made for just this booking.
    package func isLink(_ token: String, to booking: BookingID, in show: ShowID) -> Bool {
        guard token.utf8.count <= BookingLink.longest,
            let signature = TicketText.bytes(base64: token, isURL: true)
        else { return false }
        let message = BookingLink.message(show, booking)
        return isValid(signature, of: message)
    }
}
