import ArgumentParser
import SeatGrid

struct NotifyRetry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Have one notice tried at once: one that waits, or one that was given up.",
        discussion: "Example:\n  seatgrid notify retry show-17-email --spool data/spool"
    )

    @OptionGroup var place: SpoolOption

    @Argument(help: "The notice's name, like show-17-email.")
    var name: String

    func run() throws {
        let spool = place.open()
        let entry = try place.entry(name, in: spool)
        guard entry.place == .retry || entry.place == .dead else {
            throw Failure.exit(.failed, "\(entry.name) is \(entry.place.rawValue) already")
        }
        let now = SystemClock().wall()
        guard try place.using({ spool throws(SpoolError) in try spool.retry(entry, now: now) })
        else { throw Failure.exit(.tryAgain, "\(entry.name) has just moved") }
        print("\(entry.name) will be tried")
    }
}
