import ArgumentParser
import FakeServer
import Glibc

/// The fake on its own, to try the driver on: `seatgrid-fake --port 18099 --journal
/// /tmp/fake.journal`.
@main
struct Main: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seatgrid-fake",
        abstract: "A simple model of the server, right or wrong on purpose."
    )

    @Option(help: "Port on 127.0.0.1.")
    var port = 18099

    @Option(help: "A file that the state outlives a kill in.")
    var journal: String?

    @Option(
        help: "What to do wrong: \(Fault.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var fault: [String] = []

    func run() throws {
        let server = try FakeServer(faults: Set(fault.compactMap(Fault.init)), journal: journal)
        let port = try server.start(port: port)
        print("seatgrid: ready on http://127.0.0.1:\(port)")
        fflush(nil)
        try server.wait()
    }
}
