import SeatGrid

/// The encodings of a mail's parts. All of them are 7-bit, so that no server on the way has to
/// re-encode a part, and lines stay short.
enum MailBody {
    /// Text as quoted-printable if most of it is ASCII, else as base64, with the header that says
    /// so.
    static func text(_ text: String) -> (encoding: String, body: [UInt8]) {
        let bytes = Array(canonical(text).utf8)
        let foreign = bytes.count { $0 >= 0x80 }
        if foreign * 6 > bytes.count { return ("base64", base64(bytes)) }
        return ("quoted-printable", quotedPrintable(bytes))
    }

    /// Line ends of any kind become CRLF, and the last line has one.
    static func canonical(_ text: String) -> String {
        var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { String($0) + "\r\n" }.joined()
    }

    /// RFC 2045 §6.8: lines of 76.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var body: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 57) {
            let part = Array(bytes[start..<min(start + 57, bytes.count)])
            body += Array(Base64Text.encode(part).utf8) + [0x0d, 0x0a]
        }
        return body
    }

    /// RFC 2045 §6.7. `bytes` have CRLF for line ends.
    static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var body: [UInt8] = []
        var column = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == 0x0d, next == 0x0a {
                body += [0x0d, 0x0a]
                column = 0
                index += 2
                continue
            }
            // A space before a line's end would be lost.
            let isLiteral =
                byte == 0x20 ? next != 0x0d : byte > 0x20 && byte < 0x7f && byte != 0x3d
            let width = isLiteral ? 1 : 3
            if column + width > 75 {
                body += [0x3d, 0x0d, 0x0a]
                column = 0
            }
            body += isLiteral ? [byte] : [0x3d, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            column += width
            index += 1
        }
        return body
    }
}
