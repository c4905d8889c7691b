/// A server's reply: a code and its lines (RFC 5321 §4.2).
struct SMTPReply: Equatable, Sendable {
    let code: Int
    let lines: [String]

    var isPositive: Bool { code / 100 == 2 }
    /// More is wanted: 354, 334.
    var isIntermediate: Bool { code / 100 == 3 }
    var isPermanent: Bool { code / 100 == 5 }

    var text: String { "\(code) \(lines.joined(separator: " "))" }
}

/// Makes replies of bytes as they come in. A value: tested without a socket.
struct SMTPReplyParser {
    /// What no server says; the connection is of no use any more.
    struct Violation: Error, Equatable { let reason: String }

    /// RFC 5321 allows 512; some servers write more.
    private static let lineLimit = 4_096
    private static let linesLimit = 256

    private var line: [UInt8] = []
    private var code = 0
    private var lines: [String] = []

    /// Whether nothing has come in since the last whole reply.
    var isBetweenReplies: Bool { line.isEmpty && lines.isEmpty }

    /// Takes one byte; a reply if it was that reply's last.
    mutating func take(_ byte: UInt8) throws(Violation) -> SMTPReply? {
        guard byte == 0x0a else {
            line.append(byte)
            guard line.count <= Self.lineLimit else {
                throw Violation(reason: "a line of more than \(Self.lineLimit) bytes")
            }
            return nil
        }
        if line.last == 0x0d { line.removeLast() }
        defer { line = [] }
        guard line.count >= 3, let number = Int(String(decoding: line.prefix(3), as: UTF8.self)),
            200...599 ~= number, line.count == 3 || line[3] == 0x20 || line[3] == 0x2d
        else {
            throw Violation(reason: "no reply: \(String(decoding: line.prefix(80), as: UTF8.self))")
        }
        guard lines.isEmpty || number == code, lines.count < Self.linesLimit else {
            throw Violation(reason: "a reply of too many lines or of several codes")
        }
        code = number
        lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
        guard line.count == 3 || line[3] == 0x20 else { return nil }
        defer { lines = [] }
        return SMTPReply(code: code, lines: lines)
    }
}
