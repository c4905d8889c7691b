import Testing

@Suite struct SizeTests {
    static let written = Tree.paths.filter { path in
        [".swift", ".py", ".sh", ".c", ".h"].contains { path.hasSuffix($0) }
    }

    @Test func `no file is longer than 400 lines`() {
        for path in Self.written {
            let lines = Tree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
            let size = lines.count - (lines.last == "" ? 1 : 0)
            expectFine(
                Ratchet.judge(
                    path,
                    size: size,
                    limit: Ratchet.fileLimit,
                    allowed: Ratchet.files
                )
            )
        }
    }

    @Test func `no function is longer than 60 lines`() {
        for source in Tree.swift {
            for function in FunctionScan.functions(in: source) {
                expectFine(
                    Ratchet.judge(
                        "\(source.path) \(function.name)",
                        size: function.lineCount,
                        limit: Ratchet.functionLimit,
                        allowed: Ratchet.functions
                    )
                )
            }
        }
    }

    @Test func `no line is longer than 100 columns`() {
        for path in Self.written where ![".swift", ".sh"].contains(where: path.hasSuffix) {
            let lines = Tree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
            let long = lines.indices.filter { lines[$0].count > Ratchet.lineLimit }
            Self.expectShort(path, long)
        }
        for source in Tree.swift where !source.path.contains("/Data/") {
            Self.expectShort(source.path, Self.longLines(in: source))
        }
    }

    /// Lines that lie wholly inside a string, an embedded document, may be as long as they are.
    static func longLines(in source: SwiftSource) -> [Int] {
        source.lines.indices.filter { index in
            source.lines[index].count > Ratchet.lineLimit
                && (!source.code[index].allSatisfy { $0 == " " }
                    || source.lines[index].drop { $0 == " " }.hasPrefix("//"))
        }
    }

    private static func expectShort(_ path: String, _ long: [Int]) {
        expectFine(
            Ratchet.judge(
                path,
                found: long.map { "line \($0 + 1)" },
                allowed: Ratchet.longLines
            )
        )
    }

    @Test func `the README fits on a page of 120 lines`() {
        #expect(Tree.text("README.md").split(separator: "\n").count > 10)
        #expect(
            Tree.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).count
                <= 121
        )
    }

    @Test func `a long line is seen, unless it is all string`() {
        let words = String(repeating: "word ", count: 30)
        let text = "// \(words)\nlet a = \"\"\"\n\(words)\n\"\"\"\nlet b = \"\(words)\"\n"
        #expect(Self.longLines(in: SwiftSource(path: "x", text: text)) == [0, 4])
    }

    @Test func `a function's length is measured`() {
        let long = "func f(\n  a: Int\n) {\n" + String(repeating: "g()\n", count: 70) + "}\n"
        let found = FunctionScan.functions(in: SwiftSource(path: "x", text: long))
        #expect(found == [FunctionExtent(name: "f", firstLine: 1, lineCount: 74)])
        let others = "init(a: Int) { self.a = a }\nprotocol P { func g() }\nx = T.init(1)\n"
        let names = FunctionScan.functions(in: SwiftSource(path: "x", text: others)).map(\.name)
        #expect(names == ["init"])
    }

    @Test func `a ratchet only tightens`() {
        let allowed = ["a": 61]
        let judge = { (size: Int) in
            Ratchet.judge("a", size: size, limit: 60, allowed: allowed)
        }
        #expect(judge(61) == .fine)
        #expect(judge(62) == .over("a: 62 lines, at most 61"))
        #expect(judge(50) == .slack("a: lower the ratchet from 61 to 50, or drop it"))
        #expect(Ratchet.judge("a", size: 60, limit: 60, allowed: [:]) == .fine)
        #expect(Ratchet.judge("a", size: 61, limit: 60, allowed: [:]) != .fine)
        #expect(Ratchet.judge("a", found: ["x"], allowed: ["a": 1]) == .fine)
        #expect(Ratchet.judge("a", found: ["x"], allowed: [:]) == .over("a: 1, at most 0: x"))
        #expect(Ratchet.judge("a", found: [], allowed: ["a": 1]) != .fine)
    }
}

/// Records a failure or a warning.
func expectFine(_ verdict: Ratchet.Verdict, sourceLocation: SourceLocation = #_sourceLocation) {
    switch verdict {
    case .fine: break
    case .over(let text): expectNone(text, sourceLocation: sourceLocation)
    case .slack(let text):
        Issue.record(Comment(rawValue: text), severity: .warning, sourceLocation: sourceLocation)
    }
}

/// Records `complaint` as a failure that says nothing but itself.
func expectNone(_ complaint: String?, sourceLocation: SourceLocation = #_sourceLocation) {
    if let complaint { Issue.record(Comment(rawValue: complaint), sourceLocation: sourceLocation) }
}
