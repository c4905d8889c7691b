import NIOCore
import NIOPosix
import SeatGrid
import Synchronization

/// Hands notices to an SMS service.
final class SMSSender: NoticeSender, Sendable {
    private let provider: SMSProvider
    private let templates: NoticeTemplates
    private let http: NoticeHTTP
    private let disk: any SpoolDisk
    private let onDisk: @Sendable (@escaping @Sendable () throws -> Void) async throws -> Void

    init(
        _ provider: SMSProvider,
        _ templates: NoticeTemplates,
        _ http: NoticeHTTP,
        disk: any SpoolDisk = RealSpoolDisk(),
        onDisk: @escaping @Sendable (@escaping @Sendable () throws -> Void) async throws -> Void
    ) {
        self.provider = provider
        self.templates = templates
        self.http = http
        self.disk = disk
        self.onDisk = onDisk
    }

    func send(_ notice: Notice) async -> SendOutcome {
        guard Self.isNumber(notice.recipient) else { return .refused("no phone number") }
        let request: NoticeHTTP.Request?
        let text: String
        do throws(NoticeError) {
            var needsText = true
            if case .msg91 = provider { needsText = false }
            text = needsText ? try templates.sms(notice) : ""
            request = try SMSRequest.make(provider, notice, text: text)
        } catch {
            return .refused(error.description)
        }
        guard let request else { return await write(notice, text) }
        switch await http.ask(request) {
        case .failure(let failure): return .deferred(failure.text, blame: .provider)
        case .success(let answer): return Self.outcome(answer)
        }
    }

    /// 429 and 5xx may pass; 401, 403 and 404 are the configuration's fault, not the notice's, and
    /// are mended by somebody within the day. Any other 4xx is this message's.
    static func outcome(_ answer: NoticeHTTP.Answer) -> SendOutcome {
        let said = "HTTP \(answer.status) \(answer.text)"
        switch answer.status {
        case 200..<300:
            // MSG91 says some of its refusals with 200.
            if answer.text.contains("\"type\":\"error\"") { return .refused(said) }
            return .sent
        case 401, 403, 404, 408, 429, 500...:
            return .deferred(said, retryAfter: answer.retryAfter, blame: .provider)
        default: return .refused(said)
        }
    }

    private func write(_ notice: Notice, _ text: String) async -> SendOutcome {
        guard case .file(let path) = provider else { return .refused("no provider") }
        var writer = JSONWriter(capacity: 256)
        writer.object { json in
            json.field("id", notice.name.description)
            json.field("to", notice.recipient)
            json.field("text", text)
        }
        let line = writer.bytes + [UInt8(ascii: "\n")]
        do {
            try await onDisk {
                guard try self.disk.append(path, line) else {
                    throw SpoolError(.failed, "\(path) is not there: make it first")
                }
            }
            return .sent
        } catch {
            return .deferred("\(error)", blame: .provider)
        }
    }

    /// E.164: a plus and 7 to 15 digits.
    static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.hasPrefix("+") && 7...15 ~= digits.count
            && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}
