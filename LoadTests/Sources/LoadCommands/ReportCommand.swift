import ArgumentParser
import FoundationEssentials
import Report

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Shows results as one HTML file, or as Markdown; several lie over each other.",
        discussion: """
            A RESULT is what run --json printed, a directory that run --out wrote, or a directory of those.
            The page needs no network and no script.

            Example:
              \(LoadTool.spoken) report run-1 peer-1 --out report.html
              \(LoadTool.spoken) report run-1 --markdown
            """
    )

    @Argument(help: "Results: files or directories.")
    var results: [String]

    @Option(help: "Where the page goes.")
    var out = "report.html"

    @Flag(help: "Markdown on standard output instead of a page.")
    var markdown = false

    @Option(
        help: "Also writes STEP.hgrm and latency.hlog there, as HdrHistogram's tools read them."
    )
    var histograms: String?

    func run() throws {
        let found = try results.flatMap(ResultFiles.read)
        let names = found.map(\.name)
        if let histograms { try write(found.map(\.result), to: histograms) }
        if markdown {
            print(ReportText(found.map(\.result), names: names).markdown, terminator: "")
        } else {
            try ResultFiles.write(ReportPage(found.map(\.result), names: names).html, to: out)
            print(out)
        }
    }

    func validate() throws {
        guard !results.isEmpty else { throw ValidationError("which RESULT?") }
    }

    /// A directory for each result when there are several.
    private func write(_ results: [LoadResult], to directory: String) throws {
        for (index, result) in results.enumerated() {
            let place = results.count == 1 ? directory : "\(directory)/\(index + 1)"
            try FileManager.default.createDirectory(
                atPath: place,
                withIntermediateDirectories: true
            )
            for (name, text) in try HdrFiles.files(of: result) {
                try ResultFiles.write(text, to: "\(place)/\(name)")
            }
        }
    }
}
