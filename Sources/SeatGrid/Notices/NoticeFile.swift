/// A notice and what has been tried with it: the content of a file of the spool.
///
/// The first line is the notice, each further line an attempt. Lines are only ever added; a last
/// line that a crash tore is passed over, for it costs no more than one attempt's memory.
package struct NoticeFile: Equatable, Sendable {
    package let notice: Notice
    package private(set) var attempts: [NoticeAttempt]

    package init(_ notice: Notice, attempts: [NoticeAttempt] = []) {
        self.notice = notice
        self.attempts = attempts
    }

    /// Reads a file's bytes.
    package init(bytes: [UInt8]) throws(NoticeError) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first else { throw NoticeError("empty") }
        self.init(
            try Notice(json: Array(first)),
            attempts: lines.dropFirst().compactMap { NoticeAttempt(line: Array($0)) }
        )
    }

    /// The content of its file.
    package var bytes: [UInt8] {
        attempts.reduce(notice.json + [UInt8(ascii: "\n")]) { $0 + $1.line }
    }

    /// The attempts that count: those since an operator last brought the notice back.
    package var counted: ArraySlice<NoticeAttempt> {
        guard let last = attempts.lastIndex(where: { $0.outcome == .redriven }) else {
            return attempts[...]
        }
        return attempts[(last + 1)...]
    }
}
