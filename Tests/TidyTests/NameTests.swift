import Foundation
import Testing

@Suite struct NameTests {
    /// Files named after a subject: several small things of it, or functions. Add none.
    static let subjects: Set<String> = [
        "main", "Vocabulary", "Identifiers", "Requests", "ByteOrder", "FileNames", "SharedCodec",
        "StateCodec", "JSONWriter", "SmallBodies", "Deflate",
    ]

    /// Whether the file declares or extends the type that it is named after, or one whose name
    /// begins so; `Entries+JSON` may extend several types of a kind.
    static func isNamedAfterItsType(_ source: SwiftSource) -> Bool {
        let file = source.path.split(separator: "/").last ?? ""
        let name = file.dropLast(".swift".count).prefix { $0 != "+" }
        if subjects.contains(String(name)) { return true }
        if file.contains("+"), source.code.contains(where: { $0.hasPrefix("extension ") }) {
            return true
        }
        let kinds = [
            "struct ", "class ", "enum ", "actor ", "protocol ", "extension ", "typealias ",
        ]
        return source.code.contains { line in
            kinds.contains { kind in
                guard let range = line.range(of: kind) else { return false }
                let declared = line[range.upperBound...]
                    .prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
                return declared.split(separator: ".").last?.hasPrefix(name) == true
            }
        }
    }

    @Test func `a file is named after the type in it`() {
        for source in Tree.swift where source.path.hasPrefix("Sources/") {
            if !Self.isNamedAfterItsType(source) {
                expectNone("\(source.path): no type of that name in it")
            }
        }
    }

    @Test func `a stray name is seen`() {
        let text = "package struct Seat {}\nstruct Row {}\n"
        let named = { (name: String) in
            Self.isNamedAfterItsType(SwiftSource(path: "S/\(name).swift", text: text))
        }
        #expect(named("Seat"))
        #expect(named("Row"))
        #expect(!named("Chair"))
        #expect(!named("Chair+Legs"))
    }
}
