import Checker
public import FoundationEssentials
public import Report

extension Runner {
    /// What the caller knows about a run, and the runner does not.
    public struct Setting {
        /// The version of the tool.
        public var tool: String
        /// What to call the server in a table; nil for the name of its dialect.
        public var name: String?
        /// The server, as the person at the keyboard named it.
        public var url: String
        /// Every flag that was given.
        public var flags: [String: String]
        /// When it began.
        public var startedAt: Date
        /// Where it ran.
        public var machine: LoadResult.Machine

        /// A run of `tool` against `url`.
        public init(
            tool: String,
            url: String,
            flags: [String: String],
            startedAt: Date,
            machine: LoadResult.Machine
        ) {
            self.tool = tool
            self.url = url
            self.flags = flags
            self.startedAt = startedAt
            self.machine = machine
        }
    }

    /// Holds every show that was touched against the server's logs and maps, and gives all that was
    /// measured and found; `writer` keeps what it was found in.
    public func result(
        _ setting: Setting,
        keeping writer: EvidenceWriter? = nil
    ) throws -> LoadResult {
        var result = LoadResult(
            tool: setting.tool,
            startedAt: setting.startedAt.formatted(.iso8601),
            scenario: plan.scenario.name,
            seed: plan.seed,
            target: LoadResult.Target(
                url: setting.url,
                dialect: dialect.kind.rawValue,
                name: setting.name ?? dialect.kind.rawValue
            ),
            machine: setting.machine,
            model: model,
            warmup: plan.warmup,
            duration: plan.seconds
        )
        result.about = plan.scenario.summary
        result.flags = setting.flags
        result.steps = Scenario.Step.Ask.allCases.compactMap(step)
        result.seconds = tally.seconds.indices.map(second)
        result.errors = failures
        result.driver = driver
        result.server = server(answers: tally.answers)
        if tally.deltas.count > 0 {
            result.deltas = LoadResult.Deltas(
                count: tally.deltas.count,
                latency: tally.deltas.times,
                hdr: tally.deltas.encoded
            )
        }
        var unproven: [String] = []
        if plan.isChecked {
            unproven = try prove(&result, keeping: writer)
        } else {
            try keepComings(writer)
            result.invariants = LoadResult.Invariants(checked: false, attempts: 0)
        }
        let notes = dialect.kind.notes(on: plan.scenario)
        result.warnings = unproven + Warnings.about(result) + grown + notes
        return result
    }

    /// Milliseconds from the kill till the server answered again; nil when it was not killed.
    public var outageMilliseconds: Double? { outage.lasted }

    private var model: LoadResult.Model {
        switch plan.model {
        case .closed(let users): LoadResult.Model(kind: "closed", users: users)
        case .open(let rate, let ramp, let arrivals):
            LoadResult.Model(
                kind: "open",
                rate: rate,
                arrivals: arrivals.rawValue,
                ramp: ramp
            )
        }
    }

    private func step(_ ask: Scenario.Step.Ask) -> LoadResult.Step? {
        guard let step = tally.steps[Int(ask.rawValue)] else { return nil }
        return LoadResult.Step(
            name: ask.name,
            count: step.latency.count,
            errors: step.errors,
            dropped: step.dropped,
            perSecond: Double(step.latency.count) / plan.seconds,
            latency: step.latency.times,
            service: step.service.times,
            hdr: step.latency.encoded
        )
    }

    private func second(_ index: Int) -> LoadResult.Second {
        let each = tally.seconds[index]
        var second = LoadResult.Second(t: index - tally.warmup)
        second.arrivals = each.arrivals
        second.answers = each.answers
        second.errors = each.errors
        second.dropped = each.dropped
        second.sold = UInt64(each.sold)
        second.p50 = each.p50
        second.p99 = each.p99
        second.max = each.max
        second.deltaP99 = each.deltaP99
        if !each.buckets.isEmpty {
            let texts = each.buckets.map { ($0.ask.name, HdrV2.encode(Hdr(counts: $0.buckets))) }
            second.hdr = Dictionary(texts) { first, _ in first }
        }
        return second
    }

    private var failures: [LoadResult.ErrorCount] {
        tally.failures.map { failure, count in
            LoadResult.ErrorCount(
                step: failure.ask.name,
                status: failure.status,
                code: failure.code,
                count: count,
                expected: failure.isExpected
            )
        }
        .sorted { ($1.count, $0.step, $0.code) < ($0.count, $1.step, $1.code) }
    }

    private var driver: LoadResult.Driver {
        let lag = tally.lag
        return LoadResult.Driver(
            cpuPercent: meter.driverPercent,
            lag: lag.count == 0
                ? nil
                : LoadResult.Driver.Lag(
                    p50: lag.milliseconds(50),
                    p99: lag.milliseconds(99),
                    max: lag.slowest
                )
        )
    }

