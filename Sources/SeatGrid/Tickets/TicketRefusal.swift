/// Why something is no ticket. Each has a word for programs and a sentence for people.
package enum TicketRefusal: Error, Equatable, Sendable {
    /// What is wrong with bytes that are no ticket.
    package enum Fault: String, Sendable, CaseIterable {
        case notATicket = "This is no ticket of SeatGrid."
        case tooLong = "This is longer than any ticket."
        case truncated = "This ticket is cut short."
        case notCanonical = "This ticket is not spelt as tickets are."
    }

    case malformed(Fault)
    /// It may be a ticket of a later program.
    case unknownVersion(Int)
    /// Nobody here knows the key that is said to have signed it.
    case unknownKey(TicketKeyID)
    /// The signature is not the key's: somebody changed it or made it up.
    case forged

    /// One word: `malformed`, `unknown_version`, `unknown_key` or `forged`.
    package var code: String {
        switch self {
        case .malformed: "malformed"
        case .unknownVersion: "unknown_version"
        case .unknownKey: "unknown_key"
        case .forged: "forged"
        }
    }
}

extension TicketRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let fault): fault.rawValue
        case .unknownVersion(let version):
            "This ticket has version \(version), which this program does not know."
        case .unknownKey(let key):
            "This ticket was signed with key \(key), which is not known here."
        case .forged: "This ticket was not issued here: its signature is wrong."
        }
    }
}
