import NIOCore

/// The bounds and periods of checkout.
enum CheckoutLimits {
    /// How often the watchdog looks what is to be done.
    static let period = Duration.milliseconds(250)
    /// Things of a kind that are done at once. Those that ask the provider are fewer together than
    /// `PaymentLimits.connections`: the rest is for buyers who wait.
    static let captures = 32
    static let refunds = 16
    static let overduePolls = 16
    static let polls = 16
    static let local = 16
    /// Things of a kind and show that are looked at in one round, besides captures: those all are.
    static let perShow = 256
    /// How long after its time something that is to be done has been begun, if it still is.
    static let overlooked = TimeAmount.minutes(5)
    /// How long what was done for an order is remembered after its time has come again.
    static let memory = TimeAmount.minutes(30)
    /// How long between questions about refunds that are under way, at first.
    static let firstRefundPoll = TimeAmount.seconds(1)
    /// And at the most, in `--payment-poll-seconds`: ten minutes unless told otherwise.
    static let longestRefundPoll: Int64 = 30
    static let firstRetry = TimeAmount.milliseconds(500)
    static let longestRetry = TimeAmount.seconds(30)
    /// How much longer than it asked for the provider is left alone after too many requests.
    static let firstRest = TimeAmount.seconds(1)
    static let longestRest = TimeAmount.seconds(60)
    /// For how long a refund may be under way before it is an alarm.
    static let refundAge = TimeAmount.hours(6)
    /// For how long the provider may be silent about a capture before somebody has to look.
    static let silence = TimeAmount.minutes(10)
    /// How long a buyer's request waits for a capture that somebody else has begun.
    static let captureWait = Duration.seconds(4)
    /// How long a webhook's answer waits for the provider to tell whose order it is: the answer is
    /// owed within five seconds.
    static let webhookWait = Duration.seconds(3)
    /// How long no webhook may come, while orders are paid, before it is an alarm.
    static let webhookSilence = TimeAmount.minutes(15)
    /// How many payments have to be heard of in other ways first.
    static let factsOfSilence = 3
}
