internal import CGridSystem

/// Waiting without a lock for something that is checked elsewhere.
///
/// `prepare`, check, then `wait` or `cancel`. A signal after `prepare` is never missed. `@unchecked
/// Sendable`: the C side is two atomic words that live as long as this object.
@safe final class EventCount: @unchecked Sendable {
    private let event: OpaquePointer

    init() {
        guard let made = unsafe sg_event_make() else {
            preconditionFailure("no memory for an event")
        }
        unsafe event = made
    }

    deinit { unsafe sg_event_destroy(event) }

    func prepare() -> UInt32 { unsafe sg_event_prepare(event) }
    func cancel() { unsafe sg_event_cancel(event) }
    func signal() { unsafe sg_event_signal(event) }

    /// True if woken; false after `milliseconds`, which nil makes endless.
    @discardableResult
    func wait(_ ticket: UInt32, milliseconds: Int?) -> Bool {
        unsafe sg_event_wait(event, ticket, milliseconds.map(Int64.init) ?? -1) == 1
    }
}
