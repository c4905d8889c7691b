package import SeatGrid
import Synchronization

/// What the worker has done, for Prometheus. Labels are channels and outcomes: no names, no
/// addresses.
package final class NotifyMetrics: Sendable {
    private struct Key: Hashable {
        let channel: NoticeChannel
        let outcome: String
    }

    private let counts = Mutex<[Key: Int]>([:])
    private let pauses = Mutex<[NoticeChannel: Int]>([:])

    package init() {}

    /// Counts what was decided about a notice.
    func count(_ fate: NoticeFate, _ channel: NoticeChannel) {
        let outcome =
            switch fate {
            case .done(.sent): "sent"
            case .done(.tooLate): "too_late"
            case .done(.endpointDisabled): "endpoint_disabled"
            case .done(.dropped): "dropped"
            case .retry(_, nil): "put_off"
            case .retry: "retry"
            case .dead: "dead"
            }
        counts.withLock { $0[Key(channel: channel, outcome: outcome), default: 0] += 1 }
    }

    /// Counts an opening of a circuit breaker.
    func countPause(_ channel: NoticeChannel) { pauses.withLock { $0[channel, default: 0] += 1 } }

    /// How many had that outcome.
    package func count(_ outcome: String, _ channel: NoticeChannel) -> Int {
        counts.withLock { $0[Key(channel: channel, outcome: outcome)] ?? 0 }
    }

    /// The text of Prometheus' exposition format.
    package var text: String {
        var text = """
            # HELP seatgrid_notices_total Notices by channel and what became of a try.
            # TYPE seatgrid_notices_total counter

            """
        let all = counts.withLock { $0 }
        for (key, count) in all.sorted(by: {
            ($0.key.channel.rawValue, $0.key.outcome) < ($1.key.channel.rawValue, $1.key.outcome)
        }) {
            text += "seatgrid_notices_total{channel=\"\(key.channel.rawValue)\","
            text += "outcome=\"\(key.outcome)\"} \(count)\n"
        }
        text += """
            # HELP seatgrid_notice_pauses_total Pauses because a provider was down.
            # TYPE seatgrid_notice_pauses_total counter

            """
        let stops = pauses.withLock { $0 }
        for (channel, count) in stops.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text += "seatgrid_notice_pauses_total{channel=\"\(channel.rawValue)\"} \(count)\n"
        }
        return text
    }
}
