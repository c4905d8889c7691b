import ArgumentParser
import FoundationEssentials
import LoadKit
import Report

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Runs a kept run once more, or only checks its answers again.",
        discussion: """
            The same scenario, seed, load, bars and people at the same intended times as in FOLDER, which \
            'run --out' wrote; 'compare' then tells the two apart. What people ask after their first answer \
            depends on the answers, as it did then. Url, --dialect, key and --server are never taken \
            from the folder.

            Example:
              \(LoadTool.spoken) replay run-1 --url http://127.0.0.1:8081 --key-file load.key --out run-2
              \(LoadTool.spoken) compare run-1 run-2
              \(LoadTool.spoken) replay run-1 --check-only
            """
    )

    @Argument(help: "The folder of one run.")
    var folder: String

    @Flag(help: "Drive no server: hold the answers that were kept against the log that was kept.")
    var checkOnly = false

    @OptionGroup var target: TargetOptions
    @OptionGroup var dialect: DialectOptions
    @OptionGroup var server: ServerOptions

    @Option(help: "A folder for result.json, evidence.jsonl.gz, STEP.hgrm and latency.hlog.")
    var out: String?

    @Option(help: "An existing show to use; needed when the run used one.")
    var show: String?

    func run() throws {
        guard !checkOnly else { return try check() }
        let recording = try Recording(folder)
        guard recording.usedShow == (show != nil) else {
            throw ValidationError(
                show == nil
                    ? "\(folder): it used an existing show: name one with --show"
                    : "\(folder): it made its own shows: leave --show out"
            )
        }
        guard out.map({ !isSame($0, folder) }) ?? true else {
            throw ValidationError("--out is the folder that is replayed")
        }
        let by = recording.result.tool
        if by != LoadTool.version {
            Terminal.say("\(folder) is by version \(by), this is \(LoadTool.version)")
        }
        let words = try recording.arguments()
        var run: RunCommand
        do { run = try RunCommand.parse(words + ownWords) } catch {
            throw ValidationError("\(folder): \(RunCommand.message(for: error))")
        }
        run.target = target
        run.server = server
        run.out = out
        run.show = show
        try run.run(repeating: folder)
    }

    /// `run` wants to know at once whether it can kill the server, and what that can do.
    private var ownWords: [String] {
        (server.server.map { ["--server=\($0)"] } ?? [])
            + dialect.given.sorted { $0.key < $1.key }.map { "--\($0.key)=\($0.value)" }
    }

    private func isSame(_ one: String, _ other: String) -> Bool {
        func plain(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
        return plain(one) == plain(other)
    }

    private func check() throws {
        var reader = try EvidenceReader(folder: folder)
        let found = try reader.check()
        print(target.json ? try CheckText(found).json : CheckText(found).text)
        if let before = (try? Recording(folder))?.result.invariants, before.broken != found.broken {
            Terminal.say("the run itself found otherwise: \(CheckText(before).headline)")
        }
        for sentence in reader.unproven { Terminal.say("not proven: \(sentence)") }
        if !found.broken.isEmpty { throw ExitCode(4) }
        if !found.checked { throw ExitCode(1) }
    }
}

/// What a check alone found.
struct CheckText {
    private struct Line: Encodable {
        var schema = "seatgrid.load.check/1"
        var checked: Bool
        var attempts: UInt64
        var broken: [String: UInt64]
        var findings: [String]
        var notJudged: [String]?

        enum CodingKeys: String, CodingKey {
            case schema, checked, attempts, broken, findings
            case notJudged = "not_judged"
        }
    }

    private let found: LoadResult.Invariants

    init(_ found: LoadResult.Invariants) { self.found = found }

    var headline: String {
        guard !found.broken.isEmpty else {
            guard found.checked else { return "NOT CHECKED" }
            let what = found.notJudged == nil ? "every invariant" : "what can be judged"
            return "\(what) holds (\(found.attempts) writes checked)"
        }
        let counts = found.broken.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return "BROKEN INVARIANTS: \(counts.joined(separator: ", "))"
    }

    var text: String {
        let unknown = found.notJudged.map { ["  not judged: " + $0.joined(separator: ", ")] } ?? []
        return ([headline] + found.findings.map { "  \($0)" } + unknown).joined(separator: "\n")
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let line = Line(
                checked: found.checked,
                attempts: found.attempts,
                broken: found.broken,
                findings: found.findings,
                notJudged: found.notJudged
            )
            return String(decoding: try encoder.encode(line), as: UTF8.self)
        }
    }
}
