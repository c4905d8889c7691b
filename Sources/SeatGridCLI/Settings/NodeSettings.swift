import CGridSystem

/// Everything `serve` and `demo` can be told, resolved.
struct NodeSettings {
    var data: String
    var listen: ListenAddress
    var admin: ListenAddress?
    var keys: String?
    /// Writes a second from one address without a key; nil: not limited.
    var rateLimit: Int?
    var loops: Int
    var historyBytes: UInt64
    /// Records of the log after which snapshots are written.
    var snapshotEvery: Int
    /// How long a stopping node waits for connections to end, seconds.
    var drainSeconds: Int
    var trustedProxies: [String]
    var logLevel: String

    static let names: Set<String> = [
        "data", "listen", "admin", "keys", "rate-limit", "loops", "history-mib",
        "snapshot-every", "drain-seconds", "trusted-proxies", "log-level",
    ]

    static let defaultRateLimit = 20

    /// One loop for each core the process may use; more would only take turns.
    static var defaultLoops: Int { min(Int(sg_cpu_count()), 64) }
}
