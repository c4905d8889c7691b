/// When a notice is tried again, and when it is given up. A value: time and chance come in.
///
/// Waits have full jitter (Brooker, "Exponential Backoff and Jitter"): anything from nothing to the
/// step's length, so that a thousand notices that failed together don't come back together.
package struct RetryRules: Equatable, Sendable {
    /// The longest waits after the first, second, ... failure, milliseconds; the last goes on.
    package let steps: [Int64]
    /// From the first try; what fails after this is given up. Nobody waits past it, so that the
    /// last try is at its end, but for a provider that asks for a longer wait.
    package let giveUpAfter: Int64

    /// - Precondition: there is a step.
    package init(steps: [Int64], giveUpAfter: Int64) {
        precondition(!steps.isEmpty, "rules without a step")
        self.steps = steps
        self.giveUpAfter = giveUpAfter
    }

    /// Email and SMS: 15 s, doubling, to an hour; a day.
    package static let messages = RetryRules(
        steps: [15_000, 30_000, 60_000, 120_000, 240_000, 480_000, 960_000, 1_920_000, 3_600_000],
        giveUpAfter: 86_400_000
    )

    /// Webhooks: a receiver that is being mended has three days.
    package static let webhooks = RetryRules(
        steps: [
            5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000,
            21_600_000,
        ],
        giveUpAfter: 3 * 86_400_000
    )

    /// The wait after the `failures`th failure in a row.
    ///
    /// - Parameter chance: 0 to 1, 1 excluded.
    /// - Parameter retryAfter: what the provider asked for; the wait is never shorter.
    package func wait(afterFailure failures: Int, chance: Double, retryAfter: Int64?) -> Int64 {
        let step = steps[min(max(failures, 1), steps.count) - 1]
        let jitter = Int64(chance * Double(step))
        guard let retryAfter else { return jitter }
        // All who were sent away at once were told the same time: the first step spreads them.
        return max(jitter, retryAfter + Int64(chance * Double(steps[0])))
    }

    /// What to do with `file` after a try at `now` that ended with `outcome`.
    package func fate(
        of file: NoticeFile,
        after outcome: SendOutcome,
        at now: WallTime,
        chance: Double
    ) -> NoticeFate {
        switch outcome {
        case .sent: return .done(.sent)
        case .gone: return .done(.endpointDisabled)
        case .refused(let text):
            return .dead(NoticeAttempt(at: now, outcome: .dead, transcript: text))
        case .deferred(let text, let retryAfter, _):
            let tried = file.counted
            let end = (tried.first?.at ?? now).advanced(by: giveUpAfter)
            guard now < end else {
                let text = "given up after \(tried.count + 1) tries: \(text)"
                return .dead(NoticeAttempt(at: now, outcome: .dead, transcript: text))
            }
            let wait = wait(
                afterFailure: tried.count + 1,
                chance: chance,
                retryAfter: retryAfter
            )
            let earliest = now.advanced(by: retryAfter ?? 0)
            let due = max(earliest, min(now.advanced(by: wait), end))
            return .retry(at: due, NoticeAttempt(at: now, outcome: .retry, transcript: text))
        }
    }

    /// What to do with a notice instead of sending it at `now`; nil: send it.
    package static func fate(of notice: Notice, before now: WallTime) -> NoticeFate? {
        guard let notAfter = notice.notAfter, notAfter < now else { return nil }
        return .done(.tooLate)
    }
}
