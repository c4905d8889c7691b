/// A figure that people ask for first.
struct KeyFigure: Equatable {
    let name: String
    let value: String

    /// The figures that `run` has, the most asked for first.
    static func all(of run: Run) -> [KeyFigure] {
        var all = [KeyFigure(name: "answers a second", value: Decimals.short(run.rate))]
        if let step = run.leading, let times = step.latency {
            all += [
                KeyFigure(name: "\(step.name), p50", value: Decimals.milliseconds(times.p50)),
                KeyFigure(name: "\(step.name), p99", value: Decimals.milliseconds(times.p99)),
                KeyFigure(name: "\(step.name), p99.9", value: Decimals.milliseconds(times.p999)),
            ]
        }
        let asked = Double(run.answers + run.dropped)
        let lost = asked > 0 ? Double(run.errors + run.dropped) / asked : 0
        let share = run.errors + run.dropped == 0 ? "none" : Decimals.percent(lost)
        all.append(KeyFigure(name: "unexpected errors or dropped", value: share))
        if let p99 = run.result.deltas?.latency?.p99 {
            all.append(KeyFigure(name: "delta delay, p99", value: Decimals.milliseconds(p99)))
        }
        if let server = run.result.server {
            let cost = Decimals.short(server.cpuMicrosecondsPerRequest) + "\u{a0}µs"
            all.append(KeyFigure(name: "server’s CPU a request", value: cost))
            let memory = Decimals.bytes(server.rssBytes)
            all.append(KeyFigure(name: "server’s memory", value: memory))
        }
        return all
    }
}
