import NIOCore
import SeatGrid
import Testing

@testable import Gateway

@Suite struct MailTests {
    private func mail(
        subject: String = "Tickets",
        text: String = "Hello\n",
        html: String? = "<p>Hello</p>",
        name: String? = "Raj Mandir",
        attachments: [NoticeAttachment] = []
    ) throws -> MailMessage {
        MailMessage(
            from: MailMessage.Mailbox(
                name: name,
                address: try #require(MailAddress("tickets@cinema.example"))
            ),
            replyTo: nil,
            recipient: try #require(MailAddress("asha@example.org")),
            subject: subject,
            messageID: "show-1-email@cinema.example",
            date: WallTime(rawValue: 1_795_000_000_000),
            language: "en",
            text: text,
            html: html,
            attachments: attachments
        )
    }

    private func text(_ mail: MailMessage) throws -> String {
        String(decoding: try mail.bytes(), as: UTF8.self)
    }

    @Test(arguments: ["a\r\nBcc: x@y.z", "a\nb", "a\rb", "a\0b"])
    func `a header that would end early is refused`(value: String) throws {
        let subject = try mail(subject: value)
        #expect(throws: MailHeader.Injection(field: "Subject")) { try subject.bytes() }
        let name = try mail(name: value)
        #expect(throws: MailHeader.Injection(field: "From")) { try name.bytes() }
    }

    @Test(arguments: [
        "a@b\r\nRCPT TO:<x@y>", "a b@c.d", "<a@b.c>", "a@b.c>", "@b.c", "a@", "a.b.c", "a@b..c",
        "\"a b\"@c.d", ".a@b.c", "a..b@c.d", "a@-b.c", "a\u{2028}b@c.d", "a,b@c.d",
    ])
    func `what could be more than an address is none`(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test(arguments: ["asha+x@example.org", "आशा@उदाहरण.भारत", "a@b", "o'brien@x-y.z"])
    func `addresses are taken`(text: String) {
        #expect(MailAddress(text)?.text == text)
    }

    @Test func `lines are ASCII, end with CRLF and are short, whatever the text`() throws {
        let long = String(repeating: "पठान देखिए ", count: 60)
        let mail = try mail(
            subject: long,
            text: long + "\n.\n..dots\n" + String(repeating: "x", count: 3_000) + " \n",
            html: "<p>" + String(repeating: "y=é ", count: 500) + "</p>",
            attachments: [
                NoticeAttachment(file: "a.ics", type: "text/calendar", bytes: [0x41]),
                NoticeAttachment(
                    file: "q.png",
                    type: "image/png",
                    inlineID: "qr",
                    bytes: Array(repeating: 7, count: 1_000)
                ),
            ]
        )
        let bytes = try mail.bytes()
        #expect(bytes.allSatisfy { $0 < 0x80 })
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\r\n",
            omittingEmptySubsequences: false
        )
        #expect(
            lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") }
        )
    }

    @Test func `a calendar entry's method is in the header, too`() throws {
        for (text, wanted) in [
            ("BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n", "; method=CANCEL; name"),
            ("BEGIN:VCALENDAR\r\n", "charset=utf-8; name"),
            ("METHOD:A\"; x=\"b\r\n", "charset=utf-8; name"),
        ] {
            let entry = NoticeAttachment(
                file: "a.ics",
                type: "text/calendar",
                bytes: Array(text.utf8)
            )
            let sent = try self.text(mail(attachments: [entry]))
            #expect(sent.contains("Content-Type: text/calendar; charset=utf-8"))
            #expect(sent.contains(wanted), "\(text)")
        }
    }

    @Test func `quoted-printable keeps a space at a line's end`() {
        let body = MailBody.quotedPrintable(Array("a \r\nb=\t\r\n".utf8))
        #expect(String(decoding: body, as: UTF8.self) == "a=20\r\nb=3D=09\r\n")
    }

    @Test func `the same notice makes the same mail`() throws {
        #expect(try mail().bytes() == mail().bytes())
        #expect(try text(mail()).contains("\r\nMessage-ID: <show-1-email@cinema.example>\r\n"))
    }

    @Test func `dots are stuffed and the mail is ended`() {
        func sent(_ text: String) -> String {
            String(buffer: SMTPDelivery.stuffed(Array(text.utf8)))
        }
        #expect(sent(".\r\na.b\r\n..c\r\n") == "..\r\na.b\r\n...c\r\n.\r\n")
        #expect(sent("no end") == "no end\r\n.\r\n")
        #expect(sent("") == ".\r\n")
    }
}
