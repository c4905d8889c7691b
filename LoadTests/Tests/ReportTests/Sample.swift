import Glibc
import Report

/// Makes results of runs that never were, for tests and for looking at reports.
struct Sample {
    var scenario = "flash"
    var target = "seatgrid"
    var seconds = 20
    /// Requests a second of the leading step.
    var rate = 1000.0
    /// Milliseconds of the median hold.
    var median = 2.0
    /// What every latency is multiplied by.
    var factor = 1.0
    /// How much slower or faster whole seconds are than others.
    var drift = 0.05
    var capacity: UInt64 = 8000
    /// Microseconds that latencies are rounded to: fewer different values are summed faster.
    var grain: UInt64 = 1
    var steps: [(name: String, share: Double, slower: Double)] = [
        ("map", 2.0, 0.25), ("hold", 1.0, 1.0), ("book", 0.4, 1.6),
    ]
    var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func unit() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }

    mutating func normal() -> Double {
        sqrt(-2 * log(1 - unit())) * cos(2 * .pi * unit())
    }

    /// The whole result, with histograms by step and second.
    mutating func result() -> LoadResult {
        var result = LoadResult(
            tool: "0.1.0",
            startedAt: "2026-11-24T19:07:00Z",
            scenario: scenario,
            seed: state,
            target: .init(
                url: "http://127.0.0.1:8080",
                dialect: "seatgrid",
                name: target,
                version: "0.3.0"
            ),
            machine: .init(
                cores: 2,
                cpu: "A processor of a test",
                kernel: "Linux 6.1",
                memoryBytes: 8 << 30,
                loadAverage: [0.1, 0.2, 0.3],
                sharesCores: false
            ),
            model: .init(kind: "open", rate: rate, arrivals: "poisson"),
            warmup: 2,
            duration: Double(seconds)
        )
        var sums = steps.map { _ in Hdr() }
        for t in 0..<seconds { result.seconds.append(second(t, &sums)) }
        result.steps = zip(steps, sums).map { step, hdr in
            LoadResult.Step(
                name: step.name,
                count: hdr.total,
                perSecond: Double(hdr.total) / Double(seconds),
                latency: hdr.times,
                service: hdr.times,
                hdr: HdrV2.encode(hdr)
            )
        }
        result.server = .init(
            cpuMicrosecondsPerRequest: 20 * factor * exp(normal() * 0.02),
            cpuPercent: 80,
            rssBytes: 60 << 20
        )
        result.seats = .init(
            capacity: capacity,
            sold: result.seconds.last?.sold ?? 0,
            held: capacity / 20
        )
        return result
    }

    private mutating func second(_ t: Int, _ sums: inout [Hdr]) -> LoadResult.Second {
        var second = LoadResult.Second(t: t)
        let pace = factor * exp(normal() * drift)
        var all = Hdr()
        var texts: [String: String] = [:]
        for (index, step) in steps.enumerated() {
            let wanted = rate * step.share
            let count = max(0, Int(wanted + normal() * sqrt(wanted)))
            var hdr = Hdr()
            for _ in 0..<count {
                let tail = unit() < 0.004 ? 6.0 : 1.0
                let time = median * step.slower * pace * tail * exp(normal() * 0.4)
                hdr.record((UInt64(time * 1000) / grain + 1) * grain)
            }
            sums[index].add(hdr)
            all.add(hdr)
            texts[step.name] = HdrV2.encode(hdr)
        }
        second.arrivals = all.total
        second.answers = all.total
        second.p50 = all.times?.p50
        second.p99 = all.times?.p99
        second.max = all.times?.max
        second.hdr = texts
        let sold = Double(capacity) * (1 - exp(-Double(t + 1) * 3 / Double(seconds)))
        second.sold = UInt64(sold)
        return second
    }
}
