import ArgumentParser
import Foundation
import SeatGrid

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load a catalogue: all of it or nothing.",
        discussion: """
            FILE has cities, movies, layouts, venues and shows as JSON; entries are created, or
            replaced by id. `-` reads standard input. Into a running node with --url and a key with
            the right `operate`; into a data directory that no node has open with --data.

            Examples:
              seatgrid import catalogue.json --url http://127.0.0.1:8080 --key-file ops.key
              seatgrid import catalogue.json --data data
            """
    )

    @Argument(help: "The catalogue, or - for standard input.")
    var file: String

    @Option(help: "A running node. Example: --url http://127.0.0.1:8080")
    var url: String?

    @Option(
        name: .customLong("key-file"),
        help: "A file that holds the key alone. Example: --key-file ops.key"
    )
    var keyFile: String?

    @Option(help: "A data directory that is not in use. Example: --data data")
    var data: String?

    func validate() throws {
        guard (url == nil) != (data == nil) else {
            throw ValidationError("give either --url and --key-file, or --data")
        }
        guard url == nil || keyFile != nil else {
            throw ValidationError("--url needs --key-file: a key with the right operate")
        }
    }

    func run() async throws {
        let body = try readFile()
        if let data {
            try await OfflineImport(data: data).run(body)
        } else if let url, let keyFile {
            let node = RemoteNode(url: url, keyFile: keyFile)
            let answer = try await node.post("/v1/admin/import", body)
            print("imported \(answer)")
        }
    }

    private func readFile() throws -> [UInt8] {
        if file == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        } catch {
            throw Failure.exit(.failed, "cannot read \(file): \(error.localizedDescription)")
        }
    }
}
