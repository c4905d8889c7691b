import ArgumentParser
import LoadKit

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-many",
        abstract:
            "Imports many shows, and on demand holds a part of their seats: for memory and start-up.",
        discussion: """
            Example:
              \(LoadTool.spoken) import-many --url http://127.0.0.1:8080 --key-file load.key --shows 20000 \
            --seats 300 --hold-share 0.2 --pid 4711
            """
    )

    @OptionGroup var common: Common

    @Option(help: "Shows.")
    var shows = 20_000

    @Option(help: "Seats a show.")
    var seats = 300

    @Option(help: "Shows in one import; halved when the server finds it too large.")
    var batch = 1000

    @Option(help: "The share of each show's seats to hold afterwards.")
    var holdShare = 0.0

    @Option(help: "Hold in the first so many shows only; 0 for all.")
    var activate = 0

    @Option(help: "Seats of one of those holds, 1 to 10.")
    var seatsPerHold = 10

    @Option(help: "Holds a show that are given up at once, before: two records of the log each.")
    var churn = 0

    @Option(help: "How long holds last, in milliseconds.")
    var ttl = 1_800_000

    @Option(help: "What the ids begin with.")
    var prefix = "many-"

    @Option(help: "Keep-alive connections for the holds.")
    var connections = 64

    @Option(help: "The server's process, for its memory.")
    var pid = 0

    func validate() throws {
        guard 1...10 ~= seatsPerHold, churn >= 0 else {
            throw ValidationError("seats-per-hold is 1 to 10, churn not negative")
        }
    }

    func run() throws {
        let where_ = try common.target()
        let client = Client(where_)
        let names = (1...max(shows, 1)).map { "\(prefix)\($0)" }
        var report = Report("import-many")
        let empty = ProcessStats.of(pid).resident
        let took = try Catalogue(seats: seats).importAll(names, with: client, batch: batch)
        report.add("shows", Double(shows))
        report.add("import_seconds", took.seconds)
        report.add("imports", Double(took.batches))
        let idle = ProcessStats.of(pid).resident
        if holdShare > 0 {
            let active = activate > 0 ? Array(names.prefix(activate)) : names
            let labels = try ShowAPI(names[0], client: client).labels
            var plan = FillLoad.Plan()
            plan.share = holdShare
            plan.seatsPerHold = seatsPerHold
            plan.churn = churn
            plan.ttl = ttl
            var fill = FillLoad(target: where_, shows: active, labels: labels, plan: plan)
            try fill.run(connections: connections)
            report.add("records", Double(fill.records))
            report.add("holds", Double(fill.held))
            report.add("hold_errors", Double(fill.errors))
            report.add(
                "bytes_per_active_show",
                Double(ProcessStats.of(pid).resident - idle) / Double(active.count)
            )
        }
        if pid > 0 {
            report.add("bytes_per_idle_show", Double(idle - empty) / Double(shows))
            report.add("server_mb", Double(ProcessStats.of(pid).resident) / 1_048_576)
        }
        try common.finish(report)
    }
}
