import NIOCore

/// A file of the web app, ready to be sent.
struct WebFile: Sendable {
    let type: String
    let plain: ByteBuffer
    /// Nil if that would not be shorter.
    let gzip: ByteBuffer?
    /// A strong entity tag, with its quotes.
    let tag: String

    init(path: String, bytes: [UInt8]) {
        type = Self.type(of: path)
        plain = ByteBuffer(bytes: bytes)
        gzip = Gzip.compress(bytes).flatMap { packed in
            packed.count < bytes.count ? ByteBuffer(bytes: packed) : nil
        }
        tag = "\"\(ContentHash.of([(path, bytes)]))\""
    }

    /// The body for a client that sent this `Accept-Encoding`, and whether it is compressed.
    func body(accepting encodings: [String]) -> (bytes: ByteBuffer, isPacked: Bool) {
        guard let gzip, Self.takesGzip(encodings) else { return (plain, false) }
        return (gzip, true)
    }

    /// RFC 9110 §12.5.3, as far as one coding needs it: named, or `*`, and not with a weight of 0.
    static func takesGzip(_ encodings: [String]) -> Bool {
        var any = false
        for item in encodings.joined(separator: ",").split(separator: ",") {
            let parts = item.split(separator: ";").map { part in
                part.filter { $0 != " " && $0 != "\t" }.lowercased()
            }
            guard let name = parts.first else { continue }
            let isRefused = parts.dropFirst().contains { part in
                part.hasPrefix("q=0") && !part.dropFirst(3).contains { "123456789".contains($0) }
            }
            if name == "gzip" { return !isRefused }
            if name == "*" { any = !isRefused }
        }
        return any
    }

    private static func type(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "woff2": "font/woff2"
        case "webmanifest": "application/manifest+json"
        default: "application/octet-stream"
        }
    }
}
