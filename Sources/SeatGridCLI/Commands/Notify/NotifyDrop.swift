import ArgumentParser
import Gateway
import SeatGrid

struct NotifyDrop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop",
        abstract: "Delete a notice that was given up, with the personal data in it.",
        discussion: "Example:\n  seatgrid notify drop show-17-email --spool data/spool"
    )

    @OptionGroup var place: SpoolOption

    @Argument(help: "The notice's name, like show-17-email.")
    var name: String

    func run() throws {
        let entry = try place.entry(name, in: place.open())
        guard entry.place == .dead else {
            throw Failure.exit(.failed, "\(entry.name) is \(entry.place.rawValue), not dead")
        }
        let isThere = try place.using { spool throws(SpoolError) in
            let worker = try SpoolWorker(spool.layout, RealSpoolDisk())
            let isThere = try worker.drop(entry, now: SystemClock().wall())
            try worker.stop()
            return isThere
        }
        guard isThere else { throw Failure.exit(.tryAgain, "\(entry.name) has just moved") }
        print("\(entry.name) is deleted")
    }
}
