extension LoadResult {
    /// Milliseconds by rank.
    public struct Times: Codable, Equatable, Sendable {
        /// The fastest.
        public var min: Double
        /// The mean.
        public var mean: Double
        /// Half are no slower.
        public var p50: Double
        /// 90 of 100 are no slower.
        public var p90: Double
        /// 99 of 100 are no slower.
        public var p99: Double
        /// 999 of 1,000 are no slower.
        public var p999: Double
        /// The slowest.
        public var max: Double

        /// These times.
        public init(
            min: Double,
            mean: Double,
            p50: Double,
            p90: Double,
            p99: Double,
            p999: Double,
            max: Double
        ) {
            self.min = min
            self.mean = mean
            self.p50 = p50
            self.p90 = p90
            self.p99 = p99
            self.p999 = p999
            self.max = max
        }

        private enum CodingKeys: String, CodingKey {
            case min, mean, p50, p90, p99, max
            case p999 = "p99.9"
        }
    }

    /// One kind of request in the measured seconds.
    public struct Step: Codable, Equatable, Sendable {
        /// Its name, as in `--require 'hold.p99<20ms'`.
        public var name: String
        /// Answers of any kind.
        public var count: UInt64
        /// Answers that the scenario did not expect, and requests without an answer.
        public var errors: UInt64
        /// Arrivals that were never sent.
        public var dropped: UInt64
        /// Answers a second.
        public var perSecond: Double
        /// From the intended start to the last byte; nil without answers.
        public var latency: Times?
        /// From the actual send to the last byte.
        public var service: Times?
        /// `latency` in microseconds: base64 of the compressed V2 encoding.
        public var hdr: String?

        /// A step that answered `count` times.
        public init(
            name: String,
            count: UInt64,
            errors: UInt64 = 0,
            dropped: UInt64 = 0,
            perSecond: Double,
            latency: Times? = nil,
            service: Times? = nil,
            hdr: String? = nil
        ) {
            self.name = name
            self.count = count
            self.errors = errors
            self.dropped = dropped
            self.perSecond = perSecond
            self.latency = latency
            self.service = service
            self.hdr = hdr
        }

        private enum CodingKeys: String, CodingKey {
            case name, count, errors, dropped, hdr
            case perSecond = "per_second"
            case latency = "latency_ms"
            case service = "service_ms"
        }
    }

    /// One second of the run, all steps together.
    public struct Second: Codable, Equatable, Sendable {
        /// Seconds since the measured part began; those of the warm-up are negative.
        public var t: Int
        /// Requests whose intended start was in it.
        public var arrivals: UInt64
        /// Answers that came in it.
        public var answers: UInt64
        /// Of them the unexpected ones.
        public var errors: UInt64
        /// Arrivals that were never sent.
        public var dropped: UInt64
        /// Seats sold since the run began.
        public var sold: UInt64?
        /// Milliseconds, of the answers that came in it; nil without one.
        public var p50: Double?
        /// As `p50`.
        public var p99: Double?
        /// As `p50`.
        public var max: Double?
        /// Milliseconds from a commit to a subscriber; nil without deltas.
        public var deltaP99: Double?
        /// Latency in microseconds by step: base64 of the compressed V2 encoding.
        ///
        /// What `compare` takes its intervals from when there is one run a side.
        public var hdr: [String: String]?

        /// Second `t`, in which nothing happened yet.
        public init(t: Int) {
            self.t = t
            arrivals = 0
            answers = 0
            errors = 0
            dropped = 0
        }

        private enum CodingKeys: String, CodingKey {
            case t, arrivals, answers, errors, dropped, sold, p50, p99, max, hdr
            case deltaP99 = "delta_p99"
        }
    }
}
