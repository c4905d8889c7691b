/// How a tester pays.
enum SandboxChoice: String, CaseIterable, Sendable {
    case now
    /// The bank takes its time.
    case later
    /// Two payments of one order, both authorised.
    case twice
    /// The bank says yes when everybody took the payment for failed.
    case late
    /// The bank never answers.
    case never
    /// The bank says no.
    case declined

    /// What the button says.
    var label: String {
        switch self {
        case .now: "Pay now"
        case .later: "Pay, but the bank takes its time"
        case .twice: "Pay twice"
        case .late: "Pay too late"
        case .never: "Begin to pay, and never finish"
        case .declined: "Be declined by the bank"
        }
    }
}
