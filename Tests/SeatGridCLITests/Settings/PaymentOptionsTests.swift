import ArgumentParser
import SeatGrid
import Testing

@testable import SeatGridCLI

/// How a node is told to take money.
struct PaymentOptionsTests {
    private func resolve(
        _ flags: [String] = [],
        _ environment: [String: String] = [:]
    ) throws -> PaymentSettings {
        let source = SettingsSource(environment: environment, file: .empty)
        return try PaymentOptions.parse(flags).resolve(in: source, environment)
    }

    @Test func `the ladder's steps can be left out, and its times set`() throws {
        let usual = try resolve()
        #expect(usual.late == LatePolicy() && usual.captureMinutes == 30)
        let flags = [
            "--late-same-seats", "off", "--late-equal-block", "on", "--late-answer-seconds", "600",
            "--capture-minutes", "12",
        ]
        let other = try resolve(flags)
        #expect(other.late == LatePolicy(takesSameSeats: false, answerTime: 600_000))
        #expect(other.captureMinutes == 12)
        let byVariable = try resolve([], ["SEATGRID_LATE_EQUAL_BLOCK": "off"])
        #expect(byVariable.late == LatePolicy(offersEqualBlock: false))
        for bad in [
            ["--capture-minutes", "11"], ["--capture-minutes", "7201"],
            ["--late-answer-seconds", "9"], ["--late-same-seats", "yes"], ["--payment", "cash"],
        ] {
            #expect(throws: SettingsError.self, "\(bad)") { try resolve(bad) }
        }
    }

    @Test func `an offer must not outlive the money that is reserved for it`() throws {
        #expect(throws: SettingsError.self) { try resolve(["--capture-minutes", "15"]) }
        #expect(throws: SettingsError.self) { try resolve(["--late-answer-seconds", "1800"]) }
        let flags = ["--capture-minutes", "15", "--late-equal-block", "off"]
        #expect(try resolve(flags).captureMinutes == 15)
    }

    @Test func `a lost key id does not turn the shop into a sandbox`() throws {
        #expect(try resolve().choice == .sandbox)
        let id = ["RAZORPAY_KEY_ID": "rzp_live_1"]
        #expect(try resolve([], id).choice == .razorpay)
        for name in ["RAZORPAY_KEY_SECRET", "RAZORPAY_WEBHOOK_SECRET_FILE"] {
            for rest in [[:], ["RAZORPAY_KEY_ID": ""]] {
                let environment = rest.merging([name: "x"]) { $1 }
                #expect(throws: SettingsError.self) { try resolve([], environment) }
                for choice in PaymentChoice.allCases {
                    let flags = ["--payment", choice.rawValue]
                    #expect(try resolve(flags, environment).choice == choice, "said by hand")
                }
            }
        }
        #expect(try resolve([], ["RAZORPAY_URL": ""]).choice == .sandbox)
    }
}
