import Crypto

/// How a receiver knows that a webhook is ours and fresh: `t=SECONDS,v1=HEX`, HEX being HMAC-SHA256
/// of `SECONDS.BODY` under the endpoint's secret.
package enum WebhookSignature {
    /// The header's name.
    package static let field = "X-SeatGrid-Signature"

    /// The header's value.
    ///
    /// - Parameter seconds: since 1970; receivers refuse what is more than five minutes off.
    package static func value(_ body: [UInt8], secret: String, seconds: Int64) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        let signed = Array("\(seconds).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: key)
        return "t=\(seconds),v1=\(KeyFile.hex(code))"
    }
}
