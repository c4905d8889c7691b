import FoundationEssentials

/// A result with its name beside others and its histograms read.
struct Run {
    let name: String
    let result: LoadResult
    /// By step; a damaged one is left out and said in `damaged`.
    let histograms: [String: Hdr]
    let deltas: Hdr?
    /// Steps whose histogram could not be read.
    let damaged: [String]

    init(_ name: String, _ result: LoadResult) {
        self.name = name
        self.result = result
        var histograms: [String: Hdr] = [:]
        var damaged: [String] = []
        for step in result.steps {
            guard let text = step.hdr else { continue }
            do { histograms[step.name] = try HdrV2.decode(text) } catch {
                damaged.append(step.name)
            }
        }
        deltas = (result.deltas?.hdr).flatMap { text in
            do { return try HdrV2.decode(text) } catch {
                damaged.append("deltas")
                return nil
            }
        }
        self.histograms = histograms
        self.damaged = damaged
    }

    /// Gives each result a name: its target's where that tells them apart, else the one in `names`.
    static func named(_ results: [LoadResult], _ names: [String]) -> [Run] {
        let choices: [[String]] = [
            results.map(\.target.name),
            results.map { "\($0.target.name) \($0.target.version ?? "")" },
            names,
            results.indices.map { "run \($0 + 1)" },
        ]
        let chosen = choices.first { Set($0).count == results.count && $0.count == results.count }
        return zip(results, chosen ?? names).map { Run($0.1, $0.0) }
    }

    /// The step that stands for the run: a hold or a booking, else the one asked most.
    var leading: LoadResult.Step? {
        let known = ["hold", "book", "group"]
        return known.lazy.compactMap { name in result.steps.first { $0.name == name } }.first
            ?? result.steps.max { $0.count < $1.count }
    }

    /// The measured seconds.
    var seconds: [LoadResult.Second] { result.measuredSeconds }

    /// What makes the figures worth less than they look.
    var warnings: [String] {
        result.warnings + damaged.map { "the histogram of \($0) can't be read" }
    }

    /// Answers of all steps.
    var answers: UInt64 { result.steps.reduce(0) { $0 + $1.count } }
    /// Unexpected answers of all steps.
    var errors: UInt64 { result.steps.reduce(0) { $0 + $1.errors } }
    /// Arrivals of all steps that were never sent.
    var dropped: UInt64 { result.steps.reduce(0) { $0 + $1.dropped } }
    /// Answers a second, of all steps.
    var rate: Double { result.steps.reduce(0) { $0 + $1.perSecond } }

    /// How the load was made, in a few words.
    var load: [String] {
        let model = result.model
        var parts: [String] = []
        if let rate = model.rate {
            let how = ["poisson": "Poisson", "even": "evenly spaced"][model.arrivals ?? ""]
            parts.append("\(Decimals.tick(rate)) arrivals a second" + (how.map { ", \($0)" } ?? ""))
        }
        if let users = model.users { parts.append("\(Decimals.whole(users)) users who wait") }
        if parts.isEmpty { parts.append("\(model.kind) model") }
        if let ramp = model.ramp, ramp > 0 { parts.append("ramp of \(Decimals.tick(ramp)) s") }
        var time = "\(Decimals.tick(result.duration)) s"
        if result.warmup > 0 { time += " after \(Decimals.tick(result.warmup)) s of warm-up" }
        return parts + [time, "seed \(result.seed)"]
    }

    /// The command that repeats it, in the pieces that a line may break between.
    var command: [String] {
        // That a run was itself a repeat is told by its name alone: `run` has no such flag.
        let given = result.flags.filter { $0.key != "replay" }
        let flags = given.sorted { $0.key < $1.key }.map { name, value in
            let isPlain = value.allSatisfy {
                $0.isLetter || $0.isNumber || "-_./:,@%+".contains($0)
            }
            let shown = isPlain ? value : "'" + value.replacing("'", with: "'\\''") + "'"
            return value.isEmpty || value == "true" ? "--\(name)" : "--\(name) \(shown)"
        }
        return ["seatgrid-load run \(result.scenario)"] + flags
    }
}
