import ArgumentParser
import Checker
import LoadKit

/// Where to, and how the result is told.
struct TargetOptions: ParsableArguments {
    @Option(help: "The server; this machine only.")
    var url = "http://127.0.0.1:8080"

    @Option(help: "A file with a key that has the rights hold, book and operate.")
    var keyFile: String?

    @Flag(help: "One line of JSON instead of a table.")
    var json = false

    @Flag(
        name: .customLong("i-own-this-host"),
        help: "Drive a server that is not on this machine: it is yours, and may fall over."
    )
    var isOwnHost = false

    func target() throws -> Target {
        do {
            return try Target(url: url, key: try Files.key(keyFile), isOwnHost: isOwnHost)
        } catch {
            throw ValidationError("\(error)")
        }
    }
}

/// What the subcommands with one flat report take.
struct Common: ParsableArguments {
    @OptionGroup private var options: TargetOptions

    @Option(help: "The same seed makes the same choices.")
    var seed: UInt64 = 1

    var url: String { options.url }
    var json: Bool { options.json }

    @Option(
        name: .customLong("require"),
        help: "A bar to reach, such as 'p99_ms<5'; may be repeated. Missed: exit code 3."
    )
    var requirements: [String] = []

    func validate() throws {
        for text in requirements where Requirement(text) == nil {
            throw ValidationError("--require '\(text)': write NAME<NUMBER, for example p99_ms<5")
        }
    }

    func target() throws -> Target { try options.target() }

    /// Prints `report` and ends with the exit code it deserves.
    func finish(_ report: Report) throws {
        print(json ? report.json : report.text)
        if !report.findings.isEmpty { throw ExitCode(4) }
        var missed = false
        for requirement in requirements.compactMap({ Requirement($0) })
        where !requirement.isMet(by: report) {
            say("missed: \(requirement.text)")
            missed = true
        }
        if missed { throw ExitCode(3) }
    }

    /// A line for the person who waits, beside the result.
    func say(_ line: String) { Terminal.say(line) }
}

/// Which show, and whether to make it.
struct ShowOptions: ParsableArguments {
    @Option(
        help:
            "The show's id. Without it a new show is imported (needs a key with the right operate)."
    )
    var show: String?

    @Option(help: "Seats of a show that is imported.")
    var seats = 500

    /// The ids of `count` shows, imported unless one was named.
    func shows(_ count: Int, common: Common, client: Client) throws -> [String] {
        if let show { return [show] }
        let stamp = Wire.now() / 1_000_000
        let names = (1...max(count, 1)).map { "load-\(stamp)-\($0)" }
        try Catalogue(seats: seats).importAll(names, with: client)
        return names
    }
}
