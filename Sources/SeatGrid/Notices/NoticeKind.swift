/// What a notice tells of: an event's name, which is also its templates' name.
package struct NoticeKind: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// nil unless the text has 1 to 64 of a-z, 0-9, `_` and `.`, no `.` first: it names files.
    package init?(_ text: String) {
        guard 1...NoticeLimits.kind ~= text.utf8.count, !text.hasPrefix("."),
            text.utf8.allSatisfy({ byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            })
        else { return nil }
        rawValue = text
    }

    package static let bookingConfirmed = NoticeKind(rawValue: "booking.confirmed")
    package static let bookingCancelled = NoticeKind(rawValue: "booking.cancelled")
    package static let refundSettled = NoticeKind(rawValue: "refund.settled")
    /// Other seats for money that came late; the buyer is asked.
    package static let orderOffer = NoticeKind(rawValue: "order.offer")
    /// Money that the bank had granted was not taken, and there are no seats.
    package static let orderFailed = NoticeKind(rawValue: "order.failed")
    package static let reminder = NoticeKind(rawValue: "reminder")
    /// For the operator's systems only.
    package static let holdExpired = NoticeKind(rawValue: "hold.expired")
    /// For the operator's systems only.
    package static let showSoldOut = NoticeKind(rawValue: "show.sold_out")
}

/// The language a notice is written in.
package enum NoticeLocale: String, Sendable, CaseIterable {
    case english = "en"
    case hindi = "hi"
}
