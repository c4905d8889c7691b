/// The plain page at `/` and its two files, to be served as they are.
package enum StaticPage {
    /// One file.
    package struct File: Sendable {
        package let contentType: String
        package let bytes: [UInt8]
    }

    /// By path: `/`, `/app.css`, `/app.js`.
    package static let files: [String: File] = [
        "/": File(contentType: "text/html; charset=utf-8", bytes: Array(html.utf8)),
        "/app.css": File(contentType: "text/css; charset=utf-8", bytes: Array(css.utf8)),
        "/app.js": File(contentType: "text/javascript; charset=utf-8", bytes: Array(script.utf8)),
    ]

    /// The `Content-Security-Policy` to serve them with: nothing inline, nothing from elsewhere.
    package static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
