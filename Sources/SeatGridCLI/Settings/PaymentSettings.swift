import SeatGrid

/// How a node takes money.
struct PaymentSettings: Equatable {
    /// Who takes it.
    var choice: PaymentChoice
    /// After how many seconds the provider is asked about an order that nobody has paid.
    var pollSeconds: Int
    /// How long an authorised payment waits to be captured before it goes back, minutes.
    var captureMinutes: Int
    /// How far one goes for money that comes too late.
    var late: LatePolicy
}
