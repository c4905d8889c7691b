import Testing

@Suite struct LinkTests {
    /// The targets of `[text](target)` outside code blocks.
    static func targets(in text: String) -> [String] {
        var isCode = false
        var found: [String] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") { isCode.toggle() }
            if isCode { continue }
            for part in line.split(separator: "](", omittingEmptySubsequences: false).dropFirst() {
                if let end = part.firstIndex(of: ")") { found.append(String(part[..<end])) }
            }
        }
        return found
    }

    /// `target` as a path from the root, or nil if it leads out of the repository.
    static func path(of target: String, from file: String) -> String? {
        if target.contains("://") || target.hasPrefix("#") || target.hasPrefix("mailto:") {
            return nil
        }
        var parts = file.split(separator: "/").dropLast().map(String.init)
        for part in target.prefix(while: { $0 != "#" }).split(separator: "/") {
            if part == ".." {
                _ = parts.popLast()
            } else if part != "." {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    @Test func `no document points at a file that is not there`() {
        for file in Tree.paths where file.hasSuffix(".md") {
            for target in Self.targets(in: Tree.text(file)) {
                if let path = Self.path(of: target, from: file), !Tree.exists(path) {
                    expectNone("\(file): \(target) is not there")
                }
            }
        }
    }

    @Test func `a dead link is seen`() {
        let found = Self.targets(in: "see [a](../b.md#c) and [d](https://e)\n```\n[x](y)\n```\n")
        #expect(found == ["../b.md#c", "https://e"])
        #expect(Self.path(of: found[0], from: "docs/a/f.md") == "docs/b.md")
        #expect(Self.path(of: found[1], from: "docs/f.md") == nil)
    }
}
