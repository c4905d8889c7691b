import ArgumentParser
import Gateway
import SeatGrid

struct NotifyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a notice and what was tried with it.",
        discussion: """
            The recipient is masked and the data left out, unless --reveal is given.

            Example:
              seatgrid notify show show-17-email --spool data/spool
            """
    )

    @OptionGroup var place: SpoolOption

    @Argument(help: "The notice's name, like show-17-email.")
    var name: String

    @Flag(help: "Show personal data, too.")
    var reveal = false

    func run() throws {
        guard let name = NoticeName(name) else {
            throw ValidationError("\(name) is no notice's name, like show-17-email")
        }
        let (entry, done) = try place.using { spool throws(SpoolError) in
            (try spool.find(name), try spool.done(name))
        }
        guard let entry else {
            guard let done else { throw Failure.exit(.failed, "\(name) is not in the spool") }
            print("name: \(name)\nstate: done\nreason: \(done.reason)\nat: \(done.at.rfc3339)")
            return
        }
        print("name: \(name)\nstate: \(entry.place.rawValue)")
        if let time = entry.time, time.rawValue > 0 { print("time: \(time.rfc3339)") }
        switch try place.using({ spool throws(SpoolError) in try spool.read(entry) }) {
        case nil: print("gone meanwhile")
        case .failure(let error)?: print("unreadable: \(error)")
        case .success(let file)?: show(file)
        }
    }

    private func show(_ file: NoticeFile) {
        let notice = file.notice
        print("kind: \(notice.kind.rawValue)\nlocale: \(notice.locale.rawValue)")
        print("to: \(reveal ? notice.recipient : Masking.mask(notice.recipient))")
        print("created: \(notice.createdAt.rfc3339)")
        if let notAfter = notice.notAfter { print("not after: \(notAfter.rfc3339)") }
        if reveal { print("data: \(String(decoding: notice.dataJSON, as: UTF8.self))") }
        for attachment in notice.attachments {
            print(
                "attachment: \(attachment.file) \(attachment.type) \(attachment.bytes.count) bytes"
            )
        }
        for attempt in file.attempts {
            print("\(attempt.at.rfc3339) \(attempt.outcome.rawValue) \(attempt.transcript)")
        }
    }
}

extension Notice {
    fileprivate var dataJSON: [UInt8] {
        var writer = JSONWriter()
        writer.value(.object(data))
        return writer.bytes
    }
}
