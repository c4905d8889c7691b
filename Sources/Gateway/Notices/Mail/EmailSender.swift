import NIOCore
import NIOSSL
import SeatGrid

/// Hands notices to a mail server. Confined to one task, for its dialogue is.
final class EmailSender: NoticeSender {
    private let settings: NotifyConfiguration.Email
    private let templates: NoticeTemplates
    private let session: SMTPSession
    private let clock: @Sendable () -> WallTime

    init(
        _ settings: NotifyConfiguration.Email,
        _ templates: NoticeTemplates,
        tls: NIOSSLContext?,
        _ lastCall: LastCall,
        on loop: any EventLoop,
        clock: @escaping @Sendable () -> WallTime
    ) {
        self.settings = settings
        self.templates = templates
        self.clock = clock
        session = SMTPSession(settings.server, tls: tls, lastCall, on: loop)
    }

    func send(_ notice: Notice) async -> SendOutcome {
        guard let recipient = MailAddress(notice.recipient) else { return .refused("no address") }
        do {
            let mail = try message(notice, to: recipient)
            return await session.send(
                SMTPSession.Envelope(
                    sender: settings.from,
                    recipient: recipient,
                    bytes: try mail.bytes()
                )
            )
        } catch let error as MailHeader.Injection {
            return .refused("the \(error.field) has a control character")
        } catch {
            return .refused("\(error)")
        }
    }

    func rest() async { await session.quit() }

    /// The same at each try: its date is the notice's own.
    private func message(_ notice: Notice, to recipient: MailAddress) throws -> MailMessage {
        let texts = try templates.mail(notice)
        return MailMessage(
            from: MailMessage.Mailbox(name: settings.fromName, address: settings.from),
            replyTo: settings.replyTo,
            recipient: recipient,
            subject: texts.subject,
            messageID: "\(notice.name)@\(settings.messageIDDomain)",
            date: notice.createdAt,
            language: notice.locale.rawValue,
            text: texts.text,
            html: texts.html,
            attachments: notice.attachments
        )
    }

    /// What TLS needs; nil for a server that is spoken to in plain text.
    static func context(_ settings: SMTPSettings) throws -> NIOSSLContext? {
        guard settings.tls != .none else { return nil }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let file = settings.caFile { configuration.trustRoots = .file(file) }
        return try NIOSSLContext(configuration: configuration)
    }
}
