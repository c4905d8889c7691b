import ArgumentParser
import Foundation
import Gateway
import SeatGrid

/// The flags of `serve` and `demo`.
struct NodeOptions: ParsableArguments {
    @Option(help: "Data directory; made if it is not there. Example: --data /var/lib/seatgrid")
    var data: String?

    @Option(help: "Where to serve, port 0: any free one. Example: --listen 127.0.0.1:8080")
    var listen: String?

    @Option(help: "Serve admin and health routes there instead. Example: --admin 127.0.0.1:9090")
    var admin: String?

    @Option(help: "API keys, see `seatgrid key create`. Example: --keys /etc/seatgrid/keys")
    var keys: String?

    @Option(
        name: .customLong("people-key"),
        help: "A key without which people's data can't be read. Example: --people-key /run/people"
    )
    var peopleKey: String?

    @Option(
        name: .customLong("rate-limit"),
        help: "Writes a second from one address without a key. Example: --rate-limit off"
    )
    var rateLimit: String?

    @Option(help: "Event loops; default: one a core. Example: --loops 2")
    var loops: String?

    @Option(
        name: .customLong("history-mib"),
        help: "Old log kept for shows' histories. Example: --history-mib 4096"
    )
    var historyMiB: String?

    @Option(
        name: .customLong("snapshot-every"),
        help: "Records of the log between snapshots. Example: --snapshot-every 250000"
    )
    var snapshotEvery: String?

    @Option(
        name: .customLong("drain-seconds"),
        help: "How long a stopping node waits for its clients. Example: --drain-seconds 10"
    )
    var drainSeconds: String?

    @Option(
        name: .customLong("trusted-proxies"),
        help: "Whose X-Forwarded-For counts, by commas. Example: --trusted-proxies 10.0.0.0/8"
    )
    var trustedProxies: String?

    @Option(
        name: .customLong("log-level"),
        help: "trace, debug, info, notice, warning, error or critical. Example: --log-level debug"
    )
    var logLevel: String?

    @OptionGroup var payment: PaymentOptions

    @Option(help: "Put notices for buyers there, see `seatgrid notify`. Example: --spool spool")
    var spool: String?

    @Option(
        name: .customLong("notify-config"),
        help: "How notices are sent, and who hears by webhook. Example: --notify-config n.json"
    )
    var notifyConfig: String?

    @Flag(
        name: .customLong("with-notify"),
        help: "Send notices from this process, too; DATA/spool if no --spool is given."
    )
    var withNotify = false

    @Option(
        name: .customLong("notify-channels"),
        help: "What a worker sends by, if no --notify-config says so. Example: email,sms"
    )
    var notifyChannels: String?

    @Option(
        name: .customLong("remind-before"),
        help: "Minutes before a show to remind its people, 0: never. Example: --remind-before 120"
    )
    var remindBefore: String?

    @Option(
        name: .customLong("phone-country"),
        help: "Of phone numbers that name none. Example: --phone-country +91 (as if left out)"
    )
    var phoneCountry: String?

    @Option(
        name: .customLong("public-url"),
        help: "Where buyers find the shop, for links. Example: --public-url https://cinema.example"
    )
    var publicURL: String?

    @Option(help: "A JSON file with any of these, without `--`. Example: --config seatgrid.json")
    var config: String?

    /// All settings: flags over `SEATGRID_*` over the file over defaults.
    func resolve(defaultData: String?) throws(SettingsError) -> NodeSettings {
        let environment = ProcessInfo.processInfo.environment
        let path = config ?? environment[SettingsSource.variable("config")]
        var file = SettingsFile.empty
        if let path { file = try SettingsFile(path: path, known: NodeSettings.names) }
        let source = SettingsSource(environment: environment, file: file)
        guard let data = source.text("data", flag: data) ?? defaultData else {
            throw SettingsError(
                "--data (or SEATGRID_DATA) is missing: say where the log is to be, "
                    + "like --data /var/lib/seatgrid"
            )
        }
        let isSending = withNotify || source.text("with-notify", flag: nil) == "true"
        var settings = NodeSettings(
            data: data,
            listen: try address("listen", listen, in: source) ?? Self.defaultListen,
            admin: try address("admin", admin, in: source),
            keys: source.text("keys", flag: keys),
            peopleKey: source.text("people-key", flag: peopleKey),
            rateLimit: try limit(in: source),
            loops: try source.number("loops", loops, NodeSettings.defaultLoops, 1...64),
            historyBytes: UInt64(
                try source.number("history-mib", historyMiB, 1_024, 0...1_048_576)
            ) << 20,
            snapshotEvery: try source.number(
                "snapshot-every",
                snapshotEvery,
                250_000,
                1_000...1_000_000_000
            ),
            drainSeconds: try source.number("drain-seconds", drainSeconds, 10, 0...600),
            trustedProxies: (source.text("trusted-proxies", flag: trustedProxies) ?? "")
                .split(separator: ",").map(String.init),
            logLevel: source.text("log-level", flag: logLevel) ?? "notice",
            payment: try payment.resolve(in: source, environment),
            spool: source.text("spool", flag: spool) ?? (isSending ? data + "/spool" : nil),
            notifyConfig: source.text("notify-config", flag: notifyConfig),
            sendsNotices: isSending,
            publicURL: source.text("public-url", flag: publicURL).map {
                $0.hasSuffix("/") ? String($0.dropLast()) : $0
            }
        )
        try resolveNotices(in: source, &settings)
        return settings
    }

    /// Who is told of what.
    private func resolveNotices(
        in source: SettingsSource,
        _ settings: inout NodeSettings
    ) throws(SettingsError) {
        settings.noticeChannels = try channels(settings.noticeChannels, in: source)
        settings.remindMinutes = try source.number(
            "remind-before",
            remindBefore,
            settings.remindMinutes,
            0...10_080
        )
        settings.phoneCountry = try source.value(
            "phone-country",
            flag: phoneCountry,
            default: settings.phoneCountry,
            expecting: "a plus and one to three digits, like +91"
        ) { CountryCode.isValid($0) ? .some($0) : nil }
    }

    private static var defaultListen: ListenAddress {
        ListenAddress(host: "127.0.0.1", port: 8_080)
    }

    private func address(
        _ name: String,
        _ flag: String?,
        in source: SettingsSource
    ) throws(SettingsError) -> ListenAddress? {
        try source.value(
            name,
            flag: flag,
            default: nil,
            expecting: ListenAddress.example
        ) { ListenAddress($0).map(Optional.some) }
    }

    private func channels(
        _ fallback: Set<NoticeChannel>,
        in source: SettingsSource
    ) throws(SettingsError) -> Set<NoticeChannel> {
        try source.value(
            "notify-channels",
            flag: notifyChannels,
            default: fallback,
            expecting: "email, sms or both with a comma between"
        ) { text in
            let words = text.split(separator: ",", omittingEmptySubsequences: false)
            let channels = words.compactMap { NoticeChannel(rawValue: String($0)) }
            guard channels.count == words.count, !channels.contains(.webhook) else { return nil }
            return Set(channels)
        }
    }

    private func limit(in source: SettingsSource) throws(SettingsError) -> Int? {
        try source.value(
            "rate-limit",
            flag: rateLimit,
            default: NodeSettings.defaultRateLimit,
            expecting: "off or a whole number above 0"
        ) { text in
            if text == "off" { return .some(nil) }
            return Int(text).flatMap { $0 > 0 ? .some($0) : nil }
        }
    }
}
