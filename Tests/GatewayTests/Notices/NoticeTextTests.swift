import SeatGrid
import Testing

@testable import Gateway

@Suite struct NoticeTextTests {
    private func notice(
        _ data: [(String, String)],
        _ kind: NoticeKind = .bookingConfirmed,
        _ locale: NoticeLocale = .english
    ) -> Notice {
        Notice(
            name: NoticeName(show: ShowID("s"), seq: ShowVersion(rawValue: 1), channel: .email),
            kind: kind,
            locale: locale,
            recipient: "a@b.c",
            data: JSONObject(data.map { JSONObject.Member(name: $0, value: .string($1)) }),
            createdAt: WallTime(rawValue: 0)
        )
    }

    private static let kinds: [NoticeKind] = [
        .bookingConfirmed, .bookingCancelled, .refundSettled, .orderOffer, .orderFailed,
        .reminder,
    ]

    @Test(arguments: kinds, NoticeLocale.allCases)
    func `every kind has its texts in every language`(kind: NoticeKind, locale: NoticeLocale) throws
    {
        let templates = try NoticeTemplates()
        let marks = ["title", "starts", "seats", "amount", "cinema", "booking", "link", "venue"]
        let notice = notice(marks.map { ($0, "<\($0)>") }, kind, locale)
        let mail = try templates.mail(notice)
        let html = try #require(mail.html)
        for text in [mail.text, mail.subject, try templates.sms(notice)] {
            #expect(text.contains("<title>") || text.contains("<amount>"), "\(text)")
            #expect(!text.contains("{{") && !text.contains("CONTENT_TYPE"))
        }
        #expect(!html.contains("<cinema>") && html.contains("&lt;cinema&gt;"))
        let isHindi = mail.text.unicodeScalars.contains { 0x900...0x97f ~= $0.value }
        #expect(isHindi == (locale == .hindi))
    }

    @Test func `no datum breaks out of the HTML, with combining marks or without`() throws {
        for quote in ["\"", "\"\u{301}", "'\u{301}", "<\u{301}", "<script>"] {
            let html = try NoticeTemplates().mail(notice([("link", quote), ("title", quote)])).html
            // By bytes: a mark that combines would hide what it combines with.
            let bytes = Array(try #require(html).utf8)
            for place in ["href=\"", "<strong>"] {
                let range = try #require(bytes.firstRange(of: Array(place.utf8)))
                #expect(bytes[range.upperBound] == UInt8(ascii: "&"), "\(place)\(quote)")
            }
        }
        let plain = try NoticeTemplates().mail(notice([("title", "A & <B>")])).text
        #expect(plain.contains("A & <B>"))
    }

    @Test func `a subject of two lines is refused, not sent`() async throws {
        let mail = try NoticeTemplates().mail(
            notice([("title", "a\r\nBcc: x@y.z"), ("starts", "x")])
        )
        #expect(throws: MailHeader.Injection.self) {
            try MailHeader.text("Subject", mail.subject)
        }
    }

    @Test func `what there is no template of is refused`() throws {
        let templates = try NoticeTemplates()
        #expect(throws: NoticeError.self) { try templates.mail(notice([], .holdExpired)) }
    }

    @Test func `Retry-After is read as seconds and as a date`() {
        let now = WallTime(rawValue: 1_795_000_000_000)
        #expect(RetryAfter.milliseconds("120", now: now) == 120_000)
        #expect(RetryAfter.milliseconds("99999999999999", now: now) == 86_400_000)
        #expect(RetryAfter.milliseconds("-1", now: now) == nil)
        #expect(RetryAfter.milliseconds("soon", now: now) == nil)
        let date = CalendarTime(now.advanced(by: 5_000)).httpDate
        #expect(RetryAfter.milliseconds(date, now: now) == 5_000)
        #expect(
            RetryAfter.milliseconds(CalendarTime(WallTime(rawValue: 0)).httpDate, now: now) == 0
        )
    }

    @Test func `a person is masked in what a peer says`() {
        let said = "550 5.1.1 <asha.k@example.org>: no asha.k@example.org, call +919812345678"
        let masked = Masking.masked(said, recipient: "asha.k@example.org")
        #expect(!masked.contains("asha.k") && !masked.contains("9812345678"))
        #expect(masked.hasPrefix("550 5.1.1 "))
        let number = Masking.masked("no route to 919812345678", recipient: "+919812345678")
        #expect(number == "no route to ***78")
    }

    @Test(arguments: [
        ("550 asha.k: unknown", "asha.k@example.org", "550 a***: unknown"),
        ("550 <ASHA.K> and asha.kumar", "asha.k@example.org", "550 <A***> and asha.kumar"),
        ("550 no mailbox asha here", "asha+x@example.org", "550 no mailbox a*** here"),
        ("550 98198 12345 is barred", "+919819812345", "550 ***45 is barred"),
        ("HTTP 400 +91 (98198) 123-45", "+919819812345", "HTTP 400 +***45"),
        ("HTTP 400 98198.12345", "+919819812345", "HTTP 400 ***45"),
        ("451 ask 022 2345 67890 or 192.0.2.17", "a@b.c", "451 ask ***90 or 192.0.2.17"),
        ("550-no\r\nerror: forged\u{1b}[2J", "a@b.c", "550-no error: forged [2J"),
    ])
    func `a person is masked however a peer writes it`(
        said: String,
        recipient: String,
        wanted: String
    ) {
        #expect(Masking.masked(said, recipient: recipient) == wanted)
    }

    @Test func `a webhook's signature is HMAC-SHA256 of time and body`() {
        // printf '1795000000.{}' | openssl dgst -sha256 -hmac secret
        let value = WebhookSignature.value(
            Array("{}".utf8),
            secret: "secret",
            seconds: 1_795_000_000
        )
        #expect(
            value
                == "t=1795000000,v1=6b4c7e66d3b69c810f27c4aa67ee3707"
                + "57d4dfdabf1fbb338ea7cf6aba9e0494"
        )
    }

    @Test func `a short message's texts are escaped for their form`() throws {
        let service = SMSProvider.GenericSMS(
            method: "POST",
            url: "https://sms.example",
            contentType: "application/json",
            fields: [:],
            body: #"{"to":"{{to}}","text":"{{text}}","x":"{{y}}"}"#
        )
        let request = try SMSRequest.make(.generic(service), notice([]), text: "\"{{to}}\"\n")
        let body = String(decoding: try #require(request).body, as: UTF8.self)
        #expect(body == #"{"to":"a@b.c","text":"\"{{to}}\"\n","x":"{{y}}"}"#)
        #expect(SMSRequest.formEscaped("a b&=+é") == "a%20b%26%3D%2B%C3%A9")
    }

    @Test func `HTTP answers of an SMS service are told apart`() {
        func outcome(_ status: Int, _ after: Int64? = nil) -> SendOutcome {
            SMSSender.outcome(NoticeHTTP.Answer(status: status, retryAfter: after, text: "x"))
        }
        #expect(outcome(201) == .sent)
        #expect(outcome(400) == .refused("HTTP 400 x"))
        #expect(outcome(429, 7) == .deferred("HTTP 429 x", retryAfter: 7, blame: .provider))
        #expect(outcome(503) == .deferred("HTTP 503 x", blame: .provider))
        #expect(outcome(401) == .deferred("HTTP 401 x", blame: .provider))
    }
}
