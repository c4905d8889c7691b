extension LoadResult {
    /// How often a step got an answer that was no success.
    public struct ErrorCount: Codable, Equatable, Sendable {
        /// The step.
        public var step: String
        /// The HTTP status; 0 when no answer came.
        public var status: Int
        /// The problem's code, or `closed` and `timeout` when no answer came.
        public var code: String
        /// How often.
        public var count: UInt64
        /// True when the scenario provokes it, such as a seat that is taken.
        public var expected: Bool

        /// `count` answers of `status` and `code`.
        public init(step: String, status: Int, code: String, count: UInt64, expected: Bool) {
            self.step = step
            self.status = status
            self.code = code
            self.count = count
            self.expected = expected
        }
    }

    /// What became of the seats of all shows.
    public struct Seats: Codable, Equatable, Sendable {
        /// Seats in all.
        public var capacity: UInt64
        /// Booked at the end.
        public var sold: UInt64
        /// Held at the end.
        public var held: UInt64

        /// Counts at the end of the run.
        public init(capacity: UInt64, sold: UInt64, held: UInt64) {
            self.capacity = capacity
            self.sold = sold
            self.held = held
        }
    }

    /// What live subscribers saw.
    public struct Deltas: Codable, Equatable, Sendable {
        /// Deltas that arrived.
        public var count: UInt64
        /// From a commit to the subscriber's socket.
        public var latency: Times?
        /// The same in microseconds: base64 of the compressed V2 encoding.
        public var hdr: String?

        /// `count` deltas.
        public init(count: UInt64, latency: Times? = nil, hdr: String? = nil) {
            self.count = count
            self.latency = latency
            self.hdr = hdr
        }

        private enum CodingKeys: String, CodingKey {
            case count, hdr
            case latency = "latency_ms"
        }
    }

    /// What the server's processes used in the measured seconds.
    public struct Server: Codable, Equatable, Sendable {
        /// CPU time of all its processes by answered request.
        public var cpuMicrosecondsPerRequest: Double
        /// Of one core.
        public var cpuPercent: Double
        /// Resident memory at the end; a page that several processes share counts for each.
        public var rssBytes: UInt64
        /// The same with a page that processes share counted once; nil when the kernel won't tell.
        public var memoryBytes: UInt64?

        /// These uses.
        public init(
            cpuMicrosecondsPerRequest: Double,
            cpuPercent: Double,
            rssBytes: UInt64,
            memoryBytes: UInt64? = nil
        ) {
            self.cpuMicrosecondsPerRequest = cpuMicrosecondsPerRequest
            self.cpuPercent = cpuPercent
            self.rssBytes = rssBytes
            self.memoryBytes = memoryBytes
        }

        private enum CodingKeys: String, CodingKey {
            case cpuMicrosecondsPerRequest = "cpu_us_per_request"
            case cpuPercent = "cpu_percent"
            case rssBytes = "rss_bytes"
            case memoryBytes = "memory_bytes"
        }
    }

    /// How the driver itself fared.
    public struct Driver: Codable, Equatable, Sendable {
        /// How late it was against its own plan, in milliseconds.
        public struct Lag: Codable, Equatable, Sendable {
            /// Half of the sends were no later.
            public var p50: Double
            /// 99 of 100 were no later.
            public var p99: Double
            /// The latest.
            public var max: Double

            /// These delays.
            public init(p50: Double, p99: Double, max: Double) {
                self.p50 = p50
                self.p99 = p99
                self.max = max
            }
        }

        /// Of one core.
        public var cpuPercent: Double
        /// How late it sent; nil in a closed model, which has no plan to be late for.
        public var lag: Lag?

        /// A driver that used `cpuPercent` of a core.
        public init(cpuPercent: Double, lag: Lag? = nil) {
            self.cpuPercent = cpuPercent
            self.lag = lag
        }

        private enum CodingKeys: String, CodingKey {
            case cpuPercent = "cpu_percent"
            case lag = "lag_ms"
        }
    }

    /// What the checker found.
    public struct Invariants: Codable, Equatable, Sendable {
        /// False when nothing was checked: then nothing is known.
        public var checked: Bool
        /// Attempts whose answers were looked at.
        public var attempts: UInt64
        /// How often each invariant was broken; those that hold are left out.
        public var broken: [String: UInt64]
        /// Some of the findings, in sentences.
        public var findings: [String]
        /// Invariants of which nothing is known, because the server tells too little; nil for none.
        public var notJudged: [String]?

        /// A check of `attempts`.
        public init(
            checked: Bool,
            attempts: UInt64,
            broken: [String: UInt64] = [:],
            findings: [String] = [],
            notJudged: [String]? = nil
        ) {
            self.checked = checked
            self.attempts = attempts
            self.broken = broken
            self.findings = findings
            self.notJudged = notJudged
        }

        private enum CodingKeys: String, CodingKey {
            case checked, attempts, broken, findings
            case notJudged = "not_judged"
        }
    }

    /// One bar of `--require`.
    public struct Requirement: Codable, Equatable, Sendable {
        /// As it was written.
        public var text: String
        /// What was measured; nil when there is no such figure.
        public var value: Double?
        /// Whether the bar was reached.
        public var met: Bool

        /// The bar `text`, reached or not by `value`.
        public init(text: String, value: Double?, met: Bool) {
            self.text = text
            self.value = value
            self.met = met
        }
    }
}
