/// The bounds of notices and of the spool.
package enum NoticeLimits {
    /// Bytes of a notice's name: a show's id, a seq, a channel, a part.
    package static let name = 64 + 1 + 20 + 8 + 11
    /// Bytes of a kind, like `booking.confirmed`.
    package static let kind = 64
    /// Bytes of an address, a number, an endpoint's id.
    package static let recipient = 320
    /// Bytes of a notice's file, attachments and all. A larger one is not put into the spool.
    package static let file = 1 << 20
    package static let attachments = 8
    /// Bytes of what a peer said that are kept with an attempt.
    package static let transcript = 2_000
    /// Names in a directory of new notices; then another is begun.
    package static let bucket = 1_024
    /// How long a directory of new notices is filled, milliseconds.
    package static let bucketAge: Int64 = 30_000
    /// Processes that may work on one spool at once.
    package static let workers = 64
    /// Notices that a worker takes at a time, a channel. Few: what was sent meanwhile waits for it
    /// before it is written down.
    package static let claims = 16
    /// Notices written before their directory is synced.
    package static let batch = 1_000
    /// Records in one file of what is done: a mebibyte.
    package static let doneRecords = 32_768
    /// Files of what is done that a worker keeps: more than 1,000,000 names.
    package static let doneFiles = 33
    /// Names that are remembered as done, or as put; the oldest are forgotten first.
    package static let remembered = 2_000_000
}
