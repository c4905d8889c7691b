import Crypto

/// A key that is never printed: whatever writes it out, a log, a test's failure or a dump, gets
/// `<secret>`.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let key: SymmetricKey

    /// nil if `bytes` are none, or more than a secret ever has.
    package init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard (1...1_024).contains(bytes.count) else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// 256 random bits.
    package static func random() -> Secret { Secret(SymmetricKey(size: .bits256)) }

    private init(_ key: SymmetricKey) { self.key = key }

    /// `Basic …` (RFC 7617) for `user` with this as the password.
    func basicCredentials(user: String) -> Secret {
        reveal { secret in
            let pair = Array("\(user):".utf8) + secret
            return Secret(SymmetricKey(data: Array("Basic \(Base64.string(pair))".utf8)))
        }
    }

    /// Passes the bytes on; they are not to be kept or written anywhere.
    package func reveal<Result>(_ body: ([UInt8]) -> Result) -> Result {
        body(unsafe key.withUnsafeBytes { unsafe Array($0) })
    }

    /// HMAC-SHA256 under this key.
    package func code(for message: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }

    /// Whether `code` is `message`'s; takes as long for a wrong one as for the right one.
    package func isCode(_ code: [UInt8], for message: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: message, using: key)
    }

    package var description: String { "<secret>" }
    package var debugDescription: String { description }
    /// Nothing inside for `dump` to show.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
