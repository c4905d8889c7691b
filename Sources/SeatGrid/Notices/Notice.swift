/// One message to one recipient by one channel, with all that its templates need.
///
/// It is self-contained: the worker that sends it has the spool and nothing else.
package struct Notice: Equatable, Sendable {
    package let name: NoticeName
    package let kind: NoticeKind
    package let locale: NoticeLocale
    /// An email address, a phone number (`+919812345678`), or the id of an endpoint in the worker's
    /// configuration.
    package let recipient: String
    /// What the templates may name.
    package let data: JSONObject
    package let createdAt: WallTime
    /// After it the notice is dropped instead of sent: a reminder for a show that has begun.
    package let notAfter: WallTime?
    package let attachments: [NoticeAttachment]

    package init(
        name: NoticeName,
        kind: NoticeKind,
        locale: NoticeLocale = .english,
        recipient: String,
        data: JSONObject = JSONObject([]),
        createdAt: WallTime,
        notAfter: WallTime? = nil,
        attachments: [NoticeAttachment] = []
    ) {
        self.name = name
        self.kind = kind
        self.locale = locale
        self.recipient = recipient
        self.data = data
        self.createdAt = createdAt
        self.notAfter = notAfter
        self.attachments = attachments
    }
}

/// A file that goes with an email: a ticket's QR code, a calendar entry.
package struct NoticeAttachment: Equatable, Sendable {
    /// `ticket.png`: 1 to 64 of A-Z, a-z, 0-9, `.`, `_` and `-`.
    package let file: String
    /// `image/png`.
    package let type: String
    /// Set: the HTML shows it as `cid:ID`; nil: it is attached.
    package let inlineID: String?
    package let bytes: [UInt8]

    package init(file: String, type: String, inlineID: String? = nil, bytes: [UInt8]) {
        self.file = file
        self.type = type
        self.inlineID = inlineID
        self.bytes = bytes
    }
}
