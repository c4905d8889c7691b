import SeatGrid
import Testing

@testable import Gateway

@Suite struct SMTPReplyTests {
    private func replies(_ text: String) throws -> [SMTPReply] {
        var parser = SMTPReplyParser()
        return try text.utf8.compactMap { try parser.take($0) }
    }

    @Test func `replies of one line and of many are read`() throws {
        let all = try replies("220 hi\r\n250-mx\r\n250-SIZE 100\r\n250 PIPELINING\n354\r\n")
        #expect(all.map(\.code) == [220, 250, 354])
        #expect(all[1].lines == ["mx", "SIZE 100", "PIPELINING"])
        let can = SMTPCapabilities(all[1])
        #expect(can.hasPipelining && can.sizeLimit == 100 && !can.hasStartTLS)
    }

    @Test(arguments: [
        "hello\r\n", "25\r\n", "999 x\r\n", "250-a\r\n251 b\r\n", "+50 x\r\n", "250x\r\n",
    ])
    func `what no reply is ends the dialogue`(text: String) {
        #expect(throws: SMTPReplyParser.Violation.self) { try replies(text) }
    }

    @Test func `an endless line or reply is cut short`() {
        let line = String(repeating: "a", count: 10_000)
        #expect(throws: SMTPReplyParser.Violation.self) { try replies("250 " + line) }
        let many = String(repeating: "250-a\r\n", count: 1_000)
        #expect(throws: SMTPReplyParser.Violation.self) { try replies(many) }
    }

    @Test func `a code decides what becomes of a mail`() {
        func outcome(_ code: Int) -> SendOutcome {
            SMTPDelivery.outcome(SMTPReply(code: code, lines: ["x"]))
        }
        #expect(outcome(250) == .sent)
        #expect(outcome(451) == .deferred("451 x", blame: .recipient))
        #expect(outcome(421) == .deferred("421 x", blame: .provider))
        #expect(outcome(550) == .refused("550 x"))
    }
}
