import Testing

@Suite struct WebListTests {
    /// The files of the web app that `files.c` puts into the binary.
    static func embedded(in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("#embed \"app/"), line.hasSuffix("\"") else { return nil }
            return String(line.dropFirst(12).dropLast())
        }
    }

    @Test func `the binary has every file of the web app in it, and no other`() {
        let folder = "Sources/WebApp/app/"
        let files = Tree.paths.filter { $0.hasPrefix(folder) }.map { $0.dropFirst(folder.count) }
        let embedded = Self.embedded(in: Tree.text("Sources/WebApp/files.c"))
        for file in files where !embedded.contains(String(file)) {
            expectNone("\(folder)\(file) is not in files.c: run scripts/embed_web.py")
        }
        for file in embedded where !Tree.exists(folder + file) {
            expectNone("files.c names \(file), which is not there: run scripts/embed_web.py")
        }
    }

    @Test func `a list is read line by line`() {
        #expect(Self.embedded(in: "x\n#embed \"app/js/a.js\"\n};\n") == ["js/a.js"])
    }
}
