import Foundation

/// The repository's files, found from this file's own path.
enum Tree {
    static let root = URL(fileURLWithPath: #filePath)
        .resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every file as a path from the root, sorted; build products and Git's own left out.
    static let paths: [String] = {
        var found: [String] = []
        collect("", into: &found)
        return found.sorted()
    }()

    /// All Swift sources, read and scanned once.
    static let swift: [SwiftSource] = paths.filter { $0.hasSuffix(".swift") }.map {
        SwiftSource(path: $0, text: text($0))
    }

    static func text(_ path: String) -> String {
        guard let data = FileManager.default.contents(atPath: root.path + "/" + path) else {
            return ""
        }
        return String(decoding: data, as: UTF8.self)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.path + "/" + path)
    }

    private static func collect(_ folder: String, into found: inout [String]) {
        let full = root.path + "/" + folder
        for name in (try? FileManager.default.contentsOfDirectory(atPath: full)) ?? [] {
            if name.hasPrefix(".build") || name.hasPrefix(".venv") || name == ".git" { continue }
            let path = folder.isEmpty ? name : folder + "/" + name
            if isFolder(root.path + "/" + path) {
                collect(path, into: &found)
            } else {
                found.append(path)
            }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type]
        return kind as? FileAttributeType == .typeDirectory
    }
}
