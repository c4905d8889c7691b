import CGridSystem
import SeatGrid

/// Everything `serve` and `demo` can be told, resolved.
struct NodeSettings {
    var data: String
    var listen: ListenAddress
    var admin: ListenAddress?
    var keys: String?
    /// A file of keys from outside for people's data.
    var peopleKey: String?
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
    var payment: PaymentSettings
    /// Where notices are put; nil: nowhere.
    var spool: String?
    /// How they are sent: `seatgrid notify`'s configuration.
    var notifyConfig: String?
    /// Whether this process sends them, too.
    var sendsNotices: Bool
    /// What notices go out by, if there is no configuration of it here.
    var noticeChannels: Set<NoticeChannel> = [.email, .sms]
    /// How long before a show its people are reminded, minutes; 0: never.
    var remindMinutes = 120
    /// Of buyers' phone numbers that name no country, as `+91`.
    var phoneCountry: String? = "+91"
    /// Where buyers find the shop.
    var publicURL: String?

    static let names: Set<String> = PaymentOptions.names.union([
        "data", "listen", "admin", "keys", "people-key", "rate-limit", "loops", "history-mib",
        "snapshot-every", "drain-seconds", "trusted-proxies", "log-level", "spool", "notify-config",
        "with-notify", "notify-channels", "remind-before", "phone-country", "public-url",
    ])

    static let defaultRateLimit = 20

    /// One loop for each core the process may use; more would only take turns.
    static var defaultLoops: Int { min(Int(sg_cpu_count()), 64) }
}
