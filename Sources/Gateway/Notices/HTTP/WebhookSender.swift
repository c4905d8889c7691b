import SeatGrid
import Synchronization

/// Posts notices to the operator's systems, signed.
final class WebhookSender: NoticeSender, Sendable {
    private let endpoints: [String: NotifyConfiguration.Endpoint]
    private let http: NoticeHTTP
    private let list: EndpointList?
    private let onDisk: @Sendable (@escaping @Sendable () throws -> Void) async throws -> Void
    private let clock: @Sendable () -> WallTime
    private let disabled = Mutex<Set<String>>([])

    init(
        _ endpoints: [String: NotifyConfiguration.Endpoint],
        _ http: NoticeHTTP,
        _ list: EndpointList?,
        clock: @escaping @Sendable () -> WallTime,
        onDisk: @escaping @Sendable (@escaping @Sendable () throws -> Void) async throws -> Void
    ) {
        self.endpoints = endpoints
        self.http = http
        self.list = list
        self.clock = clock
        self.onDisk = onDisk
    }

    /// Learns which endpoints are disabled; an operator may have enabled one.
    func refresh() async throws {
        try await onDisk {
            let found = try self.list?.disabled() ?? []
            self.disabled.withLock { $0 = found }
        }
    }

    /// Endpoints are apart from one another: one that is down must not stop the others.
    func provider(of notice: Notice) -> String { notice.recipient }

    func send(_ notice: Notice) async -> SendOutcome {
        let id = notice.recipient
        guard let endpoint = endpoints[id] else { return .refused("no endpoint \(id)") }
        guard !disabled.withLock({ $0.contains(id) }) else { return .gone("disabled") }
        let body = Self.body(of: notice)
        let seconds = clock().rawValue / 1_000
        let signature = WebhookSignature.value(body, secret: endpoint.secret, seconds: seconds)
        let request = NoticeHTTP.Request(
            url: endpoint.url,
            fields: [
                ("content-type", "application/json"),
                (WebhookSignature.field, signature),
                ("x-seatgrid-event-id", notice.name.description),
                ("x-seatgrid-event", notice.kind.rawValue),
            ],
            body: body
        )
        switch await http.ask(request) {
        case .failure(let failure): return .deferred(failure.text, blame: .provider)
        case .success(let answer): return await outcome(answer, id)
        }
    }

    private func outcome(_ answer: NoticeHTTP.Answer, _ id: String) async -> SendOutcome {
        switch answer.status {
        case 200..<300: return .sent
        case 410:
            disabled.withLock { _ = $0.insert(id) }
            let now = clock()
            do {
                try await onDisk { try self.list?.disable(id, now: now) }
            } catch {
                // It is asked once more then, and will say so again.
                return .deferred("410, not noted: \(error)", blame: .provider)
            }
            return .gone("410")
        default:
            // A receiver that answers 400 or 404 today may be mended tomorrow.
            return .deferred(
                "HTTP \(answer.status)",
                retryAfter: answer.retryAfter,
                blame: .provider
            )
        }
    }

    /// `{"id": ..., "type": ..., "created_at": ..., "data": {...}}`.
    static func body(of notice: Notice) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.field("id", notice.name.description)
            json.field("type", notice.kind.rawValue)
            json.field("created_at", notice.createdAt.rfc3339)
            json.key("data")
            json.value(.object(notice.data))
        }
        return writer.bytes
    }
}
