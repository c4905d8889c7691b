import ArgumentParser
import SeatGrid

struct NotifyRedrive: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redrive",
        abstract: "Bring back what was given up: all, or a channel's, or a day's.",
        discussion: """
            They get their full time again. Prints how many there were.

            Example:
              seatgrid notify redrive --spool data/spool --channel email --day 2026-12-01
            """
    )

    @OptionGroup var place: SpoolOption

    @Option(help: "email, sms or webhook. Example: --channel email")
    var channel: String?

    @Option(help: "The day they were given up on, UTC. Example: --day 2026-12-01")
    var day: String?

    func run() throws {
        if let channel, NoticeChannel(rawValue: channel) == nil {
            throw ValidationError("--channel must be email, sms or webhook")
        }
        let now = SystemClock().wall()
        var count = 0
        try place.using { spool throws(SpoolError) in
            try spool.forEach(in: .dead) { entry throws(SpoolError) in
                if let channel, entry.name.channel.rawValue != channel { return }
                if let day, entry.time?.rfc3339.hasPrefix(day) != true { return }
                if try spool.retry(entry, now: now) { count += 1 }
            }
        }
        print("\(count) brought back")
    }
}
