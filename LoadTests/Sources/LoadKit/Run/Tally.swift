/// What was counted of a run: by step, by second, and by the way it failed.
struct Tally {
    typealias Ask = Scenario.Step.Ask

    /// One kind of request, of the measured seconds.
    struct Step {
        /// From the intended start.
        var latency = Latencies()
        /// From the actual send.
        var service = Latencies()
        /// Requests without an answer, and answers that nobody expects.
        var errors: UInt64 = 0
        /// Newcomers turned away.
        var dropped: UInt64 = 0
    }

    /// One second; that of an arrival is the second of its intended start, that of an answer its
    /// own.
    struct Second {
        var arrivals: UInt64 = 0
        var answers: UInt64 = 0
        var errors: UInt64 = 0
        var dropped: UInt64 = 0
        var sold = 0
        var p50: Double?
        var p99: Double?
        var max: Double?
        var deltaP99: Double?
        /// How many answers lay at each latency in microseconds, by step.
        var buckets: [(ask: Ask, buckets: [(value: UInt64, count: UInt64)])] = []
    }

    /// A way to fail.
    struct Failure: Hashable {
        var ask: Ask
        var status: Int
        var code: String
        var isExpected: Bool
    }

    /// The measured time, monotonic nanoseconds.
    let measured: Range<UInt64>
    /// The start of the run.
    let began: UInt64
    private(set) var steps: [Step?] = Array(repeating: nil, count: Ask.allCases.count)
    private(set) var seconds: [Second] = []
    private(set) var failures: [Failure: UInt64] = [:]
    /// From a commit to a subscriber.
    private(set) var deltas = Latencies()
    /// How late the driver noticed what was due.
    private(set) var lag = Latencies()
    /// Answers that nobody had asked for.
    private(set) var strays: UInt64 = 0
    var sold = 0
    private var current: [Latencies?] = Array(repeating: nil, count: Ask.allCases.count)
    private var currentDeltas = Latencies()
    private var currentSecond = 0

    /// A tally of a run that began at `began` and counts in `measured`.
    init(began: UInt64, measured: Range<UInt64>) {
        self.began = began
        self.measured = measured
    }

    /// Requests answered in the measured time.
    var answers: UInt64 { steps.reduce(0) { $0 + ($1?.latency.count ?? 0) } }

    /// Whole seconds of warm-up: the first measured second is number 0.
    var warmup: Int { Int((Double(measured.lowerBound - began) / 1e9).rounded(.up)) }

    private func index(_ time: UInt64) -> Int {
        // The warm-up may end within a second; its seconds are counted back from its end.
        let offset = Double(time) - Double(measured.lowerBound)
        return Swift.max(Int((offset / 1e9).rounded(.down)) + warmup, 0)
    }

    private mutating func grow(to second: Int) {
        while seconds.count <= second { seconds.append(Second()) }
    }

    mutating func arrive(at due: UInt64) {
        let second = index(due)
        grow(to: second)
        seconds[second].arrivals += 1
    }

    mutating func drop(_ ask: Ask, due: UInt64) {
        let second = index(due)
        grow(to: second)
        seconds[second].dropped += 1
        guard measured.contains(due) else { return }
        step(ask) { $0.dropped += 1 }
    }

    /// An answer came at `time` to what was due at `due` and sent at `sent`.
    mutating func answer(_ ask: Ask, due: UInt64, sent: UInt64, at time: UInt64) {
        move(to: time)
        seconds[currentSecond].answers += 1
        let place = Int(ask.rawValue)
        let latency = time > due ? time - due : 0
        if current[place] == nil { current[place] = Latencies() }
        current[place]?.record(latency)
        guard measured.contains(due) else { return }
        step(ask) {
            $0.latency.record(latency)
            // An answer that nobody asked for may be here before the request it is taken for.
            $0.service.record(time > sent ? time - sent : 0)
        }
    }

    mutating func fail(_ failure: Failure, due: UInt64, at time: UInt64) {
        move(to: time)
        if !failure.isExpected { seconds[currentSecond].errors += 1 }
        guard measured.contains(due) else { return }
        failures[failure, default: 0] += 1
        if !failure.isExpected { step(failure.ask) { $0.errors += 1 } }
    }

    /// An answer came that nobody had asked for.
    mutating func stray(at time: UInt64) {
        strays += 1
        move(to: time)
        seconds[currentSecond].errors += 1
    }

    mutating func delta(after delay: UInt64) {
        deltas.record(delay)
        currentDeltas.record(delay)
    }

    mutating func late(by delay: UInt64, due: UInt64) {
        if measured.contains(due) { lag.record(delay) }
    }

    private mutating func step(_ ask: Ask, _ change: (inout Step) -> Void) {
        let place = Int(ask.rawValue)
        var step = steps[place].take() ?? Step()
        change(&step)
        steps[place] = step
    }

    /// Goes on to the second of `time`: those before it are over.
    mutating func move(to time: UInt64) {
        let second = index(time)
        grow(to: second)
        guard second > currentSecond else { return }
        close()
        currentSecond = second
    }

    /// Ends the current second.
    mutating func close() {
        grow(to: currentSecond)
        var all = Latencies()
        for ask in Ask.allCases {
            let place = Int(ask.rawValue)
            guard let count = current[place]?.count, count > 0 else { continue }
            if let latencies = current[place] {
                all.add(latencies)
                seconds[currentSecond].buckets.append((ask, latencies.buckets))
            }
            current[place]?.reset()
        }
        if all.count > 0 {
            seconds[currentSecond].p50 = all.milliseconds(50)
            seconds[currentSecond].p99 = all.milliseconds(99)
            seconds[currentSecond].max = all.slowest
        }
        if currentDeltas.count > 0 {
            seconds[currentSecond].deltaP99 = currentDeltas.milliseconds(99)
            currentDeltas.reset()
        }
        seconds[currentSecond].sold = sold
    }
}
