/// A function's name and extent, first line counted from 1.
struct FunctionExtent: Equatable {
    let name: String
    let firstLine: Int
    let lineCount: Int
}

/// Finds functions, initialisers and subscripts by their words and braces.
///
/// A scanner, not a parser: it is right for code that `swift format` has laid out.
enum FunctionScan {
    static func functions(in source: SwiftSource) -> [FunctionExtent] {
        source.code.indices.compactMap { line in
            guard let name = declaredName(source.code[line]) else { return nil }
            guard let last = lastLine(in: source.code, from: line) else { return nil }
            return FunctionExtent(name: name, firstLine: line + 1, lineCount: last - line + 1)
        }
    }

    /// `func x`, `init` or `subscript` if the line declares one; calls of `.init(` do not count.
    static func declaredName(_ line: String) -> String? {
        var words = line.split(whereSeparator: { $0 == " " })[...]
        while let word = words.first {
            if word == "func" {
                let name = words.dropFirst().first.map { $0.prefix { $0 != "(" && $0 != "<" } }
                return name.map(String.init) ?? "func"
            }
            for keyword in ["init", "subscript", "deinit"] where word.hasPrefix(keyword) {
                let rest = word.dropFirst(keyword.count)
                if rest.first.map({ "(<?!".contains($0) }) ?? (keyword == "deinit") {
                    return keyword
                }
            }
            guard isModifier(word) else { return nil }
            words = words.dropFirst()
        }
        return nil
    }

    private static let modifiers: Set<Substring> = [
        "public", "private", "internal", "fileprivate", "package", "open", "static", "class",
        "final", "override", "mutating", "nonmutating", "nonisolated", "consuming", "borrowing",
        "required", "convenience", "isolated", "prefix", "postfix", "infix", "indirect", "unsafe",
    ]

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || modifiers.contains(word.prefix { $0 != "(" })
    }

    /// The line of the closing brace of the body that opens on or after `first`, if one does.
    private static func lastLine(in code: [String], from first: Int) -> Int? {
        var braces = 0
        var brackets = 0
        for line in first..<code.count {
            for byte in code[line].utf8 {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets -= 1
                case UInt8(ascii: "{"): braces += 1
                case UInt8(ascii: "}"):
                    braces -= 1
                    if braces == 0 { return line }
                    if braces < 0 { return nil }
                default: break
                }
            }
            if braces == 0, brackets == 0, !goesOn(code, after: line) { return nil }
        }
        return nil
    }

    /// Whether a signature without a body yet continues on the next line.
    private static func goesOn(_ code: [String], after line: Int) -> Bool {
        guard line + 1 < code.count else { return false }
        let next = code[line + 1].drop { $0 == " " }
        return ["->", "{", "where", "throws", "async"].contains { next.hasPrefix($0) }
            || ["->", "=", ","].contains { code[line].hasSuffix($0) }
    }
}