    private func server(answers: UInt64) -> LoadResult.Server? {
        guard let percent = meter.serverPercent, let cost = meter.microseconds(by: answers) else {
            return nil
        }
        return LoadResult.Server(
            cpuMicrosecondsPerRequest: cost,
            cpuPercent: percent,
            rssBytes: UInt64(meter.resident),
            memoryBytes: meter.proportional.map(UInt64.init)
        )
    }

    /// Checks every show that was touched; gives a sentence when that can't be done any more.
    private func prove(
        _ result: inout LoadResult,
        keeping writer: EvidenceWriter?
    ) throws -> [String] {
        var findings = Findings(strays: tally.strays)
        var attempts = 0
        var trimmed: [ShowAPI.Trimmed] = []
        var seats = LoadResult.Seats(capacity: 0, sold: 0, held: 0)
        try writer?.begin(evidenceHead, people: recordedPeople.map(\.numbers))
        for index in shows.indices {
            seats.capacity += UInt64(shows[index].view.seatCount)
            guard shows[index].isTouched else { continue }
            do {
                let gathered = try shows[index].gather()
                try writer?.keep(gathered, began: tally.began)
                findings.add(gathered.check(exclusive: plan.isExclusive))
                findings.add(try shows[index].askAgain(gathered))
                attempts += gathered.evidence.count
                seats.sold += UInt64(gathered.final?.states.count { $0 == .booked } ?? 0)
                seats.held += UInt64(gathered.final?.states.count { $0 == .held } ?? 0)
            } catch let why as ShowAPI.Trimmed {
                try writer?.keep(unproven: why.description)
                trimmed.append(why)
            }
        }
        try writer?.end()
        result.seats = trimmed.isEmpty ? seats : nil
        result.invariants = LoadResult.Invariants(
            findings,
            attempts: attempts,
            judged: dialect.judged,
            isChecked: trimmed.isEmpty
        )
        return trimmed.first.map { ["Of \(trimmed.count) shows nothing is proven: \($0)."] } ?? []
    }

    /// Who came and when, of a run that is not checked.
    private func keepComings(_ writer: EvidenceWriter?) throws {
        try writer?.begin(evidenceHead, people: recordedPeople.map(\.numbers))
        try writer?.keep(unproven: "the answers were not to be checked, and were not kept")
        try writer?.end()
    }

    private var evidenceHead: EvidenceLine.Head {
        EvidenceLine.Head(
            schema: EvidenceWriter.schema,
            scenario: plan.scenario.name,
            seed: plan.seed,
            shows: shows.count,
            exclusive: plan.isExclusive,
            strays: tally.strays
        )
    }

    private var recordedPeople: [RecordedPerson] {
        comings.enumerated().map { RecordedPerson(people.person($0), due: $1) }
    }

    /// A sentence when the server's memory went on growing.
    private var grown: [String] {
        let memory = meter.memory
        guard memory.count >= 8 else { return [] }
        let quarter = memory.count / 4
        let early = memory[quarter..<(2 * quarter)].reduce(0, +) / quarter
        let late = memory.suffix(quarter).reduce(0, +) / quarter
        guard late > early + early / 10 else { return [] }
        return [
            "The server's memory grew from \(early >> 20) to \(late >> 20) MiB between the second "
                + "and the last quarter of the run."
        ]
    }
}

extension Findings {
    /// So many answers that nobody had asked for.
    init(strays: UInt64) {
        self.init()
        for _ in 0..<strays {
            add(.unaskedAnswer, "an answer came on a connection that waited for none")
        }
    }
}

extension LoadResult.Invariants {
    /// What a check of `attempts` found, of the kinds that are `judged`; not `isChecked` when some
    /// of what was asked can't be proven.
    init(
        _ findings: Findings,
        attempts: Int,
        judged: Set<Finding.Kind>,
        isChecked: Bool
    ) {
        let unjudged = Finding.Kind.allCases.filter { !judged.contains($0) }
        self.init(
            checked: isChecked,
            attempts: UInt64(attempts),
            broken: Dictionary(
                findings.counts.map { ($0.key.rawValue, UInt64($0.value)) }
            ) { first, _ in first },
            findings: findings.kept.map(\.description),
            notJudged: unjudged.isEmpty ? nil : unjudged.map(\.rawValue)
        )
    }
}

extension Latencies {
    /// The summary of a result; nil without a sample.
    var times: LoadResult.Times? {
        guard count > 0 else { return nil }
        return LoadResult.Times(
            min: fastest,
            mean: mean,
            p50: milliseconds(50),
            p90: milliseconds(90),
            p99: milliseconds(99),
            p999: milliseconds(99.9),
            max: slowest
        )
    }

    /// As a result carries it; nil without a sample.
    var encoded: String? { count == 0 ? nil : HdrV2.encode(Hdr(counts: buckets)) }
}

extension Hdr {
    /// So many at each value in microseconds.
    init(counts: [(value: UInt64, count: UInt64)]) {
        self.init()
        for (value, count) in counts { record(value, count: count) }
    }
}
