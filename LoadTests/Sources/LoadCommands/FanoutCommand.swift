import ArgumentParser
import LoadKit

struct FanoutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fanout",
        abstract: "Thousands of live subscribers on one show while it changes.",
        discussion: """
            Checks that no stream has a gap, and measures from the write's answer to each socket.

            Example:
              \(LoadTool.spoken) fanout --url http://127.0.0.1:8080 --key-file load.key --subscribers 5000 --changes 200
            """
    )

    @OptionGroup var common: Common
    @OptionGroup var target: ShowOptions

    @Option(help: "Live connections that read.")
    var subscribers = 5000

    @Option(help: "Live connections that never read.")
    var stalled = 0

    @Option(help: "Changes a second.")
    var changes = 200.0

    @Option(help: "Connections that write.")
    var writers = 16

    @Option(
        help: "Seats that each change touches, 1 to 10; many fill the buffers of those who stall."
    )
    var seatsPerChange = 1

    @Option(help: "Measured seconds.")
    var seconds = 10.0

    @Option(help: "The server's process, for its memory and CPU.")
    var pid = 0

    func validate() throws {
        guard 1...10 ~= seatsPerChange else { throw ValidationError("seats-per-change is 1 to 10") }
        guard subscribers > 0, stalled >= 0, changes > 0, writers > 0, seconds > 0 else {
            throw ValidationError(
                "subscribers, changes, writers and seconds must be greater than 0"
            )
        }
    }

    func run() throws {
        let client = Client(try common.target())
        let show = try target.shows(1, common: common, client: client)[0]
        var plan = FanoutPlan()
        plan.subscribers = subscribers
        plan.stalled = stalled
        plan.changes = changes
        plan.writers = writers
        plan.seatsPerChange = seatsPerChange
        plan.seconds = seconds
        plan.pid = pid
        plan.seed = common.seed
        let fanout = Fanout(plan, api: try ShowAPI(show, client: client), client: client)
        try common.finish(try fanout.run())
    }
}
