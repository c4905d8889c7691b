import SeatGrid

/// Hands notices of one channel to a provider.
protocol NoticeSender {
    /// Who is asked for this notice: failures are counted, and pauses made, a provider.
    func provider(of notice: Notice) -> String
    /// Tries once.
    func send(_ notice: Notice) async -> SendOutcome
    /// There is nothing to do for a while.
    func rest() async
}

extension NoticeSender {
    func provider(of notice: Notice) -> String { notice.name.channel.rawValue }
    func rest() async {}
}
