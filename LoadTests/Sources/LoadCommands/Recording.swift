import FoundationEssentials
import LoadKit
import Report

/// A run that was kept in a folder, as the words that repeat it.
struct Recording {
    /// A folder that can't be repeated.
    struct Unfit: Error, CustomStringConvertible {
        /// The folder, and why.
        let description: String
    }

    /// Flags that say how the run was made. Where it went, with which key and by which commands is
    /// never taken from a file: who replays it says so.
    private static let repeated: Set<String> = [
        "connections", "live-connections", "backlog", "timeout", "shows", "seats", "shared",
        "require", "unchecked",
    ]
    /// Flags that stand for themselves in the result, or that are given anew.
    private static let other: Set<String> = [
        "rate", "ramp", "arrivals", "users", "seconds", "warmup", "seed", "url", "show", "server",
        "replay", "dialect", "name",
    ]
    /// Flags without a value.
    private static let switches: Set<String> = ["shared", "unchecked"]

    let folder: String
    let result: LoadResult

    /// The run in `folder`.
    ///
    /// Throws when there is not just one, or its result can't be read.
    init(_ folder: String) throws {
        let found = try ResultFiles.read(folder)
        guard found.count == 1, let one = found.first else {
            throw Unfit(description: "\(folder): \(found.count) runs are in it; name one")
        }
        self.folder = folder
        result = one.result
    }

    /// Whether the answers of the run in `folder` were kept too.
    static func hasEvidence(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(EvidenceWriter.name)")
    }

    /// True when the run used a show that was there before.
    var usedShow: Bool { result.flags["show"] != nil }

    /// What to write behind `run` for the same scenario, people, times and bars.
    ///
    /// Throws for a run that this tool can't make.
    func arguments() throws(Unfit) -> [String] {
        guard Scenario.named(result.scenario) != nil else {
            throw unfit("there is no scenario '\(result.scenario)'")
        }
        var words = [result.scenario, "--seed=\(result.seed)"] + (try model())
        words += ["--seconds=\(result.duration)", "--warmup=\(result.warmup)"]
        for (name, value) in result.flags.sorted(by: { $0.key < $1.key })
        where !Self.other.contains(name) {
            guard Self.repeated.contains(name) else {
                throw unfit("it was run with --\(name), which can't be repeated")
            }
            words.append(Self.switches.contains(name) ? "--\(name)" : "--\(name)=\(value)")
        }
        return words
    }

    private func model() throws(Unfit) -> [String] {
        let model = result.model
        if model.kind == "closed", let users = model.users { return ["--users=\(users)"] }
        guard model.kind == "open", let rate = model.rate else {
            throw unfit("its model '\(model.kind)' says not how many came")
        }
        return [
            "--rate=\(rate)", "--ramp=\(model.ramp ?? 0)",
            "--arrivals=\(model.arrivals ?? Arrivals.Shape.poisson.rawValue)",
        ]
    }

    private func unfit(_ why: String) -> Unfit { Unfit(description: "\(folder): \(why)") }
}
