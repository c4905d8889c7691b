import ArgumentParser
import SeatGrid

/// The flags of `serve` and `demo` that are about money.
struct PaymentOptions: ParsableArguments {
    static let names: Set<String> = [
        "payment", "payment-poll-seconds", "capture-minutes", "late-same-seats",
        "late-equal-block", "late-answer-seconds",
    ]

    @Option(
        help: "Who takes the money: sandbox, razorpay or off. Example: --payment razorpay"
    )
    var payment: String?

    @Option(
        name: .customLong("payment-poll-seconds"),
        help: "When an unpaid order is asked after first. Example: --payment-poll-seconds 10"
    )
    var pollSeconds: String?

    @Option(
        name: .customLong("capture-minutes"),
        help: "How long reserved money waits for us, 12 to 7200. Example: --capture-minutes 60"
    )
    var captureMinutes: String?

    @Option(
        name: .customLong("late-same-seats"),
        help: "Take the same seats for late money: on or off. Example: --late-same-seats off"
    )
    var lateSameSeats: String?

    @Option(
        name: .customLong("late-equal-block"),
        help: "Offer other seats for late money: on or off. Example: --late-equal-block off"
    )
    var lateEqualBlock: String?

    @Option(
        name: .customLong("late-answer-seconds"),
        help: "How long such an offer stands. Example: --late-answer-seconds 1800"
    )
    var lateAnswerSeconds: String?

    func resolve(
        in source: SettingsSource,
        _ environment: [String: String]
    ) throws(SettingsError) -> PaymentSettings {
        let answerSeconds = try source.number(
            "late-answer-seconds",
            lateAnswerSeconds,
            900,
            10...86_400
        )
        let settings = PaymentSettings(
            choice: try choice(in: source, environment),
            pollSeconds: try source.number("payment-poll-seconds", pollSeconds, 20, 1...3_600),
            captureMinutes: try source.number("capture-minutes", captureMinutes, 30, 12...7_200),
            late: LatePolicy(
                takesSameSeats: try source.isOn("late-same-seats", lateSameSeats),
                offersEqualBlock: try source.isOn("late-equal-block", lateEqualBlock),
                answerTime: Int64(answerSeconds) * 1_000
            )
        )
        // Or the buyer says yes to seats whose money has gone back meanwhile.
        let reserved = Int64(settings.captureMinutes) * 60_000
        guard !settings.late.offersEqualBlock || settings.late.answerTime < reserved else {
            throw SettingsError(
                "--late-answer-seconds must be less than --capture-minutes, "
                    + "which is \(settings.captureMinutes * 60) seconds"
            )
        }
        return settings
    }

    /// As it is set, else Razorpay if its key is in the environment, else the sandbox.
    private func choice(
        in source: SettingsSource,
        _ environment: [String: String]
    ) throws(SettingsError) -> PaymentChoice {
        let chosen: PaymentChoice? = try source.value(
            "payment",
            flag: payment,
            default: nil,
            expecting: PaymentChoice.allCases.map(\.rawValue).joined(separator: ", ")
        ) { PaymentChoice(rawValue: $0).map(Optional.some) }
        if let chosen { return chosen }
        guard environment["RAZORPAY_KEY_ID"]?.isEmpty != false else { return .razorpay }
        // Real tickets for play money is what must not come of a variable that got lost.
        let others = environment.filter { $0.key.hasPrefix("RAZORPAY_") && !$0.value.isEmpty }
        guard let other = others.keys.min() else { return .sandbox }
        throw SettingsError(
            "\(other) is set, but RAZORPAY_KEY_ID is not: set it, "
                + "or say --payment sandbox to sell for play money"
        )
    }
}

extension SettingsSource {
    /// A switch that is on unless it is set off.
    fileprivate func isOn(_ name: String, _ flag: String?) throws(SettingsError) -> Bool {
        try value(name, flag: flag, default: true, expecting: "on or off") { text in
            ["on": true, "off": false][text]
        }
    }
}
