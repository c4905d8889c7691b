/// Text of an HTML or SVG document, with everything that is not markup escaped.
struct Markup {
    private(set) var text = ""

    /// Adds an element without content: `<line x1="0"/>`.
    mutating func empty(_ name: String, _ attributes: [(String, String)]) {
        text += "<\(name)\(Self.list(attributes))/>"
    }

    /// Adds an element around what `content` adds.
    mutating func element(
        _ name: String,
        _ attributes: [(String, String)],
        _ content: (inout Markup) -> Void
    ) {
        text += "<\(name)\(Self.list(attributes))>"
        content(&self)
        text += "</\(name)>"
    }

    /// Adds an element around `words`.
    mutating func element(_ name: String, _ attributes: [(String, String)], _ words: String) {
        element(name, attributes) { $0.words(words) }
    }

    /// Adds an element without attributes around `words`.
    mutating func element(_ name: String, _ words: String) {
        element(name, []) { $0.words(words) }
    }

    /// Adds an element without attributes around what `content` adds.
    mutating func element(_ name: String, _ content: (inout Markup) -> Void) {
        element(name, [], content)
    }

    /// Adds text that people read.
    mutating func words(_ words: String) { text += Self.escaped(words) }

    /// Adds markup that was made here.
    mutating func raw(_ markup: String) { text += markup }

    /// Adds what `other` has.
    mutating func append(_ other: Markup) { text += other.text }

    /// `words` without anything that markup would understand.
    static func escaped(_ words: String) -> String {
        guard words.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return words }
        var safe = ""
        for character in words {
            switch character {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.append(character)
            }
        }
        return safe
    }

    private static func list(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }
}
