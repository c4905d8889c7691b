import SeatGrid

/// A mail as a value; `bytes()` is what goes over the wire after DATA, before dots are stuffed.
///
/// The same mail always has the same bytes: ids and boundaries come from the notice's name.
struct MailMessage: Sendable {
    /// A mailbox with the name people read.
    struct Mailbox: Equatable, Sendable {
        let name: String?
        let address: MailAddress
    }

    let from: Mailbox
    let replyTo: MailAddress?
    let recipient: MailAddress
    let subject: String
    /// Without angle brackets: `show-7-email@cinema.example`.
    let messageID: String
    let date: WallTime
    let language: String
    let text: String
    let html: String?
    let attachments: [NoticeAttachment]

    /// The mail in RFC 5322's form.
    func bytes() throws(MailHeader.Injection) -> [UInt8] {
        var head = try MailHeader.mailbox("From", name: from.name, from.address)
        head += try MailHeader.mailbox("To", name: nil, recipient)
        if let replyTo { head += try MailHeader.mailbox("Reply-To", name: nil, replyTo) }
        head += try MailHeader.text("Subject", subject)
        head += try MailHeader.plain("Date", Self.date(date))
        head += try MailHeader.plain("Message-ID", "<\(messageID)>")
        head += try MailHeader.plain("Content-Language", language)
        // RFC 3834: no "I am on holiday" in return, please.
        head += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
        return Array(head.utf8) + body().bytes
    }

    /// mixed(alternative(text, related(html, inline...)), attached...), as far as there is need.
    private func body() -> Part {
        let inline = html == nil ? [] : attachments.filter { $0.inlineID != nil }
        let attached = html == nil ? attachments : attachments.filter { $0.inlineID == nil }
        var body = Part(text: text, type: "text/plain")
        if let html {
            var page = Part(text: html, type: "text/html")
            if !inline.isEmpty {
                page = Part(multipart: "related", boundary("r"), [page] + inline.map { Part($0) })
            }
            body = Part(multipart: "alternative", boundary("a"), [body, page])
        }
        guard !attached.isEmpty else { return body }
        return Part(multipart: "mixed", boundary("m"), [body] + attached.map { Part($0) })
    }

    /// No encoded part has a line that begins with `--=_`: base64 has no `-`, and
    /// quoted-printable writes `=` as `=3D`.
    private func boundary(_ level: String) -> String {
        let digest = KeyFile.digest(ofKey: messageID)
        return "=_\(level)_\(KeyFile.hex(digest.prefix(12)))"
    }

    /// `Sun, 22 Nov 2026 23:12:18 +0000`.
    private static func date(_ time: WallTime) -> String {
        CalendarTime(time).httpDate.replacing("GMT", with: "+0000")
    }
}

extension MailMessage {
    /// A part with its own header, from the first header's first byte to the body's last.
    private struct Part {
        let bytes: [UInt8]

        init(text: String, type: String) {
            let (encoding, body) = MailBody.text(text)
            let head =
                "Content-Type: \(type); charset=utf-8\r\n"
                + "Content-Transfer-Encoding: \(encoding)\r\n\r\n"
            bytes = Array(head.utf8) + body
        }

        init(_ attachment: NoticeAttachment) {
            var head = "Content-Type: \(attachment.type)"
            if attachment.type.hasPrefix("text/") { head += "; charset=utf-8" }
            if let method = Self.method(of: attachment) { head += "; method=\(method)" }
            head += "; name=\"\(attachment.file)\"\r\nContent-Transfer-Encoding: base64\r\n"
            if let id = attachment.inlineID {
                head += "Content-ID: <\(id)>\r\nContent-Disposition: inline"
            } else {
                head += "Content-Disposition: attachment"
            }
            head += "; filename=\"\(attachment.file)\"\r\n\r\n"
            bytes = Array(head.utf8) + MailBody.base64(attachment.bytes)
        }

        /// RFC 6047 §2.4: the header says what the calendar entry is for as the entry does.
        private static func method(of attachment: NoticeAttachment) -> String? {
            guard attachment.type == "text/calendar" else { return nil }
            let name = "METHOD:"
            let lines = String(decoding: attachment.bytes, as: UTF8.self).split { $0.isNewline }
            guard let line = lines.first(where: { $0.hasPrefix(name) }) else { return nil }
            let method = line.dropFirst(name.count)
            let isWord = method.allSatisfy { $0.isASCII && $0.isUppercase }
            return isWord && 1...16 ~= method.count ? String(method) : nil
        }

        init(multipart kind: String, _ boundary: String, _ parts: [Part]) {
            let head = "Content-Type: multipart/\(kind);\r\n boundary=\"\(boundary)\"\r\n\r\n"
            var all = Array(head.utf8)
            for part in parts {
                all += Array("--\(boundary)\r\n".utf8)
                all += part.bytes
                all += [0x0d, 0x0a]
            }
            bytes = all + Array("--\(boundary)--\r\n".utf8)
        }
    }
}
