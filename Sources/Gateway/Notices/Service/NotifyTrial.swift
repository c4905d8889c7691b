import NIOCore
import NIOPosix
package import SeatGrid

/// Sends one notice past the spool: to see whether a configuration works.
package enum NotifyTrial {
    /// A notice with made-up data, for any kind that has templates.
    package static func notice(
        _ channel: NoticeChannel,
        _ kind: NoticeKind,
        _ locale: NoticeLocale,
        to recipient: String,
        now: WallTime
    ) -> Notice {
        let texts = [
            ("cinema", "SeatGrid"), ("title", "Test"), ("starts", "Sun 22 Nov, 19:30"),
            ("venue", "Screen 1"), ("seats", "F-7, F-8"), ("booking", "bk_TEST"),
            ("amount", "₹ 640.00"), ("refund", "₹ 640.00"), ("reason", "Test"),
            ("link", "https://example.org/"), ("expires", "19:00"),
        ]
        return Notice(
            // Its own name each time, or a mail server may take a second test for a repetition.
            name: NoticeName(
                show: ShowID("test"),
                seq: ShowVersion(rawValue: UInt64(max(0, now.rawValue))),
                channel: channel
            ),
            kind: kind,
            locale: locale,
            recipient: recipient,
            data: JSONObject(texts.map { JSONObject.Member(name: $0, value: .string($1)) }),
            createdAt: now
        )
    }

    /// Tries once.
    ///
    /// - Throws: `NoticeError` if the channel isn't configured, or what is wrong with templates or
    ///   certificates.
    package static func send(
        _ notice: Notice,
        _ configuration: NotifyConfiguration,
        _ surroundings: NotifySurroundings
    ) async throws -> SendOutcome {
        let group = MultiThreadedEventLoopGroup.singleton
        let http = NoticeHTTP(
            group: group,
            timeout: configuration.httpTimeout,
            lastCall: LastCall(),
            clock: surroundings.now
        )
        do {
            let outcome = try await send(
                notice,
                configuration,
                surroundings,
                http,
                on: group.next()
            )
            await http.stop()
            return outcome
        } catch {
            await http.stop()
            throw error
        }
    }

    private static func send(
        _ notice: Notice,
        _ configuration: NotifyConfiguration,
        _ surroundings: NotifySurroundings,
        _ http: NoticeHTTP,
        on loop: any EventLoop
    ) async throws -> SendOutcome {
        let templates =
            try configuration.templates.map { try NoticeTemplates(directory: $0) }
            ?? NoticeTemplates()
        switch notice.name.channel {
        case .email:
            guard let email = configuration.email else { break }
            let tls = try EmailSender.context(email.server)
            let sender = EmailSender(
                email,
                templates,
                tls: tls,
                LastCall(),
                on: loop,
                clock: surroundings.now
            )
            let outcome = await sender.send(notice)
            await sender.rest()
            return outcome
        case .sms:
            guard let sms = configuration.sms else { break }
            return await SMSSender(sms.provider, templates, http) { try $0() }.send(notice)
        case .webhook:
            guard !configuration.endpoints.isEmpty else { break }
            let sender = WebhookSender(
                configuration.endpoints,
                http,
                nil,
                clock: surroundings.now
            ) { try $0() }
            return await sender.send(notice)
        }
        throw NoticeError("\(notice.name.channel.rawValue) is not configured")
    }
}
