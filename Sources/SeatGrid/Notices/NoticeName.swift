/// The way a notice goes out.
package enum NoticeChannel: String, Sendable, CaseIterable {
    case email
    case sms
    /// To the operator's own systems.
    case webhook
}

/// What a notice is called, for ever: the event it tells of and the way it goes.
///
/// As text `SHOW-SEQ-CHANNEL`, with `-PART` after it where one event sends several that way. The
/// same event always makes the same name, so a notice that is fed twice is there once. It carries
/// nothing about a person: it is a file's name and stands in logs.
package struct NoticeName: Hashable, Sendable {
    package let show: ShowID
    package let seq: ShowVersion
    package let channel: NoticeChannel
    /// Tells notices of one event and channel apart; 0 is not written.
    package let part: UInt32

    package init(show: ShowID, seq: ShowVersion, channel: NoticeChannel, part: UInt32 = 0) {
        self.show = show
        self.seq = seq
        self.channel = channel
        self.part = part
    }

    /// Reads what `description` wrote, and nothing else. Read from the right: a show's id may have
    /// hyphens.
    package init?(_ text: String) {
        var words = text.split(separator: "-", omittingEmptySubsequences: false)
        guard words.count >= 3, text.utf8.count <= NoticeLimits.name else { return nil }
        var part: UInt32 = 0
        if let number = UInt32(words[words.count - 1]), number > 0 {
            part = number
            words.removeLast()
        }
        guard words.count >= 3, let channel = NoticeChannel(rawValue: String(words.removeLast())),
            let seq = UInt64(words.removeLast())
        else { return nil }
        let show = words.joined(separator: "-")
        guard CatalogLimits.isIdentifier(show) else { return nil }
        self.init(
            show: ShowID(show),
            seq: ShowVersion(rawValue: seq),
            channel: channel,
            part: part
        )
        // One notice, one name: no leading zeros or signs.
        guard description == text else { return nil }
    }

    /// 128 bits of the name's SHA-256: what is remembered of a notice that is done.
    package var digest: Bits128 {
        SHA256.leadingBits(of: SHA256.digest(of: Array(description.utf8)))
    }
}

extension NoticeName: CustomStringConvertible {
    package var description: String {
        "\(show)-\(seq.rawValue)-\(channel.rawValue)" + (part == 0 ? "" : "-\(part)")
    }
}
