/// Why a dialogue with a server came to nothing.
enum SMTPFailure: Error, Equatable {
    /// No connection, no TLS, no greeting, no login.
    case unavailable(String)
    /// The connection ended.
    case closed(String)
    /// The server said nothing for too long.
    case timedOut(String)

    var text: String {
        switch self {
        case .unavailable(let text), .closed(let text), .timedOut(let text): text
        }
    }
}
