import ArgumentParser
import Gateway
import SeatGrid

struct NotifyList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print how many notices are where, or the names of those in one state.",
        discussion: """
            A line a notice: state, channel, time (when it came, is due, or was given up), name.

            Examples:
              seatgrid notify list --spool data/spool
              seatgrid notify list --spool data/spool --state dead --limit 20
            """
    )

    @OptionGroup var place: SpoolOption

    @Option(help: "new, cur, retry or dead. Example: --state dead")
    var state: String?

    @Option(help: "At most so many lines. Example: --limit 100")
    var limit = 1_000

    func run() throws {
        guard let state else { return try counts() }
        guard let chosen = SpoolPlace(rawValue: state) else {
            throw ValidationError("--state must be new, cur, retry or dead")
        }
        var left = limit
        try place.using { spool throws(SpoolError) in
            try spool.forEach(in: chosen) { entry in
                guard left > 0 else { return }
                left -= 1
                let time = entry.time.map { $0.rawValue == 0 ? "-" : $0.rfc3339 } ?? "-"
                print("\(state) \(entry.name.channel.rawValue) \(time) \(entry.name)")
            }
        }
    }

    private func counts() throws {
        for place in SpoolPlace.allCases {
            var count = 0
            try self.place.using { spool throws(SpoolError) in
                try spool.forEach(in: place) { _ in count += 1 }
            }
            print("\(place.rawValue) \(count)")
        }
        try place.using { spool throws(SpoolError) in
            let list = EndpointList(spool.layout, RealSpoolDisk())
            for id in try list.disabled().sorted() { print("disabled endpoint \(id)") }
        }
    }
}
