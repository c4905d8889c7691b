/// What came of one try to hand a notice to its provider.
package enum SendOutcome: Equatable, Sendable {
    /// Whose trouble a failure is that may pass.
    package enum Blame: Sendable {
        /// One recipient's: a full mailbox, a greylisted address. The provider is well.
        case recipient
        /// The provider's: no connection, time-out, 421, 429, 5xx.
        case provider
    }

    /// It was taken.
    case sent
    /// It may work later; not before `retryAfter` milliseconds if the provider named a time.
    case deferred(String, retryAfter: Int64? = nil, blame: Blame)
    /// It will never work.
    case refused(String)
    /// The endpoint asked for no more (410).
    case gone(String)
}

/// What is to be done with a notice after a try, or instead of one.
package enum NoticeFate: Equatable, Sendable {
    /// It is finished and forgotten but for its name's digest.
    case done(DoneReason)
    /// It is to be tried again from then on; nil: it was not tried, for its provider is down.
    case retry(at: WallTime, NoticeAttempt?)
    /// It waits for an operator.
    case dead(NoticeAttempt)
}

/// Why nothing is left to do about a notice. Numbers are for ever: they are on disk.
package enum DoneReason: UInt8, Sendable, CaseIterable {
    case sent = 1
    /// Its `not_after` had passed: a reminder for a show that had begun.
    case tooLate = 2
    /// Its endpoint has been disabled.
    case endpointDisabled = 3
    /// An operator dropped it.
    case dropped = 4
}
