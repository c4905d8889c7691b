/// Every limit of the talk with a payment provider, in one place.
package struct PaymentLimits: Sendable {
    /// Till there is a connection.
    package var connectMilliseconds: Int64 = 3_000
    /// Silence of the provider while it owes an answer.
    package var silenceMilliseconds: Int64 = 10_000
    /// From asking to the last byte of the answer; the outcome is unknown afterwards.
    package var callMilliseconds: Int64 = 15_000
    /// Connections to the provider; further calls wait for one, within their time.
    package var connections = 128
    /// The longest answer that is read.
    package var answerBytes = 256 * 1_024
    /// How deep an answer may nest.
    package var nesting = 16
    /// How long an authorised payment waits to be captured before the provider gives it back by
    /// itself, minutes: 12 to 7,200.
    package var captureMinutes = 30
    /// The longest wait that a provider's `Retry-After` is believed, milliseconds.
    package var longestRetryAfter: Int64 = 60_000
    /// The wait when a provider asks for patience and doesn't say how much, milliseconds.
    package var usualRetryAfter: Int64 = 1_000

    package init() {}
}
