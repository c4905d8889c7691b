/// What pages of the web app may do in a browser.
enum WebSecurity {
    /// Nothing inline, and nothing from elsewhere but Razorpay's checkout where it takes the money.
    static func contentSecurityPolicy(takesRazorpay: Bool) -> String {
        let script = takesRazorpay ? " https://checkout.razorpay.com" : ""
        let calls = takesRazorpay ? " https://api.razorpay.com https://lumberjack.razorpay.com" : ""
        let frames =
            takesRazorpay
            ? "frame-src https://api.razorpay.com https://checkout.razorpay.com; " : ""
        return "default-src 'none'; script-src 'self'\(script); style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'\(calls); \(frames)"
            + "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'"
    }

    /// Beside the policy, with every page. Addresses of orders and signed links stay here.
    static let headers = [
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin-allow-popups"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]
}
