/// Where and how a run was made, as pairs of words.
enum Setting {
    /// The lines that `run` has.
    static func lines(of run: Run) -> [(name: String, value: String)] {
        let result = run.result
        let machine = result.machine
        var lines = [
            ("Target", "\(result.target.url), dialect \(result.target.dialect)"),
            ("Started", result.startedAt),
            ("Processor", "\(machine.cpu), \(machine.cores) cores"),
            (
                "Cores",
                machine.sharesCores
                    ? "shared by the driver and the server" : "the driver has cores of its own"
            ),
            ("Memory", Decimals.bytes(machine.memoryBytes)),
            ("Kernel", machine.kernel),
            (
                "Load before",
                machine.loadAverage.map { Decimals.fixed($0, 2) }.joined(separator: ", ")
                    + " (1, 5, 15 minutes)"
            ),
        ]
        if let driver = result.driver {
            var words = "\(Decimals.short(driver.cpuPercent)) % of a core"
            if let lag = driver.lag {
                words +=
                    "; sent at most \(Decimals.milliseconds(lag.p99)) late 99 times of 100, "
                    + "\(Decimals.milliseconds(lag.max)) at worst"
            }
            lines.append(("Driver", words))
        }
        if let server = result.server {
            lines.append(("Server", "\(Decimals.short(server.cpuPercent)) % of a core"))
        }
        return lines
    }
}
