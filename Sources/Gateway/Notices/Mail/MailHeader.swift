import SeatGrid

/// One header field of a mail, folded and encoded (RFC 5322, RFC 2047).
enum MailHeader {
    /// A value can't be a header's: it would end it, or begin another.
    struct Injection: Error, Equatable { let field: String }

    private static let lineLimit = 76

    /// A field whose value is ASCII already and has a meaning of its own: ids, types, dates.
    static func plain(_ field: String, _ value: String) throws(Injection) -> String {
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) else {
            throw Injection(field: field)
        }
        return "\(field): \(value)\r\n"
    }

    /// A field of free text, such as a subject.
    static func text(_ field: String, _ value: String) throws(Injection) -> String {
        "\(field): \(try encoded(value, field, used: field.utf8.count + 2))\r\n"
    }

    /// An address with the name people read.
    static func mailbox(
        _ field: String,
        name: String?,
        _ address: MailAddress
    ) throws(Injection) -> String {
        guard let name, !name.isEmpty else { return "\(field): <\(address.text)>\r\n" }
        let words = try encoded(name, field, used: field.utf8.count + 2, isPhrase: true)
        return "\(field): \(words)\r\n <\(address.text)>\r\n"
    }

    /// `value` as it is if it is short and plain, else as encoded words of base64, each of whole
    /// characters and each on a line of its own.
    private static func encoded(
        _ value: String,
        _ field: String,
        used: Int,
        isPhrase: Bool = false
    ) throws(Injection) -> String {
        guard !value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
            throw Injection(field: field)
        }
        let isPlain = value.utf8.allSatisfy { byte in
            guard byte >= 0x20, byte < 0x7f else { return false }
            guard isPhrase else { return true }
            return byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-")
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        }
        if isPlain, used + value.utf8.count <= lineLimit, !value.contains("=?") { return value }
        // `=?UTF-8?B?` and `?=` are 12 characters; the first word shares its line with the name.
        var words: [String] = []
        var word: [UInt8] = []
        for scalar in value.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            let room = (lineLimit - (words.isEmpty ? used : 1) - 12) / 4 * 3
            if word.count + bytes.count > room {
                words.append(word.asWord)
                word = []
            }
            word += bytes
        }
        words.append(word.asWord)
        return words.joined(separator: "\r\n ")
    }
}

extension [UInt8] {
    fileprivate var asWord: String { "=?UTF-8?B?\(Base64Text.encode(self))?=" }
}
