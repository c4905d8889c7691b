import NIOCore
import SeatGrid

/// `/metrics` in Prometheus' text form, version 0.0.4.
enum MetricsText {
    static func make(_ services: ColdServices) async -> String {
        let (sum, connections) = await services.loops.metrics()
        var text = ""
        writeRequests(sum, to: &text)
        writeLatency(sum, to: &text)
        gauge("seatgrid_http_connections", "HTTP connections now.", connections, &text)
        counter("seatgrid_http_accepted_total", "Connections accepted.", sum.accepted, &text)
        counter(
            "seatgrid_http_refused_total",
            "Connections refused by a limit.",
            sum.refusedConnections,
            &text
        )
        await writeEngine(services.engine, to: &text)
        if let checkout = services.checkout { write(checkout.alarms, to: &text) }
        return text
    }

    private static func write(_ alarms: CheckoutAlarms, to text: inout String) {
        let state = alarms.current
        gauge(
            "seatgrid_orders_stuck",
            "Orders that wait for a person, as of the watchdog's last round.",
            state.sight.stuck,
            &text
        )
        gauge(
            "seatgrid_orders_foreign",
            "Orders with something to do that another payment provider has.",
            state.sight.foreign,
            &text
        )
        gauge(
            "seatgrid_refund_oldest_seconds",
            "For how long this process has been asking for the slowest refund under way.",
            Int(state.sight.refundAge.nanoseconds / 1_000_000_000),
            &text
        )
        gauge(
            "seatgrid_provider_key_refused",
            "1 if the payment provider takes our key for wrong.",
            state.sight.isKeyRefused ? 1 : 0,
            &text
        )
        let name = "seatgrid_checkout_facts_total"
        head(name, "News about payments, by how they came.", "counter", &text)
        let ways = [
            ("webhook", state.byWebhook), ("callback", state.byCallback), ("poll", state.byPoll),
        ]
        for (way, count) in ways { text += "\(name){by=\"\(way)\"} \(count)\n" }
        counter(
            "seatgrid_webhooks_refused_total",
            "Webhooks whose signature was not the provider's.",
            UInt64(state.refusedWebhooks),
            &text
        )
        gauge(
            "seatgrid_webhook_silence",
            "1 if payments are heard of by browsers and by asking only and no webhook comes.",
            state.wasSilent ? 1 : 0,
            &text
        )
    }

    private static func writeRequests(_ sum: LoopMetrics, to text: inout String) {
        head("seatgrid_http_requests_total", "Answers by route and status.", "counter", &text)
        for route in HotTarget.Route.allCases {
            for (status, count) in sum.answers[Int(route.rawValue)].sorted(by: { $0.key < $1.key })
            {
                text +=
                    "seatgrid_http_requests_total{route=\"\(route)\",code=\"\(status)\"} \(count)\n"
            }
        }
    }

    private static func writeLatency(_ sum: LoopMetrics, to text: inout String) {
        let name = "seatgrid_http_request_duration_seconds"
        head(name, "From a request's head to its answer, by route.", "histogram", &text)
        for route in HotTarget.Route.allCases {
            let buckets = sum.buckets[Int(route.rawValue)]
            var count: UInt64 = 0
            for (bound, bucket) in zip(LoopMetrics.bounds, buckets) {
                count += bucket
                text += "\(name)_bucket{route=\"\(route)\",le=\"\(bound)\"} \(count)\n"
            }
            count += buckets.last ?? 0
            let seconds = Double(sum.nanoseconds[Int(route.rawValue)]) / 1e9
            text += "\(name)_bucket{route=\"\(route)\",le=\"+Inf\"} \(count)\n"
            text += "\(name)_sum{route=\"\(route)\"} \(seconds)\n"
            text += "\(name)_count{route=\"\(route)\"} \(count)\n"
        }
    }

    private static func writeEngine(_ engine: Engine, to text: inout String) async {
        let loops = await engine.counters()
        func sum(_ path: KeyPath<LoopCounters, UInt64>) -> UInt64 {
            loops.reduce(0) { $0 + $1[keyPath: path] }
        }
        counter("seatgrid_turns_total", "Requests that shows took.", sum(\.turns), &text)
        counter("seatgrid_events_total", "Events that shows logged.", sum(\.events), &text)
        counter(
            "seatgrid_refusals_total",
            "Requests that the rules refused.",
            sum(\.refusals),
            &text
        )
        counter("seatgrid_activations_total", "Shows woken up.", sum(\.activations), &text)
        gauge(
            "seatgrid_active_shows",
            "Shows in memory.",
            loops.reduce(0) { $0 + $1.activeShows },
            &text
        )
        gauge(
            "seatgrid_waiting_answers",
            "Answers that wait for the log.",
            loops.reduce(0) { $0 + $1.waiting },
            &text
        )
        gauge("seatgrid_shows", "Shows in the catalogue.", engine.catalog().shows.count, &text)
        if let lag = engine.followerLag {
            gauge(
                "seatgrid_notices_behind",
                "Records that the feeder of notices is not done with: the log keeps them.",
                Int(clamping: lag),
                &text
            )
        }
    }

    private static func head(
        _ name: String,
        _ help: String,
        _ kind: String,
        _ text: inout String
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    private static func counter(
        _ name: String,
        _ help: String,
        _ value: UInt64,
        _ text: inout String
    ) {
        head(name, help, "counter", &text)
        text += "\(name) \(value)\n"
    }

    private static func gauge(
        _ name: String,
        _ help: String,
        _ value: Int,
        _ text: inout String
    ) {
        head(name, help, "gauge", &text)
        text += "\(name) \(value)\n"
    }
}
