import Report

/// What makes the figures of a run worth less than they look.
enum Warnings {
    /// A percentile needs so many samples beyond it.
    static let beyond = 10.0

    static func about(_ result: LoadResult) -> [String] {
        var warnings: [String] = []
        if let lag = result.driver?.lag, lag.p99 > 1 {
            warnings.append(
                "The driver was late against its own plan (p99 \(number(lag.p99)) ms): the "
                    + "latencies hold some of its own."
            )
        }
        if let driver = result.driver, driver.cpuPercent > 90 {
            warnings.append(
                "The driver used \(number(driver.cpuPercent)) % of a core: it may be what limits "
                    + "the rate."
            )
        }
        if let load = result.machine.loadAverage.first, load > Double(result.machine.cores) {
            warnings.append(
                "The machine was busy before the run began (a load of \(number(load)) on "
                    + "\(result.machine.cores) cores): others may have slowed both sides."
            )
        }
        if result.machine.sharesCores {
            warnings.append(
                "The driver may run on the server's cores: pin each to its own, or take the "
                    + "latencies as too high."
            )
        }
        warnings += few(result.steps.filter { !isEnough($0.count, 0.01) }, "p99")
        let some = result.steps.filter { isEnough($0.count, 0.01) && !isEnough($0.count, 0.001) }
        warnings += few(some, "p99.9")
        let dropped = result.steps.reduce(0) { $0 + $1.dropped }
        if dropped > 0 {
            warnings.append(
                "\(dropped) requests were never sent: all connections were busy. What they would "
                    + "have waited is in no latency."
            )
        }
        return warnings
    }

    private static func isEnough(_ count: UInt64, _ share: Double) -> Bool {
        Double(count) * share >= beyond
    }

    private static func few(_ steps: [LoadResult.Step], _ percentile: String) -> [String] {
        let list = steps.filter { $0.count > 0 }.map { "\($0.name) (\($0.count))" }
        guard !list.isEmpty else { return [] }
        let names = list.joined(separator: ", ")
        return ["Fewer than 10 samples lie beyond the \(percentile) of \(names)."]
    }

    private static func number(_ value: Double) -> String {
        String((value * 10).rounded() / 10)
    }
}
