import FakeServer
import Foundation
import LoadKit
import Testing

/// Gives what `body` makes of a fake that listens and has `shows`.
func withFake<Value>(
    _ faults: Set<Fault> = [],
    seats: Int = 100,
    shows: [String] = ["s1"],
    _ body: (FakeServer, Client) throws -> Value
) throws -> Value {
    let server = try FakeServer(faults: faults)
    let port = try server.start()
    defer { try? server.stop() }
    let client = Client(try Target(url: "http://127.0.0.1:\(port)", key: "k"))
    try Catalogue(seats: seats).importAll(shows, with: client, batch: 3)
    return try body(server, client)
}

/// Gives what `body` makes of a fake with a journal, a process of its own that can be killed.
func withFakeProcess<Value>(
    _ faults: [String],
    port: Int,
    _ body: (ServerProcess, Client) throws -> Value
) throws -> Value {
    let fake = try #require(fakeBinary)
    let journal = "/tmp/seatgrid-fake-\(UUID().uuidString)"
    defer {
        for end in ["", ".catalogue"] {
            try? FileManager.default.removeItem(atPath: journal + end)
        }
    }
    let flags = faults.map { " --fault \($0)" }.joined()
    let server = ServerProcess(
        command: "\(fake) --port \(port) --journal \(journal)\(flags)",
        log: "/dev/null"
    )
    return try body(server, Client(try Target(url: "http://127.0.0.1:\(port)", key: nil)))
}

/// The fake's binary lies beside the test bundle.
let fakeBinary: String? = {
    for argument in CommandLine.arguments where argument.contains(".xctest") {
        let folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
        let path = folder.appendingPathComponent("seatgrid-fake").path
        if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    return nil
}()
