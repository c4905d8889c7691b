/// One Swift file: its lines as written, and its code with comments and strings blanked out.
struct SwiftSource {
    let path: String
    let lines: [String]
    /// As long as `lines`; what remains is code only.
    let code: [String]
    /// The bytes of `code` in one piece, for what spans lines.
    let bytes: [UInt8]

    init(path: String, text: String) {
        self.path = path
        var blanking = Blanking(text: text)
        bytes = blanking.run()
        lines = Self.split(Array(text.utf8))
        code = Self.split(bytes)
    }

    var module: String {
        let parts = path.split(separator: "/")
        return parts.count > 1 && parts[0] == "Sources" ? String(parts[1]) : String(parts[0])
    }

    /// Test code may crash, print and sleep as it likes.
    var isTest: Bool { path.hasPrefix("Tests/") || path.hasPrefix("LoadTests/Tests/") }

    private static func split(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Replaces comments and the insides of strings with spaces, and keeps every line break.
///
/// An interpolation inside a string is blanked with it: house rules look at statements.
private struct Blanking {
    private var bytes: [UInt8]
    private var at = 0

    init(text: String) { bytes = Array(text.utf8) }

    mutating func run() -> [UInt8] {
        while at < bytes.count {
            if has("//") {
                blank { !$0.has("\n") }
            } else if has("/*") {
                blankComment()
            } else if bytes[at] == UInt8(ascii: "\"") || has("#\"") || has("##\"") {
                blankString()
            } else {
                at += 1
            }
        }
        return bytes
    }

    private func has(_ word: String, offset: Int = 0) -> Bool {
        var index = at + offset
        for byte in word.utf8 {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private mutating func erase(_ count: Int) {
        for _ in 0..<count where at < bytes.count {
            if bytes[at] != UInt8(ascii: "\n") { bytes[at] = UInt8(ascii: " ") }
            at += 1
        }
    }

    private mutating func blank(while isInside: (Blanking) -> Bool) {
        while at < bytes.count, isInside(self) { erase(1) }
    }

    private mutating func blankComment() {
        var depth = 0
        repeat {
            if has("/*") {
                depth += 1
                erase(2)
            } else if has("*/") {
                depth -= 1
                erase(2)
            } else {
                erase(1)
            }
        } while depth > 0 && at < bytes.count
    }

    private mutating func blankString() {
        var hashes = 0
        while has("#") {
            hashes += 1
            erase(1)
        }
        let quotes = has("\"\"\"") ? 3 : 1
        erase(quotes)
        while at < bytes.count, !closes(quotes: quotes, hashes: hashes) {
            if quotes == 1, has("\n") { return }
            if has("\\("), hashes == 0 {
                blankInterpolation()
            } else {
                erase(has("\\") && hashes == 0 ? 2 : 1)
            }
        }
        erase(quotes + hashes)
    }

    private mutating func blankInterpolation() {
        var depth = 0
        erase(1)
        repeat {
            if has("(") { depth += 1 }
            if has(")") { depth -= 1 }
            if has("\"") { blankString() } else { erase(1) }
        } while depth > 0 && at < bytes.count && !has("\n")
    }

    private func closes(quotes: Int, hashes: Int) -> Bool {
        guard quotes == 3 ? has("\"\"\"") : has("\"") else { return false }
        return (0..<hashes).allSatisfy { has("#", offset: quotes + $0) }
    }
}
