/// What a measurement took: seconds of the clock, of the server's CPU and of the driver's.
struct Spent {
    var seconds: Double
    var server: Double
    var driver: Double
}

extension Report {
    /// Adds the figures that open and closed loops share: throughput, percentiles of all requests
    /// and of each kind, the load's own counts, CPU.
    mutating func add<Load: ClosedLoad>(
        _ latencies: [Latencies],
        of load: Load,
        _ spent: Spent,
        countsServer: Bool
    ) {
        var all = Latencies()
        for each in latencies { all.add(each) }
        add("seconds", spent.seconds)
        add("requests", Double(all.count))
        add("requests_per_second", Double(all.count) / spent.seconds)
        add("", all)
        for (kind, each) in zip(Load.kinds, latencies) where each.count > 0 {
            add(kind + "_per_second", Double(each.count) / spent.seconds)
            add(kind + "_p50_ms", each.milliseconds(50))
            add(kind + "_p99_ms", each.milliseconds(99))
            add(kind + "_p99.9_ms", each.milliseconds(99.9))
        }
        for (name, value) in load.figures { add(name, value) }
        if countsServer {
            add("server_cpu_percent", 100 * spent.server / spent.seconds)
            add("server_cpu_us_per_request", spent.server * 1e6 / Double(max(all.count, 1)))
        }
        add("driver_cpu_percent", 100 * spent.driver / spent.seconds)
    }
}
