import CWebApp

/// The web app as it is served: files under a prefix that names their contents, and a few at the
/// root.
struct WebApp: Sendable {
    /// Where `{{assets}}` stands in the files of the root, the prefix comes.
    private static let mark = "{{assets}}"
    /// Files that keep one address for ever, so that browsers ask again each time.
    static let rootFiles = ["index.html", "sw.js", "manifest.webmanifest", "icon.svg"]

    /// As in `/assets/0123456789abcdef`.
    let prefix: String
    /// By path below the prefix, as in `js/main.js`.
    let assets: [String: WebFile]
    /// By name, those of `rootFiles` that there are.
    let root: [String: WebFile]

    init(_ files: [(path: String, bytes: [UInt8])]) {
        let prefix = "/assets/\(ContentHash.of(files))"
        self.prefix = prefix
        var assets: [String: WebFile] = [:]
        var root: [String: WebFile] = [:]
        for file in files {
            guard Self.rootFiles.contains(file.path) else {
                assets[file.path] = WebFile(path: file.path, bytes: file.bytes)
                continue
            }
            let text = String(decoding: file.bytes, as: UTF8.self)
            let placed = text.split(separator: Self.mark, omittingEmptySubsequences: false)
                .joined(separator: prefix)
            root[file.path] = WebFile(path: file.path, bytes: Array(placed.utf8))
        }
        self.assets = assets
        self.root = root
    }

    /// The files that the binary has in it.
    static let embedded = WebApp(
        (0..<sg_web_file_count()).map { index in
            let file = unsafe sg_web_file_at(index)
            return (
                path: unsafe String(cString: file.path),
                bytes: unsafe [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.count))
            )
        }
    )
}
