package import SeatGrid

/// What the hot lane needs of the engine on its loop; a test puts a stand-in here. Called on that
/// loop only.
package protocol ShowPort: AnyObject {
    /// The loop's number among the engine's.
    var ordinal: Int { get }
    /// Nil: 404.
    func entry(for show: ShowID) -> ShowEntry?
    /// Decides or reads; `sink` gets the answer on this loop, maybe before this returns.
    func submit(
        _ request: consuming ShowRequest,
        to entry: ShowEntry,
        sink: any AnswerSink,
        token: UInt64
    )
    /// A fresh capability.
    func newHoldID() -> HoldID
    /// A fresh booking id.
    func newBookingID() -> BookingID
}
