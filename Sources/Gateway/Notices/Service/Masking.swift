/// Takes out of a peer's words what belongs to a person: transcripts are read by operators, and
/// what they need is the reason.
package enum Masking {
    /// `text` with the recipient, other addresses and long runs of digits masked.
    static func masked(_ text: String, recipient: String) -> String {
        var text = text
        if recipient.utf8.count >= 3 {
            text = text.replacing(recipient, with: mask(recipient))
            let digits = String(recipient.drop { $0 == "+" })
            if digits != recipient { text = text.replacing(digits, with: mask(digits)) }
        }
        return text.split(separator: " ", omittingEmptySubsequences: false)
            .map { word in
                if word.contains("@") { return mask(String(word)) }
                return word.count(where: \.isNumber) >= 8 && !word.contains(".")
                    ? mask(String(word)) : String(word)
            }
            .joined(separator: " ")
    }

    /// The first character, and the domain of an address; the last two digits of a number.
    package static func mask(_ text: String) -> String {
        if let at = text.lastIndex(of: "@") {
            let first = text.first { $0.isLetter || $0.isNumber }.map(String.init) ?? ""
            return first + "***" + text[at...]
        }
        return text.hasPrefix("+") || text.allSatisfy(\.isNumber) ? "***" + text.suffix(2) : "***"
    }
}
