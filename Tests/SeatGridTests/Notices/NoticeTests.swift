import Testing

@testable import SeatGrid

@Suite struct NoticeTests {
    @Test(arguments: [
        "show-1-email", "show-18446744073709551615-webhook-4294967295", "a-1-email-5-sms-2",
        "_-0-sms",
    ])
    func `names are read as they were written`(text: String) throws {
        #expect(try #require(NoticeName(text)).description == text)
    }

    @Test(arguments: [
        "", "show", "show-1", "show-1-fax", "show-01-email", "show-1-email-0", "show-1-email-01",
        "../x-1-email", "show--1-email-+2", "-1-email", "show-1-email-1-1", "sh/ow-1-email",
    ])
    func `what no name is, is refused`(text: String) {
        #expect(NoticeName(text) == nil)
    }

    @Test func `a notice survives its JSON`() throws {
        let notice = Notice(
            name: NoticeName(show: ShowID("s-1"), seq: ShowVersion(rawValue: 7), channel: .email),
            kind: .reminder,
            locale: .hindi,
            recipient: "आशा@example.org",
            data: JSONObject([
                JSONObject.Member(name: "title", value: .string("पठान \"x\"\n")),
                JSONObject.Member(name: "seats", value: .array([.integer(1), .bool(true)])),
            ]),
            createdAt: NoticeWorld.start,
            notAfter: NoticeWorld.start.advanced(by: 1),
            attachments: [
                NoticeAttachment(
                    file: "t.png",
                    type: "image/png",
                    inlineID: "qr",
                    bytes: Array(0...255)
                )
            ]
        )
        let attempt = NoticeAttempt(at: NoticeWorld.start, outcome: .retry, transcript: "451 \"\n")
        let file = NoticeFile(notice, attempts: [attempt])
        #expect(try NoticeFile(bytes: file.bytes) == file)
        // Torn at any byte of its attempts the notice is still there, and a later attempt, too.
        for end in (notice.json.count + 1)..<file.bytes.count {
            let torn = try NoticeFile(bytes: Array(file.bytes[..<end]) + attempt.line)
            #expect(torn.notice == notice)
            #expect(torn.attempts.last == attempt)
        }
    }

    @Test(arguments: [
        #"{"v":2}"#, #"{"name":"s-1-email"}"#, "[]", "",
        """
        {"v":1,"name":"s-1-email","kind":"x","locale":"en","to":"a",
         "created_at":"2026-01-01T00:00:00Z","data":{},"x":1}
        """,
        """
        {"v":1,"name":"s-1-email","kind":"../x","locale":"en","to":"a",
         "created_at":"2026-01-01T00:00:00Z","data":{}}
        """,
    ])
    func `what is no notice of this version is refused`(text: String) {
        #expect(throws: NoticeError.self) { try Notice(json: Array(text.utf8)) }
    }

    @Test func `base64 is what it was, and nothing loose is taken`() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            #expect(Base64Text.decode(Base64Text.encode(bytes)) == bytes)
        }
        for text in ["A", "AAA", "A===", "AB==", "AAB=", "AA=A", "A A=", "AAA=\n"] {
            #expect(Base64Text.decode(text) == nil, "\(text)")
        }
    }

    @Test func `files of version 1 are read and written as they always were`() throws {
        let attempt = NoticeAttempt(at: NoticeWorld.start, outcome: .retry, transcript: "451 later")
        let notice = Notice(
            name: NoticeName(show: ShowID("s-1"), seq: ShowVersion(rawValue: 7), channel: .email),
            kind: .bookingConfirmed,
            locale: .hindi,
            recipient: "asha@example.org",
            data: JSONObject([JSONObject.Member(name: "title", value: .string("पठान"))]),
            createdAt: NoticeWorld.start,
            notAfter: NoticeWorld.start.advanced(by: 60_000),
            attachments: [
                NoticeAttachment(file: "t.ics", type: "text/calendar", bytes: [1, 2, 3])
            ]
        )
        let file = NoticeFile(notice, attempts: [attempt])
        let bytes = try Golden.bytes("notice-1.jsonl", now: file.bytes)
        #expect(try NoticeFile(bytes: bytes) == file)
        #expect(file.bytes == bytes)
        let record = DoneRecord(
            digest: notice.name.digest,
            at: NoticeWorld.start,
            reason: .sent
        )
        let kept = try Golden.bytes("notice-done-1.bin", now: record.bytes)
        #expect(DoneRecord(kept[...]) == record)
        #expect(record.bytes == kept)
    }

    @Test func `a torn record of what is done is no record`() {
        let record = DoneRecord(
            digest: Bits128(high: 1, low: 2),
            at: NoticeWorld.start,
            reason: .tooLate
        )
        #expect(DoneRecord(record.bytes[...]) == record)
        for index in record.bytes.indices {
            var bytes = record.bytes
            bytes[index] ^= 0x10
            #expect(DoneRecord(bytes[...]) == nil, "byte \(index)")
        }
    }
}
