/// Where an answer goes: the loop that the request came in on, and who waits there.
///
/// Sendable by confinement: it travels between loops as a sealed letter, and `sink` is touched on
/// loop `origin` only.
struct ReturnAddress: @unchecked Sendable {
    let origin: Int
    let sink: any AnswerSink
    let token: UInt64
}

/// What one loop tells another. Letters gather while a loop is busy and leave once a tick, for a
/// wake-up between threads costs more than a whole request.
enum Letter: Sendable {
    case request(ShowRequest, ShowEntry, ReturnAddress)
    case answer(Reply, ReturnAddress)
    case subscribe(ShowEntry, loop: Int)
    case unsubscribe(ShowEntry, loop: Int)
    case live(LiveNews)
}

/// What a loop's hub of viewers is told.
enum LiveNews: Sendable {
    case snapshot(SeatMap, phase: ShowPhase)
    case changed(LiveChange)
    case gone(ShowID)
}

/// What one event changed on everybody's screens.
struct LiveChange: Sendable {
    let show: ShowID
    let version: ShowVersion
    let changes: [SeatChange]
    let phase: ShowPhase?
}
