/// Why a provider gave no answer, or not the hoped-for one.
///
/// After `unknown` the request may have been carried out: ask before anything else is done, or
/// repeat it under the same key. After the other three nothing happened at the provider.
package enum PaymentError: Error, Equatable, Sendable {
    /// The provider said no, and would say so again. `code` is its word for why, `detail` a text
    /// for operators; neither has a secret or a name in it.
    case refused(code: String, detail: String)
    /// No answer in time, the connection was lost, a 5xx, or an answer that can't be read.
    case unknown(detail: String)
    /// Too many requests. The delay is what the provider asked for, or a second.
    case rateLimited(retryAfterMilliseconds: Int64)
    /// The key or its secret is wrong: nothing works until an operator has seen to it.
    case unauthorized

    /// Whether the request may have had an effect.
    package var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }

    /// What happened, for the log: no secret and no name.
    package var words: String {
        switch self {
        case .refused(let code, _): "refused: \(code)"
        case .unknown(let detail): "unknown: \(detail)"
        case .rateLimited(let milliseconds): "too many requests, wait \(milliseconds) ms"
        case .unauthorized: "the key is refused"
        }
    }
}
