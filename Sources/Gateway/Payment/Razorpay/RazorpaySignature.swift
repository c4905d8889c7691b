/// How Razorpay signs: lower-case hex of HMAC-SHA256. The checkout's answer is signed with the API
/// key's secret, webhooks with a secret of their own.
package enum RazorpaySignature {
    /// Signs what the checkout page hands to the browser.
    package static func ofCheckout(order: String, payment: String, secret: Secret) -> String {
        KeyFile.hex(secret.code(for: message(order, payment)))
    }

    /// Signs a webhook's body.
    package static func ofWebhook(_ body: [UInt8], secret: Secret) -> String {
        KeyFile.hex(secret.code(for: body))
    }

    /// Whether the provider said that `payment` belongs to `order`.
    package static func isCheckout(
        _ signature: String,
        order: String,
        payment: String,
        secret: Secret
    ) -> Bool {
        // With a bar in an id, two different pairs would have one signature.
        guard RazorpayID.isPlausible(order), RazorpayID.isPlausible(payment),
            let code = code(of: signature)
        else { return false }
        return secret.isCode(code, for: message(order, payment))
    }

    /// Whether the provider sent `body`, which is as it came, not read and written again.
    package static func isWebhook(_ signature: String, body: [UInt8], secret: Secret) -> Bool {
        guard let code = code(of: signature) else { return false }
        return secret.isCode(code, for: body)
    }

    private static func message(_ order: String, _ payment: String) -> [UInt8] {
        Array("\(order)|\(payment)".utf8)
    }

    /// The 32 bytes that 64 lower-case hexadecimal digits stand for; nil for anything else.
    private static func code(of signature: String) -> [UInt8]? {
        let digits = Array(signature.utf8)
        guard digits.count == 64 else { return nil }
        var code: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = value(of: digits[index]), let low = value(of: digits[index + 1])
            else { return nil }
            code.append(high << 4 | low)
        }
        return code
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
