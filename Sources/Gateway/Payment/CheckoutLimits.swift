import NIOCore

/// The bounds and periods of checkout.
enum CheckoutLimits {
    /// How often the watchdog looks what is to be done.
    static let period = Duration.milliseconds(250)
    /// Things done at once.
    static let parallel = 64
    /// Things of a kind and show that are done in one round; captures are all done.
    static let perShow = 256
    /// How long what was done for an order is remembered after its time has come again.
    static let memory = TimeAmount.minutes(30)
    /// How long between questions about refunds that are under way, at first and at the most.
    static let firstRefundPoll = TimeAmount.seconds(1)
    static let longestRefundPoll = TimeAmount.minutes(10)
    static let firstRetry = TimeAmount.milliseconds(500)
    static let longestRetry = TimeAmount.seconds(30)
    /// For how long the provider may be silent about a capture before somebody has to look.
    static let silence = TimeAmount.minutes(10)
    /// How long a buyer's request waits for a capture that somebody else has begun.
    static let captureWait = Duration.seconds(4)
    /// How long no webhook may come, while orders are paid, before it is an alarm.
    static let webhookSilence = TimeAmount.minutes(15)
    /// How many payments have to be found by asking first.
    static let pollsOfSilence = 3
}
