import ArgumentParser
import LoadKit

struct CrashCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crash",
        abstract:
            "Kills the server under load again and again; nothing acknowledged may be missing.",
        discussion: """
            The command line must start one server that listens at --url; it is run by 'sh -c exec ...', and \
            {run} in it is replaced by the number of the start (a huge one for the first and the last, which no \
            fault is to befall). After each restart the last keyed writes are \
            repeated and must get their first answer, byte for byte.

            Example:
              \(LoadTool.spoken) crash --kills 100 --key-file load.key --url http://127.0.0.1:8081 \
            --server 'seatgrid serve --data /tmp/d --listen 127.0.0.1:8081 --keys /tmp/keys'
              \(LoadTool.spoken) crash --dies-itself --kills 60 --key-file load.key --url http://127.0.0.1:8081 \
            --server 'strace -D -f -o /dev/null -e trace=fdatasync -e inject=fdatasync:signal=KILL:when={run} \
            seatgrid serve --data /tmp/d --listen 127.0.0.1:8081 --keys /tmp/keys'
            """
    )

    @OptionGroup var common: Common
    @OptionGroup var target: ShowOptions
    @OptionGroup var fight: FightOptions

    @Option(help: "The command line that starts the server.")
    var server: String

    @Option(help: "Where the server's output goes.")
    var serverLog = "/tmp/seatgrid-load-server.log"

    @Option(help: "How often.")
    var kills = 100

    @Option(help: "The shortest time under load, in milliseconds.")
    var shortest = 30

    @Option(help: "The longest time under load, in milliseconds.")
    var longest = 600

    @Flag(help: "The server dies by itself (a fault injector); wait for that and don't kill.")
    var diesItself = false

    func run() throws {
        let client = Client(try common.target())
        var plan = Crash.Plan()
        plan.kills = kills
        plan.shortest = shortest
        plan.longest = max(longest, shortest)
        plan.diesItself = diesItself
        plan.fight = fight.plan(seed: common.seed)
        let process = ServerProcess(command: server, log: serverLog)
        defer { process.stop() }
        var crash = Crash(plan, server: process, client: client)
        try crash.startServer()
        let show = try target.shows(1, common: common, client: client)[0]
        let report = try crash.run(show: show) { common.say($0) }
        try common.finish(report)
    }
}
