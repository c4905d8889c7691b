import ArgumentParser
import Gateway
import SeatGrid

struct NotifySendTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send-test",
        abstract: "Send one test notice past the spool, and say what the provider said.",
        discussion: """
            Exits 0 if it was taken, 69 if not.

            Example:
              seatgrid notify send-test --config notify.json --channel email --to me@example.org
            """
    )

    @OptionGroup var file: NotifyConfigOption

    @Option(help: "email, sms or webhook. Example: --channel email")
    var channel: String

    @Option(help: "An address, a number like +919812345678, or an endpoint's id.")
    var to: String

    @Option(help: "What it is about. Example: --kind reminder")
    var kind = NoticeKind.bookingConfirmed.rawValue

    @Option(help: "en or hi. Example: --locale hi")
    var locale = NoticeLocale.english.rawValue

    func run() async throws {
        guard let channel = NoticeChannel(rawValue: channel), let kind = NoticeKind(kind),
            let locale = NoticeLocale(rawValue: locale)
        else { throw ValidationError("--channel, --kind or --locale is none there is") }
        let configuration = try file.read()
        let surroundings = NotifySurroundings(now: { SystemClock().wall() })
        let notice = NotifyTrial.notice(channel, kind, locale, to: to, now: surroundings.now())
        let outcome: SendOutcome
        do {
            outcome = try await NotifyTrial.send(notice, configuration, surroundings)
        } catch {
            throw Failure.exit(.configuration, "\(error)")
        }
        switch outcome {
        case .sent: print("taken")
        case .deferred(let text, _, _): throw Failure.exit(.unreachable, "not now: \(text)")
        case .refused(let text), .gone(let text):
            throw Failure.exit(.unreachable, "refused: \(text)")
        }
    }
}
