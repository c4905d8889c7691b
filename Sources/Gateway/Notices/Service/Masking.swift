/// Takes out of a peer's words what belongs to a person: transcripts are read by operators, and
/// what they need is the reason.
package enum Masking {
    /// `text` in one line, with the recipient (also the name before the @ alone, and a number in
    /// groups), other addresses and long runs of digits masked.
    static func masked(_ text: String, recipient: String) -> String {
        var line = text.map { isControl($0) ? " " : $0 }
        if let at = recipient.lastIndex(of: "@") {
            let local = recipient[..<at]
            for name in [local, local.prefix { $0 != "+" }] {
                line = replacing(line) { end(of: Array(name), in: line, from: $0) }
            }
        } else {
            let digits = recipient.filter(isDigit)
            line = replacing(line) { end(ofNumber: Array(digits), in: line, from: $0) }
        }
        line = replacing(line) { end(ofRunIn: line, from: $0) }
        return line.split(separator: " ", omittingEmptySubsequences: false)
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

    // MARK: What is found

    /// The line with what `end` finds from a place on masked: it gives the place after it, or nil.
    private static func replacing(
        _ line: [Character],
        _ end: (Int) -> Int?
    ) -> [Character] {
        var masked: [Character] = []
        var place = 0
        while place < line.count {
            if let next = end(place) {
                let found = line[place..<next]
                masked += isDigit(line[place]) ? "***" + found.suffix(2) : "\(line[place])***"
                place = next
            } else {
                masked.append(line[place])
                place += 1
            }
        }
        return masked
    }

    /// A name as a word of its own, in capitals or not.
    private static func end(
        of name: [Character],
        in line: [Character],
        from start: Int
    ) -> Int? {
        let end = start + name.count
        guard name.count >= 2, end <= line.count, isEdge(start - 1, of: line),
            isEdge(end, of: line),
            zip(line[start..<end], name).allSatisfy({ $0.lowercased() == $1.lowercased() })
        else { return nil }
        return end
    }

    private static func isEdge(_ place: Int, of line: [Character]) -> Bool {
        guard line.indices.contains(place) else { return true }
        return !line[place].isLetter && !line[place].isNumber
    }

    /// The number, or its last digits, seven at least: peers leave the country out.
    private static func end(
        ofNumber digits: [Character],
        in line: [Character],
        from start: Int
    ) -> Int? {
        guard isDigit(line[start]), digits.count >= 7 else { return nil }
        for count in (7...digits.count).reversed() {
            var rest = digits.suffix(count)
            var place = start
            while place < line.count, let next = rest.first {
                if line[place] == next {
                    rest.removeFirst()
                } else if place == start || !" -.()/".contains(line[place]) {
                    break
                }
                place += 1
            }
            if rest.isEmpty { return place }
        }
        return nil
    }

    /// Ten digits or more in groups. Not the code that a reply begins with.
    private static func end(ofRunIn line: [Character], from start: Int) -> Int? {
        let isCode = start < 3 && line.prefix(3).allSatisfy(isDigit)
        guard isDigit(line[start]), !isCode, start == 0 || !isDigit(line[start - 1]) else {
            return nil
        }
        var (count, end) = (0, start)
        for (place, character) in line[start...].enumerated() {
            if isDigit(character) {
                (count, end) = (count + 1, start + place + 1)
            } else if !" -()".contains(character) || start + place - end >= 2 {
                break
            }
        }
        return count >= 10 ? end : nil
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }

    /// What would begin another line of a log, or worse.
    private static func isControl(_ character: Character) -> Bool {
        character.isNewline
            || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
