/// Where Razorpay is and how it knows us.
package struct RazorpaySettings: Sendable {
    package static let usualURL = "https://api.razorpay.com"

    /// Public: checkout pages have it.
    package let keyID: String
    package let keySecret: Secret
    /// The newest first. Retries of old webhooks are signed with the secret of their time.
    package let webhookSecrets: [Secret]
    /// Scheme, host and port.
    package let baseURL: String

    package init(
        keyID: String,
        keySecret: Secret,
        webhookSecrets: [Secret],
        baseURL: String = RazorpaySettings.usualURL
    ) throws(SecretFile.Failure) {
        guard RazorpayID.isPlausible(keyID) else {
            throw SecretFile.Failure("RAZORPAY_KEY_ID is no key id: rzp_test_… or rzp_live_…")
        }
        guard Self.isAllowed(baseURL) else {
            throw SecretFile.Failure(
                "RAZORPAY_URL must be https://HOST, or http:// on a loopback address"
            )
        }
        self.keyID = keyID
        self.keySecret = keySecret
        self.webhookSecrets = webhookSecrets
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    }

    /// `RAZORPAY_KEY_ID`, `RAZORPAY_KEY_SECRET`, `RAZORPAY_WEBHOOK_SECRET` (one a line, the newest
    /// first; both also as `…_FILE`) and `RAZORPAY_URL`; nil if there is no key id.
    package static func read(
        _ environment: [String: String]
    ) throws(SecretFile.Failure) -> RazorpaySettings? {
        guard let keyID = environment["RAZORPAY_KEY_ID"], !keyID.isEmpty else { return nil }
        guard let secrets = try SecretFile.secrets("RAZORPAY_KEY_SECRET", in: environment),
            let secret = secrets.first, secrets.count == 1
        else {
            throw SecretFile.Failure("RAZORPAY_KEY_SECRET (or …_FILE) must have the key's secret")
        }
        guard
            let webhook = try SecretFile.secrets("RAZORPAY_WEBHOOK_SECRET", in: environment),
            webhook.count <= 4
        else {
            throw SecretFile.Failure(
                "RAZORPAY_WEBHOOK_SECRET (or …_FILE) must have 1 to 4 secrets, one a line"
            )
        }
        return try RazorpaySettings(
            keyID: keyID,
            keySecret: secret,
            webhookSecrets: webhook,
            baseURL: environment["RAZORPAY_URL"] ?? usualURL
        )
    }

    /// A secret must not cross a network in the clear; on the machine itself tests may.
    private static func isAllowed(_ url: String) -> Bool {
        let rest: Substring
        let isSecure = url.hasPrefix("https://")
        if isSecure {
            rest = url.dropFirst(8)
        } else if url.hasPrefix("http://") {
            rest = url.dropFirst(7)
        } else {
            return false
        }
        let place = rest.hasSuffix("/") ? rest.dropLast() : rest
        guard !place.isEmpty, !place.contains(where: { "/?#@ \\".contains($0) }) else {
            return false
        }
        if isSecure { return true }
        return ["127.0.0.1", "localhost", "[::1]"].contains { host in
            place == host || place.hasPrefix("\(host):")
        }
    }
}
