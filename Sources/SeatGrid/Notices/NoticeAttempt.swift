/// One try to send a notice, as a line of its file below the notice itself.
package struct NoticeAttempt: Equatable, Sendable {
    /// What came of it.
    package enum Outcome: String, Sendable {
        /// It is to be tried again.
        case retry
        /// It was given up.
        case dead
        /// An operator brought it back: what came before does not count any more.
        case redriven
    }

    package let at: WallTime
    package let outcome: Outcome
    /// What the peer said, addresses masked.
    package let transcript: String

    package init(at: WallTime, outcome: Outcome, transcript: String) {
        self.at = at
        self.outcome = outcome
        self.transcript = String(
            decoding: transcript.utf8.prefix(NoticeLimits.transcript),
            as: UTF8.self
        )
    }

    /// The attempt as one line of JSON. A line's end comes first, too: what a crash may have torn
    /// before it stays a line of its own.
    package var line: [UInt8] {
        var writer = JSONWriter(capacity: 128)
        writer.object { json in
            json.field("at", at.rfc3339)
            json.field("outcome", outcome.rawValue)
            json.field("text", transcript)
        }
        return [UInt8(ascii: "\n")] + writer.bytes + [UInt8(ascii: "\n")]
    }

    /// nil if the line is torn or not one of these.
    init?(line: [UInt8]) {
        guard let value = try? JSONParser.parse(line),
            case .string(let at)? = value[pointer: "/at"], let at = WallTime(rfc3339: at),
            case .string(let outcome)? = value[pointer: "/outcome"],
            let outcome = Outcome(rawValue: outcome),
            case .string(let text)? = value[pointer: "/text"]
        else { return nil }
        self.init(at: at, outcome: outcome, transcript: text)
    }
}
