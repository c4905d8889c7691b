/// The server that mails are handed to, and how.
package struct SMTPSettings: Equatable, Sendable {
    /// When the connection is encrypted.
    package enum TLS: String, Sendable {
        /// After STARTTLS; a server that doesn't offer it gets nothing.
        case startTLS = "starttls"
        /// From the first byte, as on port 465.
        case implicit
        /// Never: for a relay on this machine.
        case none
    }

    package var host: String
    package var port: Int
    package var tls: TLS
    /// PEM certificates to trust instead of the system's.
    package var caFile: String?
    package var user: String?
    package var password: String?
    /// The name in EHLO.
    package var hello: String
    /// For each answer, milliseconds; ten times that for the answer to a whole mail, since nobody
    /// knows what became of one whose answer is not waited for (RFC 5321 §4.5.3.2).
    package var timeout: Int64

    /// For TLS; an address has no name to be asked for.
    var serverName: String? {
        host.utf8.contains(UInt8(ascii: ":")) || host.allSatisfy { $0.isNumber || $0 == "." }
            ? nil : host
    }
}
