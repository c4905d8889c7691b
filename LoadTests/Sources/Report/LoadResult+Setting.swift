extension LoadResult {
    /// What was driven.
    public struct Target: Codable, Equatable, Sendable {
        /// Where it listens.
        public var url: String
        /// `seatgrid` or `peer`.
        public var dialect: String
        /// What to call it in a table.
        public var name: String
        /// Its version, when it tells one.
        public var version: String?

        /// The server at `url`.
        public init(url: String, dialect: String, name: String, version: String? = nil) {
            self.url = url
            self.dialect = dialect
            self.name = name
            self.version = version
        }
    }

    /// The machine that the driver ran on.
    public struct Machine: Codable, Equatable, Sendable {
        /// Cores that are online.
        public var cores: Int
        /// The processor's name.
        public var cpu: String
        /// The kernel's name and release.
        public var kernel: String
        /// Memory in all.
        public var memoryBytes: UInt64
        /// The load averages of 1, 5 and 15 minutes when the run began.
        public var loadAverage: [Double]
        /// True when the driver may run on the cores of the server.
        public var sharesCores: Bool

        /// A machine of these properties.
        public init(
            cores: Int,
            cpu: String,
            kernel: String,
            memoryBytes: UInt64,
            loadAverage: [Double],
            sharesCores: Bool
        ) {
            self.cores = cores
            self.cpu = cpu
            self.kernel = kernel
            self.memoryBytes = memoryBytes
            self.loadAverage = loadAverage
            self.sharesCores = sharesCores
        }

        private enum CodingKeys: String, CodingKey {
            case cores, cpu, kernel
            case memoryBytes = "memory_bytes"
            case loadAverage = "load_average"
            case sharesCores = "shares_cores"
        }
    }

    /// How the load was made.
    public struct Model: Codable, Equatable, Sendable {
        /// `open`: arrivals at intended times; `closed`: users who wait for their answers.
        public var kind: String
        /// Arrivals a second of an open model.
        public var rate: Double?
        /// `poisson` or `even`.
        public var arrivals: String?
        /// Seconds until the rate is reached.
        public var ramp: Double?
        /// Users of a closed model.
        public var users: Int?

        /// A model of `kind`.
        public init(
            kind: String,
            rate: Double? = nil,
            arrivals: String? = nil,
            ramp: Double? = nil,
            users: Int? = nil
        ) {
            self.kind = kind
            self.rate = rate
            self.arrivals = arrivals
            self.ramp = ramp
            self.users = users
        }

        private enum CodingKeys: String, CodingKey {
            case kind, rate, arrivals, users
            case ramp = "ramp_s"
        }
    }
}
