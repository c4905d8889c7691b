/// What the server and the driver used in the measured seconds.
struct Meter {
    private let pids: [Int]
    private var began: UInt64 = 0
    private var ended: UInt64 = 0
    private var serverBefore = 0.0
    private var ownBefore = 0.0
    private var server = 0.0
    private var own = 0.0
    private(set) var resident = 0
    /// As `resident`, shared pages once; nil when the kernel won't tell.
    private(set) var proportional: Int?
    /// Resident memory every few seconds.
    private(set) var memory: [Int] = []
    private var lastSample: UInt64 = 0

    /// A meter of the processes `pids` and their children.
    init(pids: [Int]) {
        self.pids = pids
    }

    /// Begins, at the first call.
    mutating func start() {
        guard began == 0 else { return }
        began = Wire.now()
        serverBefore = serverCPU()
        ownBefore = ProcessStats.own()
    }

    mutating func sample(_ now: UInt64) {
        guard began > 0, !pids.isEmpty, now > lastSample + 5_000_000_000 else { return }
        lastSample = now
        memory.append(pids.reduce(0) { $0 + ProcessStats.of($1).resident })
    }

    /// Ends.
    mutating func stop() {
        start()
        ended = Wire.now()
        server = serverCPU() - serverBefore
        own = ProcessStats.own() - ownBefore
        resident = pids.reduce(0) { $0 + ProcessStats.of($1).resident }
        proportional = ProcessStats.proportional(pids)
    }

    private func serverCPU() -> Double { pids.reduce(0) { $0 + ProcessStats.of($1).cpu } }

    private var seconds: Double { max(Double(ended - began) / 1e9, 1e-9) }

    /// Of one core, of this process.
    var driverPercent: Double { 100 * own / seconds }

    /// Of one core, of the server's processes; nil when they are not known.
    var serverPercent: Double? { pids.isEmpty ? nil : 100 * server / seconds }

    /// CPU microseconds of the server by request; nil when they are not known.
    func microseconds(by requests: UInt64) -> Double? {
        pids.isEmpty ? nil : server * 1e6 / Double(max(requests, 1))
    }
}
