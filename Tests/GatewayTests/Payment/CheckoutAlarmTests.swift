import NIOCore
import SeatGrid
import Testing

@testable import Gateway

/// What is said when something becomes worse.
struct CheckoutAlarmTests {
    private func sight(stuck: Int = 0) -> CheckoutAlarms.Sight {
        CheckoutAlarms.Sight(stuck: stuck)
    }

    @Test func `an alarm is raised once for what has become worse`() {
        let alarms = CheckoutAlarms(expectsWebhooks: true)
        #expect(alarms.look(sight()) == [])
        #expect(alarms.look(sight(stuck: 2)) == [.stuck(2)])
        #expect(alarms.look(sight(stuck: 2)) == [] && alarms.look(sight(stuck: 1)) == [])
        #expect(alarms.current.sight.stuck == 1)
        var worse = sight(stuck: 1)
        worse.foreign = 3
        worse.isKeyRefused = true
        worse.refundAge = CheckoutLimits.refundAge
        #expect(alarms.look(worse) == [.foreign(3), .slowRefund, .keyRefused])
        worse.refundAge = CheckoutLimits.refundAge + .hours(1)
        #expect(alarms.look(worse) == [])
        #expect(alarms.look(sight(stuck: 1)) == [])
        #expect(alarms.look(worse) == [.foreign(3), .slowRefund, .keyRefused])
    }

    @Test func `payments heard of in other ways tell that webhooks are lost`() {
        for hear: (CheckoutAlarms) -> Void in [
            { $0.foundByPoll() }, { $0.heardCallback(isNews: true) },
        ] {
            let alarms = CheckoutAlarms(expectsWebhooks: true)
            let later = NIODeadline.now() + CheckoutLimits.webhookSilence + .seconds(1)
            for _ in 1..<CheckoutLimits.factsOfSilence { hear(alarms) }
            // A browser may tell the same twice.
            alarms.heardCallback(isNews: false)
            #expect(alarms.look(sight(), at: later) == [])
            hear(alarms)
            #expect(alarms.look(sight()) == [], "the first webhook may still come")
            #expect(alarms.look(sight(), at: later) == [.silence])
            #expect(alarms.look(sight(), at: later) == [] && alarms.current.wasSilent)
            alarms.heardWebhook()
            #expect(alarms.look(sight(), at: later) == [] && !alarms.current.wasSilent)
        }
    }

    @Test func `a provider without webhooks is never silent`() {
        let alarms = CheckoutAlarms(expectsWebhooks: false)
        for _ in 0..<9 { alarms.foundByPoll() }
        let later = NIODeadline.now() + CheckoutLimits.webhookSilence + .seconds(1)
        #expect(alarms.look(sight(), at: later) == [])
    }
}
