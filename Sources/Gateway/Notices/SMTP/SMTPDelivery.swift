import NIOCore
import SeatGrid

/// One mail's part of a dialogue: MAIL, RCPT, DATA, the mail itself. Confined to one task.
final class SMTPDelivery {
    private let envelope: SMTPSession.Envelope
    /// Whether the mail's last byte may have reached the server while its answer is not known: then
    /// nobody can tell whether it was delivered.
    private(set) var wasHandedOver = false

    init(_ envelope: SMTPSession.Envelope) { self.envelope = envelope }

    /// - Throws: if the connection is of no use any more.
    func run(
        over connection: SMTPConnection,
        _ capabilities: SMTPCapabilities,
        _ settings: SMTPSettings
    ) async throws(SMTPFailure) -> SendOutcome {
        let bytes = envelope.bytes
        if let limit = capabilities.sizeLimit, bytes.count > limit {
            return .refused("the mail has \(bytes.count) bytes, the server takes \(limit)")
        }
        let needsUTF8 = envelope.recipient.needsUTF8 || envelope.sender.needsUTF8
        if needsUTF8, !capabilities.hasUTF8 {
            return .refused("the address needs SMTPUTF8, which the server does not offer")
        }
        var mail = "MAIL FROM:<\(envelope.sender.text)>"
        if capabilities.hasSize { mail += " SIZE=\(bytes.count)" }
        // The mail is 7-bit; only its addresses may not be.
        if needsUTF8 { mail += capabilities.isEightBit ? " BODY=8BITMIME SMTPUTF8" : " SMTPUTF8" }
        let commands = [mail, "RCPT TO:<\(envelope.recipient.text)>", "DATA"]
        let replies =
            capabilities.hasPipelining
            ? try await connection.ask(Self.lines(commands), replies: 3, timeout: settings.timeout)
            : try await oneByOne(commands, connection, settings)
        if let refusal = replies.first(where: { !$0.isPositive && !$0.isIntermediate }) {
            try await leave(replies, connection, settings)
            return Self.outcome(refusal)
        }
        guard replies.count == 3, replies[2].code == 354 else {
            throw .closed("the server wants no mail: \(replies.last?.text ?? "")")
        }
        wasHandedOver = true
        let answer = try await connection.ask(
            Self.stuffed(bytes),
            timeout: settings.timeout * 10
        )[0]
        wasHandedOver = false
        if answer.code == 421 { connection.close() }
        return Self.outcome(answer)
    }

    /// After a refusal: the server is to forget what it was told.
    private func leave(
        _ replies: [SMTPReply],
        _ connection: SMTPConnection,
        _ settings: SMTPSettings
    ) async throws(SMTPFailure) {
        if replies.contains(where: { $0.code == 421 }) {
            connection.close()
            return
        }
        // It may want a mail although nobody is to get it (RFC 2920 §3.1): it gets none.
        if replies.last?.code == 354 {
            _ = try await connection.ask(ByteBuffer(string: ".\r\n"), timeout: settings.timeout)
        }
        _ = try await connection.ask(ByteBuffer(string: "RSET\r\n"), timeout: settings.timeout)
    }

    private func oneByOne(
        _ commands: [String],
        _ connection: SMTPConnection,
        _ settings: SMTPSettings
    ) async throws(SMTPFailure) -> [SMTPReply] {
        var replies: [SMTPReply] = []
        for command in commands {
            replies += try await connection.ask(Self.lines([command]), timeout: settings.timeout)
            if let last = replies.last, !last.isPositive { break }
        }
        return replies
    }

    /// What an answer means for the mail.
    static func outcome(_ reply: SMTPReply) -> SendOutcome {
        if reply.isPositive { return .sent }
        if reply.isPermanent { return .refused(reply.text) }
        return .deferred(reply.text, blame: reply.code == 421 ? .provider : .recipient)
    }

    private static func lines(_ commands: [String]) -> ByteBuffer {
        ByteBuffer(string: commands.map { $0 + "\r\n" }.joined())
    }

    /// The mail with a dot before each line that begins with one, and the dot that ends it
    /// (RFC 5321 §4.5.2).
    static func stuffed(_ bytes: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(bytes.count + 64)
        var start = 0
        var isLineStart = true
        for (index, byte) in bytes.enumerated() {
            if isLineStart, byte == UInt8(ascii: ".") {
                buffer.writeBytes(bytes[start..<index])
                buffer.writeInteger(UInt8(ascii: "."))
                start = index
            }
            isLineStart = byte == 0x0a
        }
        buffer.writeBytes(bytes[start...])
        if !bytes.isEmpty, !isLineStart { buffer.writeString("\r\n") }
        buffer.writeString(".\r\n")
        return buffer
    }
}
