package import SeatGrid

/// How notices are sent: the file that `seatgrid notify --config` names. docs/NOTICES.md has its
/// form.
package struct NotifyConfiguration: Equatable, Sendable {
    /// The mail server and who the mails are from.
    package struct Email: Equatable, Sendable {
        package var server: SMTPSettings
        var from: MailAddress
        package var fromName: String?
        var replyTo: MailAddress?
        package var messageIDDomain: String
        package var connections: Int
    }

    /// The service for short messages.
    package struct SMS: Equatable, Sendable {
        package var provider: SMSProvider
        package var concurrency: Int
    }

    /// A system of the operator's.
    package struct Endpoint: Equatable, Sendable {
        package var url: String
        package var secret: String
    }

    package var email: Email?
    package var sms: SMS?
    package var endpoints: [String: Endpoint] = [:]
    package var webhookConcurrency = 4
    /// A directory of templates that replace the embedded ones.
    package var templates: String?
    package var retries: [NoticeChannel: RetryRules] = [
        .email: .messages, .sms: .messages, .webhook: .webhooks,
    ]
    package var firstPause: Int64 = 5_000
    package var longestPause: Int64 = 300_000
    /// Between looks for something to do, milliseconds.
    package var poll: Int64 = 500
    /// For an HTTP request, milliseconds.
    package var httpTimeout: Int64 = 30_000
    /// How long a worker that is to stop waits for answers to what it has sent, milliseconds.
    package var stop: Int64 = 15_000

    /// The channels that something can be sent by.
    package var channels: [NoticeChannel] {
        NoticeChannel.allCases.filter { channel in
            switch channel {
            case .email: email != nil
            case .sms: sms != nil
            case .webhook: !endpoints.isEmpty
            }
        }
    }
}
