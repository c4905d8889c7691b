import Foundation
import Testing

/// What must be said beside the code: what a declaration promises, and what makes it safe.
@Suite struct PromiseTests {
    static let kinds: Set<Substring> = [
        "func", "var", "let", "struct", "class", "enum", "protocol", "actor", "init", "subscript",
        "typealias", "macro",
    ]
    /// Requirements of the standard library's protocols, whose promise is written there.
    static let known = [
        "static func ==", "static func <", "func hash(into", "var description:", "init(rawValue",
        "let rawValue", "var rawValue", "func makeIterator(", "var startIndex", "var endIndex",
        "subscript(position", "var debugDescription:", "func encode(to", "init(from decoder",
    ]

    /// Lines that declare something `public` or `package` without `///` above.
    static func undocumented(in source: SwiftSource) -> [Int] {
        source.code.indices.filter { line in
            var words = source.code[line].split(separator: " ")[...]
            while words.first?.hasPrefix("@") == true { words = words.dropFirst() }
            guard words.first == "public" || words.first == "package" else { return false }
            let kind = words.prefix(8).lazy.map { $0.prefix { !"(<?!:".contains($0) } }
                .first { kinds.contains($0) || ["import", "extension"].contains($0) }
            guard let kind, kinds.contains(kind), !words.contains("override") else { return false }
            if isField(source.code[line], kind: kind) { return false }
            // What a memberwise initialiser promises is written beside the fields.
            let code = source.code[line].drop { $0 == " " }
            if kind == "init", code.hasPrefix("package init(") { return false }
            if known.contains(where: { WordTests.contains(source.code[line], $0) }) {
                return false
            }
            return !comment(above: line, in: source).contains { $0.hasPrefix("///") }
        }
    }

    /// A stored field of a documented type may let its name and type speak.
    private static func isField(_ code: String, kind: Substring) -> Bool {
        (kind == "let" || kind == "var") && code.hasPrefix("    ")
            && (!code.contains("{") || code.contains(" = "))
    }

    /// The comment lines that touch `line` from above, attributes and conditions passed over.
    static func comment(above line: Int, in source: SwiftSource) -> [Substring] {
        var found: [Substring] = []
        for index in stride(from: line - 1, through: 0, by: -1) {
            let text = source.lines[index].drop { $0 == " " }
            if text.hasPrefix("//") {
                found.append(text)
            } else if !text.hasPrefix("@") && !text.hasPrefix("#if") {
                break
            }
        }
        return found
    }

    @Test func `everything that other modules see says what it promises`() {
        for source in Tree.swift where source.path.hasPrefix("Sources/") {
            let found = Self.undocumented(in: source).map { "line \($0 + 1) has no doc comment" }
            expectFine(
                Ratchet.judge(source.path, found: found, allowed: Ratchet.undocumented)
            )
        }
    }

    static let protectors = [
        "protect", "confine", "lock", "mutex", "atomic", "loop", "thread", "immutable", "only",
        "once", "read-only",
    ]

    /// Lines that switch the compiler's check off and don't say what protects the state instead.
    static func unprotected(in source: SwiftSource) -> [Int] {
        source.code.indices.filter { line in
            let code = source.code[line]
            guard code.contains("@unchecked Sendable") || code.contains("nonisolated(unsafe)")
            else { return false }
            let said = comment(above: line, in: source).joined(separator: " ").lowercased()
            return !protectors.contains { said.contains($0) }
        }
    }

    @Test func `every unchecked Sendable says what protects it`() {
        for source in Tree.swift where !source.isTest {
            for line in Self.unprotected(in: source) {
                expectNone("\(source.path):\(line + 1): what protects it?")
            }
        }
    }

    @Test func `missing promises are seen`() {
        let text = """
            package struct A {
                package let field: Int
                package func act() {}
            }
            /// Fine.
            @frozen
            package static func b() {}
            package import C
            extension D: @unchecked Sendable {}
            /// Confined to its loop.
            final class E: @unchecked Sendable {}
            """
        let source = SwiftSource(path: "Sources/WAL/X.swift", text: text)
        #expect(Self.undocumented(in: source) == [0, 2])
        #expect(Self.unprotected(in: source) == [8])
    }
}
