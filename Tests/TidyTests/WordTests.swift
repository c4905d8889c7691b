import Foundation
import Testing

@Suite struct WordTests {
    /// Words for the shell only: to the core, time, chance and output are passed in.
    static let core = [
        "Task {", "Task.sleep", "Task.detached", "Date()", ".random(", ".randomElement(",
        ".shuffled(", ".shuffle(", "print(", "DispatchQueue", "SystemRandomNumberGenerator",
    ]
    /// Words that turn a mistake into a crash of the node.
    static let everywhere = ["try!", "as!", "fatalError("]
    /// Words that put work off, in comments too.
    static let promises = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]

    static func uses(_ words: [String], in lines: [String]) -> [(line: Int, word: String)] {
        lines.enumerated().flatMap { index, line in
            words.filter { contains(line, $0) }.map { (line: index + 1, word: $0) }
        }
    }

    /// `fingerprint(` is not `print(`.
    static func contains(_ line: String, _ word: String) -> Bool {
        guard let range = line.range(of: word) else { return false }
        let isPart = { (character: Character) in character.isLetter || character == "_" }
        guard let first = word.first, isPart(first), range.lowerBound > line.startIndex else {
            return true
        }
        let before = line[line.index(before: range.lowerBound)]
        return !isPart(before) || contains(String(line[range.upperBound...]), word)
    }

    @Test func `the core knows no clock, chance, task or output of its own`() {
        for source in Tree.swift where ["WAL", "SeatGrid"].contains(source.module) {
            for use in Self.uses(Self.core, in: source.code) {
                expectNone("\(source.path):\(use.line): \(use.word)")
            }
        }
    }

    @Test func `nothing outside tests crashes on purpose without saying whose bug it is`() {
        for source in Tree.swift where !source.isTest {
            for use in Self.uses(Self.everywhere, in: source.code) {
                expectNone("\(source.path):\(use.line): \(use.word)")
            }
        }
    }

    @Test func `no work is put off in a comment`() {
        for path in SizeTests.written {
            let lines = Tree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
            for use in Self.uses(Self.promises, in: lines.map(String.init)) {
                expectNone("\(path):\(use.line): \(use.word)")
            }
        }
    }

    @Test func `words in strings and comments are not uses`() {
        let text = """
            let a = "print( \\(b) " // Date()
            /* try! /* as! */ */ fingerprint(x)
            x = try! y(); print("z")
            """
        let source = SwiftSource(path: "x", text: text)
        let found = Self.uses(Self.core + Self.everywhere, in: source.code)
        #expect(found.map(\.word) == ["print(", "try!"])
        #expect(found.allSatisfy { $0.line == 3 })
    }
}
